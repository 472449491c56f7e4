/** Name and port of a site; what is no site as it is. */
export const hostOf = (origin: string): string =>
  (URL.canParse(origin) && new URL(origin).host) || origin
