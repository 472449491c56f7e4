/** Whether an address is this machine's own: there, and nowhere else, HTTP will do. */
export const isLoopback = (url: string): boolean => {
  if (!URL.canParse(url)) return false
  const { hostname } = new URL(url)
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:[.]\d{1,3}){3}$/.test(hostname)
  )
}
