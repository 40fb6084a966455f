import { platformRefusals } from '#app/platform/words/refusals.ts'
import { type ActionFunctionArgs } from '@remix-run/node'
import type { z } from 'zod'
import { AppError } from '#app/kernel/errors.ts'
import { isStorageFailure } from '#db/transaction.server.ts'
import { SOURCE_LOCALE, type Locale } from '#app/locale/locales.ts'
import { saying, textIn, type Saying } from '#app/locale/saying.ts'
import { hasScope, type Scope, type TokenActor } from '#app/kernel/roles.ts'
import { findTokenActor } from './api-token.server.ts'
import type { Context } from './context.server.ts'
import { drain } from './http/action.server.ts'
import { AUDIENCE } from './http/audience.server.ts'
import { countUse, LIMITS } from './rate-limit.server.ts'

/** An error of the API as it is answered (RFC 9457). */
export interface Problem {
  readonly status: number
  readonly title: Saying | string
  readonly errors?: readonly { readonly at: string; readonly why: string }[]
}

/** The answer that says what was wrong, for programs and for those who write them. */
export function problem(
  { status, title, errors }: Problem,
  locale: Locale,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(
    { type: 'about:blank', status, title: textIn(locale, title), ...(errors ? { errors } : {}) },
    { status, headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers } },
  )
}

/** Thrown by an action of the API to answer with a problem that is no refusal of the product's own. */
export class ApiProblem extends Error {
  readonly problem: Problem

  constructor(given: Problem) {
    super(textIn(SOURCE_LOCALE, given.title))
    this.name = 'ApiProblem'
    this.problem = given
  }
}

/**
 * An action of the API for tools whose token has a scope: what `audience` is to a page. It never looks at who is signed
 * in. Counted against the address before the token is looked up, and against the token. Every refusal is answered as a problem.
 */
export function actionOfApi(
  scope: Scope,
  run: (args: {
    readonly request: Request
    readonly context: Context & { readonly viewer: TokenActor }
  }) => Promise<Response>,
) {
  const action = async ({ request, context }: ActionFunctionArgs): Promise<Response> => {
    try {
      if (request.method !== 'POST') throw new ApiProblem({ status: 405, title: saying(platformRefusals, 'api.post') })
      const text = bearerOf(request)
      await countUse(context.db, context.clock, LIMITS.apiAddress, `ip ${context.address}`)
      const viewer = await findTokenActor(context, text)
      if (!viewer || !hasScope(viewer, scope))
        throw new ApiProblem({ status: 401, title: saying(platformRefusals, 'api.token') })
      await countUse(context.db, context.clock, LIMITS.api, `token ${viewer.tokenId}`)
      const answer = await run({ request, context: { ...context, viewer } })
      context.nudge()
      return answer
    } catch (error) {
      await drain(request)
      if (error instanceof ApiProblem) return problem(error.problem, context.locale, headersOf(error.problem))
      if (error instanceof AppError) {
        const again = error.retryAfter === undefined ? {} : { 'Retry-After': String(error.retryAfter) }
        return problem({ status: error.status, title: error.said }, context.locale, again)
      }
      if (isStorageFailure(error) !== null)
        return problem({ status: 503, title: saying(platformRefusals, 'api.notSaved') }, context.locale, {
          'Retry-After': '30',
        })
      throw error
    }
  }
  return Object.assign(action, { [AUDIENCE]: scope })
}

function headersOf({ status }: Problem): Record<string, string> {
  if (status === 405) return { Allow: 'POST' }
  return status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}
}

/** The token of a request's `Authorization: Bearer …`; throws the problem 401 without one. */
function bearerOf(request: Request): string {
  const given = /^Bearer ([\w.~+/-]{1,300}=*)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (given === undefined) throw new ApiProblem({ status: 401, title: saying(platformRefusals, 'api.noToken') })
  return given
}

/** The body of a request as text and as checked JSON; throws the problem 422 that names each wrong place. */
export async function jsonOf<S extends z.ZodType>(
  request: Request,
  schema: S,
  locale: Locale,
): Promise<{ readonly text: string; readonly value: z.infer<S> }> {
  const text = await request.text()
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw new ApiProblem({ status: 422, title: saying(platformRefusals, 'api.noJson') })
  }
  // No text in the database holds a NUL.
  const parsed = schema.safeParse(text.includes('\\u0000') ? withoutNul(raw) : raw)
  if (parsed.success) return { text, value: parsed.data }
  const found = parsed.error.issues.flatMap((issue) => issuesOf(issue)).slice(0, 20)
  const errors = found.map(({ at, why }) => ({ at, why: textIn(locale, why) }))
  throw new ApiProblem({ status: 422, title: saying(platformRefusals, 'api.invalid'), errors })
}

type Issue = z.core.$ZodIssue

/** Of the ways a body may look, the one that it comes nearest to tells what is wrong. */
function issuesOf(issue: Issue): { at: string; why: string }[] {
  if (issue.code === 'invalid_union') {
    const nearest = [...issue.errors].sort(
      (a, b) => depth(b) - depth(a) || Number(isOfOtherKind(a)) - Number(isOfOtherKind(b)),
    )[0]
    if (nearest && nearest.length > 0)
      return nearest.flatMap((one) => issuesOf({ ...one, path: [...issue.path, ...one.path] }))
  }
  return [{ at: issue.path.join('.'), why: issue.message }]
}

/** An object where a list was sent, or the other way round. */
const isOfOtherKind = (issues: readonly Issue[]): boolean =>
  issues.some((one) => one.code === 'invalid_type' && one.path.length === 0)

const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((one) => one.path.length))

function withoutNul(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '')
  if (Array.isArray(value)) return value.map(withoutNul)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutNul(one)]))
}
