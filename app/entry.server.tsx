import { PassThrough, Readable } from 'node:stream'
import {
  createReadableStreamFromReadable,
  type AppLoadContext,
  type EntryContext,
} from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream, renderToString } from 'react-dom/server'
import { isMember } from '#app/kernel/roles.ts'
import { isStorageFailure } from '#db/transaction.server.ts'

/**
 * Guests get a document: rendered in one go, with nothing for a script to take over. Members' pages
 * are streamed with the data by which React takes them over.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Response | Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  if (!isMember(context.viewer)) {
    const { serverHandoffStream: _unused, ...document } = remix
    const html = renderToString(<RemixServer context={document} url={request.url} />)
    return new Response(`<!doctype html>${html}`, { status, headers })
  }
  return new Promise((resolve, reject) => {
    let hasShell = false
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={remix} url={request.url} nonce={context.nonce} />,
      {
        nonce: context.nonce,
        onShellReady() {
          hasShell = true
          const body = new PassThrough()
          resolve(
            new Response(createReadableStreamFromReadable(Readable.from(body)), {
              status,
              headers,
            }),
          )
          pipe(body)
        },
        onShellError: reject,
        onError(error) {
          if (hasShell) context.log.error({ err: error, id: context.requestId }, 'a page broke off')
        },
      },
    )
    setTimeout(abort, 5000).unref()
  })
}

/** A bug, not a refusal: written to the log under the request's id; the person sees an apology. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (request.signal.aborted) return
  // A refusal of an address without a page, such as a file's: answered as it is.
  if (isRouteErrorResponse(error) && error.status < 500) return
  const path = new URL(request.url).pathname.slice(0, 200)
  const level = isStorageFailure(error) ? 'warn' : 'error'
  context.log[level]({ err: error, id: context.requestId, path }, 'request failed')
}
