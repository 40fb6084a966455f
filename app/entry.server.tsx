import { type AppLoadContext, type EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { isMember } from '#app/kernel/roles.ts'
import { rootView, RootViewContext } from './root-view.ts'
import { isStorageFailure } from '#db/transaction.server.ts'

/**
 * Renders a page in one go: three times as quick as streaming, and nothing here is deferred. Guests get
 * the document alone; behind a member's stands the data by which React takes it over, as Remix's own
 * streaming writes it.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  const { serverHandoffStream, ...document } = remix
  const { nonce } = context
  const html = renderToString(
    <RootViewContext.Provider value={rootView(context)}>
      <RemixServer context={document} url={request.url} nonce={nonce} />
    </RootViewContext.Provider>,
  )
  const hydrates = isMember(context.viewer) && remix.staticHandlerContext.loaderData['root'] != null
  const handoff = hydrates && serverHandoffStream ? await handoffScripts(serverHandoffStream, nonce) : ''
  context.rendered.html = `<!doctype html>${html}${handoff}`
  return new Response(null, { status, headers })
}

/** What hands the loaders' data to the browser's side. */
async function handoffScripts(stream: ReadableStream<Uint8Array>, nonce: string): Promise<string> {
  const data = await new Response(stream).text()
  // Within a script nothing but `<` can end it or change how it is read.
  const literal = JSON.stringify(data).replaceAll('<', '\\u003c')
  return [`enqueue(${literal})`, 'close()']
    .map((call) => `<script nonce="${nonce}">window.__remixContext.streamController.${call};</script>`)
    .join('')
}

/** A bug, not a refusal: written to the log under the request's id; the person sees an apology. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted) return
  // A refusal of an address without a page, such as a file's: answered as it is.
  if (isRouteErrorResponse(error) && error.status < 500) return
  const path = new URL(request.url).pathname.slice(0, 200)
  const level = isStorageFailure(error) ? 'warn' : 'error'
  context.log[level]({ err: error, id: context.requestId, path }, 'request failed')
}
