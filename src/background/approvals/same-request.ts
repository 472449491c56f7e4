type Request = { readonly page: string; readonly request: string }

/** Requests have a name within their page, and keep it when they are asked again. */
export const isSameRequest = (one: Request, other: Request): boolean =>
  one.page === other.page && one.request === other.request
