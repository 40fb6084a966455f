import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'
import { openSessions, type Sessions } from '#app/features/accounts/sessions.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { FieldErrors } from '#app/kernel/errors.ts'
import { readSite } from '#app/platform/site.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { SearchEngine } from '#search/engine.ts'

/** What a route answered, whichever way it did. */
export interface Answer {
  readonly status: number
  /** Where it leads; null when it leads nowhere. */
  readonly location: string | null
  /** The session cookie that it sets, as the browser sends it back; null when it sets none. */
  readonly cookie: string | null
  readonly headers: Headers
  /** What a rejected form comes back with. */
  readonly errors: FieldErrors
  readonly values: Readonly<Record<string, string>>
  readonly data: unknown
}

export interface Browser {
  readonly sessions: Sessions
  /** The cookie it has by now. */
  readonly cookie: string | null
  visit(loader: Loader, address: string, params?: Params): Promise<Answer>
  /** Sends a form; repeated fields as an array. Follows no redirect. */
  submit(action: Action, address: string, fields: Fields, params?: Params): Promise<Answer>
}

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>
type Action = (args: ActionFunctionArgs) => Promise<unknown>
type Params = Readonly<Record<string, string>>
type Fields = Readonly<Record<string, string | File | readonly string[]>>

const DEVICE = /^(?:__Host-)?askwell_device=/

let lastAddress = 0

/**
 * A person with a browser that keeps its session cookie, in front of the routes themselves. Each comes
 * from an address of its own, unless given one.
 */
export function aBrowser(
  services: Services & { readonly search?: SearchEngine },
  given: { readonly from?: string; readonly cookie?: string } = {},
): Browser {
  const sessions = openSessions(services.db, services.env.baseUrl.startsWith('https:'))
  lastAddress += 1
  const address = given.from ?? `192.0.2.${lastAddress}`
  let cookie: string | null = given.cookie ?? null
  /** Marks the browser as known; sent beside the session's. */
  let device: string | null = null

  const contextOf = async (): Promise<AppLoadContext> => {
    const viewer = cookie === null ? GUEST : await sessions.viewerOf(cookie)
    const context = {
      ...services,
      sessions,
      mailer: null,
      viewer,
      locale: 'en' as const,
      languages: ['en'] as const,
      cookie: device === null ? cookie : [cookie, device].filter(Boolean).join('; '),
      address,
      site: await readSite(services.db),
      requestId: 'test',
      nonce: '',
      isDataRequest: false,
      refused: null,
      isAway: false,
      enhanceUrl: '/enhance.js',
      rendered: { html: null, countsAsRead: true },
      nudge: () => undefined,
    }
    const { search } = services
    if (search) return { ...context, search }
    // Not enumerable, so that a copy of the context does not ask for it.
    return Object.defineProperty(context, 'search', {
      get(): never {
        throw new Error('No search engine stands behind this browser.')
      },
    }) as typeof context & { readonly search: never }
  }
  const take = (answer: Answer): Answer => {
    cookie = answer.cookie ?? cookie
    const known = answer.headers.getSetCookie().find((one) => DEVICE.test(one))
    device = known?.split(';')[0] ?? device
    return answer
  }
  const argsOf = async (request: Request, params: Params) => ({
    request,
    params,
    context: await contextOf(),
  })
  const url = (path: string): string => `${services.env.baseUrl}${path}`

  return {
    sessions,
    get cookie() {
      return cookie
    },
    visit: async (loader, path, params = {}) =>
      take(await answerOf(loader(await argsOf(new Request(url(path)), params)))),
    async submit(action, path, fields, params = {}) {
      const body = bodyOf(fields)
      const request = new Request(url(path), { method: 'POST', body })
      return take(await answerOf(action(await argsOf(request, params))))
    },
  }
}

function bodyOf(fields: Fields): FormData | URLSearchParams {
  const hasFile = Object.values(fields).some((value) => value instanceof File)
  const body = hasFile ? new FormData() : new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) body.append(name, one as string) // a File only in FormData
  }
  return body
}

async function answerOf(reply: Promise<unknown>): Promise<Answer> {
  let given: unknown
  try {
    given = await reply
  } catch (thrown) {
    given = thrown
  }
  if (given instanceof Error) throw given
  if (given instanceof Response) {
    const text = given.status < 300 ? await given.text() : ''
    return made(given.status, given.headers, text)
  }
  const wrapped = given as { readonly data?: unknown; readonly init?: ResponseInit | null } | null
  const init = wrapped && typeof wrapped === 'object' && 'init' in wrapped ? wrapped.init : undefined
  if (init === undefined) return made(200, new Headers(), given)
  return made(init?.status ?? 200, new Headers(init?.headers), wrapped?.data)
}

function made(status: number, headers: Headers, data: unknown): Answer {
  const set = headers.getSetCookie().find((one) => !DEVICE.test(one))
  const rejected = (data ?? {}) as { errors?: FieldErrors; values?: Record<string, string> } // of `actionFor`
  return {
    status,
    headers,
    data,
    location: headers.get('Location'),
    cookie: set === undefined ? null : (set.split(';')[0] ?? null),
    errors: rejected.errors ?? {},
    values: rejected.values ?? {},
  }
}
