/** An address in the place of a name: nothing stands above it. */
export const isNumericHost = (host: string): boolean => /^[\d.]+$|[:[\]]/.test(host)
