import { isSharedPattern } from '#app/kernel/match-address.ts'
import { createRequestHandler, type AppLoadContext, type ServerBuild } from '@remix-run/node'

export type RemixHandler = (request: Request, context: AppLoadContext) => Promise<Response>

/** Which handler answers an address. `isDocument`: one that most reading is of (`isSharedDocument`). */
export type ChooseHandler = (target: string, isDocument: boolean) => RemixHandler

/**
 * Remix compiles the pattern of every route it knows anew for each request, several times. So an address is
 * matched against those routes only whose first part is its own, or which have none; and a document against those of
 * documents. A member's browser asks for the rest when it comes to need them.
 */
export function openHandlers(build: ServerBuild): ChooseHandler {
  const firstParts = new Map<string, string | null>()
  for (const { id, parentId, path = '' } of Object.values(build.routes)) {
    const first = path.split('/', 1)[0] ?? ''
    // Below another route than the root, or with a part that stands for any: it may match everywhere.
    const isFixed = (parentId === undefined || parentId === 'root') && /^[a-z0-9._-]+$/.test(first)
    firstParts.set(id, isFixed ? first : null)
  }
  const documents = new Set(Object.keys(build.routes).filter((id) => isDocument(build.routes, id)))
  const handlerOf = (isIncluded: (id: string) => boolean): RemixHandler => {
    const only = <T>(of: Readonly<Record<string, T>>): Record<string, T> =>
      Object.fromEntries(Object.entries(of).filter(([id]) => isIncluded(id)))
    const assets = { ...build.assets, routes: only(build.assets.routes) }
    const handler = createRequestHandler({ ...build, assets, routes: only(build.routes) }, 'production')
    return (request, context) => handler(request, context)
  }
  const everything = handlerOf(() => true)
  const groups = new Map<string, { readonly all: RemixHandler; readonly documents: RemixHandler }>()
  for (const part of new Set([...firstParts.values(), ''])) {
    if (part === null) continue
    const isOfPart = (id: string): boolean => [part, null].includes(firstParts.get(id) ?? null)
    groups.set(part, {
      all: handlerOf(isOfPart),
      documents: handlerOf((id) => documents.has(id) && isOfPart(id)),
    })
  }
  return (target, isDocument) => {
    const group = groups.get(firstPartOf(target))
    return group ? (isDocument ? group.documents : group.all) : everything
  }
}

/** Whether a route is one of the documents that most reading is of, or the frame around them. */
function isDocument(routes: ServerBuild['routes'], id: string): boolean {
  if (id === 'root') return true
  const parts: string[] = []
  for (let route = routes[id]; route; route = routes[route.parentId ?? '']) if (route.path) parts.unshift(route.path)
  return isSharedPattern(`/${parts.join('/')}`)
}

/** The first part of an address's path, as it is written; that of `/t/1.data` and of `/t/1` is the same. */
function firstPartOf(target: string): string {
  const path = (/^[^?#]*/.exec(target)?.[0] ?? '').replace(/\.data$/, '')
  const first = path.split('/', 2)[1] ?? ''
  return first === '_root' ? '' : first
}
