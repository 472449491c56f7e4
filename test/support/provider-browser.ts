/** Who sits in front of it: chooses somebody, closes the page, or is somebody else each time. */
export type AtProvider = {
  person: string | undefined
  /** The next ones, before `person` again. */
  next?: string[]
  cookies?: 'forgotten'
}

/** A browser's window for identity providers: real pages, real cookies, and somebody who clicks. */
export function providerBrowser(redirectUrl: string, at: AtProvider) {
  const jar = new Map<string, string>()
  const asked: URL[] = []

  const visit = async (url: URL, form?: URLSearchParams): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form !== undefined && { method: 'POST', body: form }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const place = pair.indexOf('=')
      jar.set(pair.slice(0, place), pair.slice(place + 1))
    }
    await response.text()
    return response
  }

  /** Until a page stands, or it is the extension's own address. */
  const follow = async (from: URL, form?: URLSearchParams): Promise<URL> => {
    let url = from
    let body = form
    while (!url.href.startsWith(redirectUrl)) {
      const next = (await visit(url, body)).headers.get('location')
      if (next === null) return url
      url = new URL(next, url)
      body = undefined
    }
    return url
  }

  const showProvider = async (
    address: string,
    { visible }: { readonly visible: boolean },
  ): Promise<string | undefined> => {
    asked.push(new URL(address))
    if (at.cookies === 'forgotten') jar.clear()
    const page = await follow(new URL(address))
    if (page.href.startsWith(redirectUrl)) return page.href
    const person = at.next?.shift() ?? at.person
    if (!visible || person === undefined) return undefined
    const end = await follow(page, new URLSearchParams({ person }))
    return end.href.startsWith(redirectUrl) ? end.href : undefined
  }
  return { showProvider, asked }
}
