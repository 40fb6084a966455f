/**
 * The request with a path that can be decoded: Remix's router writes a line of its own to the console for another,
 * which no page has anyway.
 */
export function legible(request: Request): Request {
  const { pathname } = new URL(request.url)
  try {
    decodeURIComponent(pathname)
    return request
  } catch {
    const { method, headers, body } = request
    const url = new URL(request.url)
    url.pathname = pathname.replaceAll('%', '%25')
    return asRequest({ url: url.href, method, headers, body })
  }
}

/** The platform's own request, in place of the one that Hono's listener stands in for it with. */
export function asRequest({
  method,
  url,
  headers,
  body,
}: Pick<Request, 'method' | 'url' | 'headers' | 'body'>): Request {
  return new Request(url, { method, headers, ...(body && { body, duplex: 'half' }) })
}
