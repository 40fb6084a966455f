import type { ServerResponse, IncomingMessage } from 'node:http'
import type { Asset } from './assets.server.ts'

/** Past `Response`, which would copy a page four times. */
export function sendDocument(
  outgoing: { writeHead: ServerResponse['writeHead']; end: ServerResponse['end'] },
  status: number,
  headers: Headers,
  body: Buffer,
): void {
  const cookies = headers.getSetCookie()
  outgoing.writeHead(status, {
    ...Object.fromEntries(headers),
    ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    'content-length': body.length,
  })
  outgoing.end(body)
}

/** Sends a file of the build, packed if the browser takes it so, or says that it is unchanged. */
export function sendAsset(request: IncomingMessage, response: ServerResponse, asset: Asset): void {
  if (request.headers['if-none-match'] === asset.headers['ETag']) {
    response.writeHead(304, asset.headers).end()
    return
  }
  const accepts = String(request.headers['accept-encoding'] ?? '')
  const [encoding, body] =
    asset.brotli && /\bbr\b/.test(accepts)
      ? ['br', asset.brotli()]
      : asset.gzip && /\bgzip\b/.test(accepts)
        ? ['gzip', asset.gzip()]
        : [null, asset.body]
  response.writeHead(200, {
    ...asset.headers,
    'Content-Length': body.length,
    ...(encoding ? { 'Content-Encoding': encoding } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
