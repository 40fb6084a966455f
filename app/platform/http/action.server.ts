import { saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { data, type ActionFunctionArgs, type AppLoadContext } from '@remix-run/node'
import type { Audience } from '#app/kernel/address-table.ts'
import { AppError, type FieldErrors } from '#app/kernel/errors.ts'
import type { Viewer } from '#app/kernel/roles.ts'
import { textIn } from '#app/locale/saying.ts'
import { isConnectionLost } from '#db/transaction.server.ts'
import { countUse, limitFor, type Limit } from '../rate-limit.server.ts'
import { admit, AUDIENCE, mayUse, type RouteArgs, type WithAudience } from './audience.server.ts'
import { readForm, valuesOf } from './forms.server.ts'
import { demandDatabase, refusalOf, asResponse, errorsIn, headersOf, AWAY_SECONDS } from './refusal.server.ts'

/** What a rejected form comes back with: status 422 (or the refusal's), the sentences, and what was typed. */
export interface Rejected {
  readonly errors: FieldErrors
  readonly values: Readonly<Record<string, string>>
}

type ActReply<T> = T | ReturnType<typeof data<Rejected>>

/**
 * An action for `audience`, counted against `limit` (by member, or by address for guests), which may
 * depend on what the form is for. Expected
 * refusals come back as a filled-in form; `not-found` becomes the error page, and so does every refusal
 * of an act that has no page of its own.
 */
export function actionFor<A extends Audience, T>(
  audience: A,
  limit: Limit | ((form: FormData) => Limit) | null,
  change: (args: RouteArgs<A> & { readonly form: FormData }) => Promise<T>,
  { hasPage = true }: { readonly hasPage?: boolean } = {},
): WithAudience<(args: ActionFunctionArgs) => Promise<ActReply<T>>> {
  const action = async (args: ActionFunctionArgs): Promise<ActReply<T>> => {
    demandTaken(args)
    let form: FormData | null = null
    try {
      form = await readForm(args.request)
      demandDatabase(args)
      const admitted = admit(audience, args, form)
      const { context, viewer } = admitted
      await count(context, viewer, typeof limit === 'function' ? limit(form) : limit)
      const answer = await change({ ...admitted, form })
      context.nudge()
      return answer
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) args.context.nudge() // a redirect after a change; a refused form changed nothing
      if (form && (args.context.isAway || isConnectionLost(error))) throw unreached(args, form)
      if (!refusal || refusal.code === 'not-found' || !hasPage) throw asResponse(error, args.context.locale)
      return data(
        { errors: errorsIn(args.context.locale, refusal), values: form ? valuesOf(form) : {} },
        headersOf(refusal),
      )
    }
  }
  return Object.assign(action, { [AUDIENCE]: audience })
}

/**
 * An action for a large file, which `change` reads as it comes in. What is left of a refused one is read
 * and dropped, or browsers would show a broken connection instead of the reason.
 */
export function uploadActionFor<A extends Audience, T>(
  audience: A,
  limit: Limit | null,
  change: (args: RouteArgs<A>) => Promise<T>,
): WithAudience<(args: ActionFunctionArgs) => Promise<ActReply<T>>> {
  const action = async (args: ActionFunctionArgs): Promise<ActReply<T>> => {
    demandTaken(args)
    try {
      demandDatabase(args)
      const admitted = admit(audience, args, new FormData()) // signed out, nothing can be kept
      await count(admitted.context, admitted.viewer, limit)
      const answer = await change(admitted)
      admitted.context.nudge()
      return answer
    } catch (error) {
      await drain(args.request)
      const refusal = refusalOf(error)
      if (!refusal || refusal.code === 'not-found') throw asResponse(error, args.context.locale)
      return data({ errors: errorsIn(args.context.locale, refusal), values: {} }, headersOf(refusal))
    }
  }
  return Object.assign(action, { [AUDIENCE]: audience })
}

/** Reads what is left of a body and drops it: a connection that is closed on it would hide the answer. */
export async function drain({ body, bodyUsed }: Request): Promise<void> {
  if (!body || bodyUsed) return
  for await (const _ of body as unknown as AsyncIterable<Uint8Array>); // Node's own streams can be iterated
}

/**
 * An action for scripts: JSON or a file in, JSON out. Refusals come back as `{ error }` with their
 * status, so that a script can show the sentence.
 */
export function scriptActionFor<A extends Audience>(
  audience: A,
  limit: Limit | null,
  change: (args: RouteArgs<A>) => Promise<Response>,
): WithAudience<(args: ActionFunctionArgs) => Promise<Response>> {
  const action = async (args: ActionFunctionArgs): Promise<Response> => {
    const { refused } = args.context
    if (refused)
      return Response.json({ error: textIn(args.context.locale, refused.message) }, { status: refused.status })
    try {
      demandDatabase(args)
      if (!mayUse(audience, args.context.viewer))
        throw new AppError('forbidden', saying(platformRefusals, 'signInFirst'))
      const admitted = admit(audience, args)
      const { context, viewer } = admitted
      await count(context, viewer, limit)
      const answer = await change(admitted)
      context.nudge()
      return answer
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) throw error
      const [beside] = Object.values(refusal.fields)
      return Response.json({ error: textIn(args.context.locale, beside ?? refusal.said) }, headersOf(refusal))
    }
  }
  return Object.assign(action, { [AUDIENCE]: audience })
}

/** Counts one more use against a limit: by the member, or by the address of a guest. */
async function count({ db, clock, address }: AppLoadContext, viewer: Viewer, limit: Limit | null): Promise<void> {
  if (!limit) return
  const who = viewer.id === null ? `ip ${address}` : `member ${viewer.id}`
  await countUse(db, clock, limitFor(limit, viewer), who)
}

/** Draws the error page of a form that the server refused before it was read. */
function demandTaken({ context: { refused, locale } }: ActionFunctionArgs): void {
  if (!refused) return
  const page: unknown = data({ message: textIn(locale, refused.message) }, { status: refused.status })
  throw page // Remix draws what is thrown
}

/**
 * The database went away while a form was sent: nothing was saved, as far as anybody knows, and the error page holds
 * what was typed, with a button that sends it again.
 */
function unreached({ request, context }: ActionFunctionArgs, form: FormData): unknown {
  const url = new URL(request.url)
  const fields: [string, string][] = []
  // A password or a file is never sent back, so a form with one is filled in anew.
  let isWhole = true
  for (const [name, value] of form) {
    if (typeof value === 'string' && !/password/i.test(name)) fields.push([name, value])
    else isWhole = false
  }
  const action = `${url.pathname.replace(/\.data$/, '')}${url.search}`
  return data(
    {
      message: textIn(context.locale, saying(platformRefusals, 'awayUnsaved')),
      again: isWhole ? { action, fields } : null,
      retryAfter: AWAY_SECONDS,
    },
    { status: 503, headers: { 'Retry-After': String(AWAY_SECONDS) } },
  )
}
