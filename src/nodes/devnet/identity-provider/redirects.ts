/** Where browsers catch the answer to a sign-in of an extension; no server stands behind these. */
const extensions = [
  /^https:\/\/[a-p]{32}\.chromiumapp\.org\/[\w./-]*$/,
  /^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\/[\w./-]*$/,
]

export const isExtensionRedirect = (uri: string): boolean =>
  extensions.some((pattern) => pattern.test(uri))

/** Programs listen at any port of loopback; the provider compares these without their port. */
export const loopbackRedirects: readonly string[] = [
  'http://127.0.0.1/callback',
  'http://127.0.0.1/',
  'http://localhost/callback',
  'http://localhost/',
  'http://[::1]/callback',
]
