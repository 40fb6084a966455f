import { data, redirect, type ActionFunctionArgs, type AppLoadContext, type LoaderFunctionArgs } from '@remix-run/node'
import type { z } from 'zod'
import type { Audience } from '#app/kernel/address-table.ts'
import { AppError, notFound, type FieldErrors } from '#app/kernel/errors.ts'
import { draftKeyAt, pathOf } from '#app/kernel/match-address.ts'
import { isMember, isModerator, isStaff, type MemberViewer, type Viewer } from '#app/kernel/roles.ts'
import { isConnectionLost, isStorageFailure } from '#db/transaction.server.ts'
import { countUse, limitFor, type Limit } from './rate-limit.server.ts'

/** The mark by which a test finds out that a route was given an audience. */
export const AUDIENCE = Symbol.for('askwell.audience')

type ViewerOf<A extends Audience> = A extends 'everyone' ? Viewer : MemberViewer

export interface RouteArgs<A extends Audience> {
  readonly context: AppLoadContext
  readonly viewer: ViewerOf<A>
  readonly params: Readonly<Record<string, string | undefined>>
  readonly url: URL
  readonly request: Request
}

type WithAudience<F> = F & { readonly [AUDIENCE]: Audience }

/**
 * A loader for `audience`. Guests of a members' page are sent to sign in and back; members who are
 * not staff find no staff pages. Refusals become error pages with their status; of an address that has no
 * page, such as a file's, their sentence is the answer.
 */
export function load<A extends Audience, T>(
  audience: A,
  read: (args: RouteArgs<A>) => Promise<T>,
  { hasPage = true, needsDatabase = true }: { readonly hasPage?: boolean; readonly needsDatabase?: boolean } = {},
): WithAudience<(args: LoaderFunctionArgs) => Promise<T>> {
  const loader = async (args: LoaderFunctionArgs): Promise<T> => {
    try {
      if (needsDatabase) demandDatabase(args)
      const view = await read(admit(audience, args))
      return isDocumentOfGuest(args) ? unserialised(view) : view
    } catch (error) {
      throw hasPage ? asResponse(error) : asSentence(error)
    }
  }
  return Object.assign(loader, { [AUDIENCE]: audience })
}

/** A guest's page: a document without scripts that would take it over. */
function isDocumentOfGuest({ context }: LoaderFunctionArgs): boolean {
  return !isMember(context.viewer) && !context.isDataRequest
}

/**
 * The same view with its fields not enumerable. Remix serialises what loaders return for the script
 * that takes a page over; a guest's page has none, and serialising costs as much as rendering does.
 * Fields are read as ever, but a view can't be spread.
 */
function unserialised<T>(view: T): T {
  if (typeof view !== 'object' || view === null || Object.getPrototypeOf(view) !== Object.prototype) return view
  const hidden = {}
  for (const [name, value] of Object.entries(view)) Object.defineProperty(hidden, name, { value })
  return hidden as T // the same fields, only not listed
}

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
export function act<A extends Audience, T>(
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
      if (form && (args.context.isAway || isConnectionLost(error))) throw unreached(args.request, form)
      if (!refusal || refusal.code === 'not-found' || !hasPage) throw asResponse(error)
      return data(
        { errors: { ...refusal.fields, '': refusal.message }, values: form ? valuesOf(form) : {} },
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
export function actOnUpload<A extends Audience, T>(
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
      if (!refusal || refusal.code === 'not-found') throw asResponse(error)
      return data({ errors: { ...refusal.fields, '': refusal.message }, values: {} }, headersOf(refusal))
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
export function actForScripts<A extends Audience>(
  audience: A,
  limit: Limit | null,
  change: (args: RouteArgs<A>) => Promise<Response>,
): WithAudience<(args: ActionFunctionArgs) => Promise<Response>> {
  const action = async (args: ActionFunctionArgs): Promise<Response> => {
    const { refused } = args.context
    if (refused) return Response.json({ error: refused.message }, { status: refused.status })
    try {
      demandDatabase(args)
      if (!mayUse(audience, args.context.viewer)) throw new AppError('forbidden', 'Sign in first.')
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
      return Response.json({ error: beside ?? refusal.message }, headersOf(refusal))
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

function admit<A extends Audience>(
  audience: A,
  { context, params, request }: LoaderFunctionArgs,
  form: FormData | null = null,
): RouteArgs<A> {
  const { viewer } = context
  // No text in the database holds a NUL, and PostgreSQL fails instead of finding nothing.
  const url = new URL(request.url.replaceAll('%00', ''))
  if (Object.values(params).some((param) => param?.includes('\0'))) throw notFound()
  if (!mayUse(audience, viewer)) {
    if (isMember(viewer)) throw notFound()
    if (form) throw signedOut(request, form)
    const back = `${url.pathname.replace(/\.data$/, '')}${url.search}`
    throw redirect(`/signin?next=${encodeURIComponent(back)}`)
  }
  return { context, params, request, url, viewer: viewer as ViewerOf<A> }
}

/** Whether a viewer belongs to an audience. */
export function mayUse(audience: Audience, viewer: Viewer): boolean {
  switch (audience) {
    case 'everyone':
      return true
    case 'member':
      return isMember(viewer)
    case 'staff':
      return isStaff(viewer)
    case 'moderator':
      return isModerator(viewer)
    case 'admin':
      return viewer.role === 'admin'
  }
}

/**
 * The session ended while somebody wrote: their text comes back, with a way to sign in that keeps it
 * as their draft.
 */
function signedOut(request: Request, form: FormData): unknown {
  const draftKey = draftKeyOf(request)
  const written = Object.entries(valuesOf(form)).filter(([name]) => name !== 'intent')
  const kept = draftKey === '' ? {} : Object.fromEntries(written)
  const signIn = { next: returnAddress(request), kept, draftKey }
  return data({ message: 'You have been signed out.', signIn }, { status: 401 })
}

/** Draws the error page of a form that the server refused before it was read. */
function demandTaken({ context: { refused } }: ActionFunctionArgs): void {
  if (!refused) return
  const page: unknown = data({ message: refused.message }, { status: refused.status })
  throw page // Remix draws what is thrown
}

/** Refuses a request while the database can't be reached and nobody knows who asks. */
function demandDatabase({ context }: LoaderFunctionArgs): void {
  if (context.isAway) throw new AppError('unavailable', AWAY, { retryAfter: AWAY_SECONDS })
}

const AWAY = 'The database can’t be reached for the moment. It usually comes back by itself within a minute.'
const AWAY_SECONDS = 10

/**
 * The database went away while a form was sent: nothing was saved, as far as anybody knows, and the error page holds
 * what was typed, with a button that sends it again.
 */
function unreached(request: Request, form: FormData): unknown {
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
      message: `${AWAY} Nothing was saved.`,
      again: isWhole ? { action, fields } : null,
      retryAfter: AWAY_SECONDS,
    },
    { status: 503, headers: { 'Retry-After': String(AWAY_SECONDS) } },
  )
}

/** Under which key the composer of this address keeps its draft; empty where nothing is composed. */
function draftKeyOf(request: Request): string {
  return draftKeyAt(pathOf(new URL(request.url).pathname))
}

/** The page a form stood on: `Referer` when it is ours, else the form's own address. */
function returnAddress(request: Request): string {
  const here = new URL(request.url)
  const from = request.headers.get('referer')
  try {
    const referer = new URL(from ?? '')
    if (referer.host === here.host) return `${referer.pathname}${referer.search}`
  } catch {
    return here.pathname
  }
  return here.pathname
}

/** A path on this site to go back to; anything else (another origin, a scheme, `//`) becomes `/`. */
export function safePath(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  try {
    const there = new URL(next, 'http://here.invalid')
    // `/.//x` is a path only until it is tidied: then it names another host.
    if (there.origin !== 'http://here.invalid' || there.pathname.startsWith('//')) return '/'
    return `${there.pathname}${there.search}${there.hash}`
  } catch {
    return '/'
  }
}

async function readForm(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(type)) {
    throw new AppError('invalid', 'This form was sent in a form that can’t be read.')
  }
  try {
    return await request.formData()
  } catch {
    throw new AppError('invalid', 'This form did not arrive whole. Send it again.')
  }
}

/**
 * Checks a form against its schema. Only the schema's own fields are seen, the last of a repeated
 * single field is refused by type, and the error carries one sentence a field.
 */
export function parseForm<S extends z.ZodType>(schema: S, form: FormData): z.infer<S> {
  const raw: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name)
    raw[name] = all.length === 1 ? all[0] : all
  }
  return parseShape(schema, raw)
}

/** The same for a query string. */
export function parseQuery<S extends z.ZodType>(schema: S, query: URLSearchParams): z.infer<S> {
  const raw: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const name of new Set(query.keys())) {
    const all = query.getAll(name)
    raw[name] = all.length === 1 ? all[0] : all
  }
  return parseShape(schema, raw)
}

/**
 * Where a pressed button leads: a page without scripts back to what the button is about. A script stays where it is
 * and reads its page anew; led away, it would pass over what a second button has changed meanwhile.
 */
export function backTo({ isDataRequest }: AppLoadContext, address: string): Response | null {
  return isDataRequest ? null : redirect(address)
}

/** The text of one field; empty when it is missing or a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Checks one more demand on a form's `reason`. */
export function parseReason<S extends z.ZodType>(schema: S, reason: string): z.infer<S> {
  const parsed = schema.safeParse(reason)
  if (parsed.success) return parsed.data
  const why = parsed.error.issues[0]?.message ?? 'Say why.'
  throw new AppError('invalid', why, { fields: { reason: why } })
}

function parseShape<S extends z.ZodType>(schema: S, raw: Record<string, unknown>): z.infer<S> {
  const parsed = schema.safeParse({ ...raw })
  const fields: Record<string, string> = {}
  if (parsed.success) {
    for (const [name, value] of Object.entries(parsed.data ?? {})) {
      const holdsNul = [value].flat().some((one) => typeof one === 'string' && one.includes('\0'))
      // PostgreSQL stores no such character, and would fail instead of refusing.
      if (holdsNul) fields[name] = 'This holds a character that can’t be kept.'
    }
    if (Object.keys(fields).length === 0) return parsed.data
  } else {
    for (const issue of parsed.error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message
  }
  throw new AppError('invalid', 'Something in this form needs another look.', { fields })
}

/** What was typed, to fill the form again, repeated fields with commas between; never a password or a file. */
export function valuesOf(form: FormData): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string' || /password/i.test(name)) continue
    const before = values[name]
    values[name] = (before === undefined ? value : `${before},${value}`).slice(0, 100_000)
  }
  return values
}

function refusalOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  const failure = isStorageFailure(error)
  if (failure === 'full') {
    return new AppError(
      'unavailable',
      'The disk is full, so nothing can be saved for now. Reading goes on. What you wrote is below: copy it, or try again in a while.',
    )
  }
  if (failure === 'unavailable') {
    return new AppError(
      'unavailable',
      'Nothing can be saved for the moment. Reading goes on. What you wrote is below: copy it, or try again in a while.',
    )
  }
  return null
}

function headersOf(refusal: AppError): { status: number; headers: Record<string, string> } {
  const headers: Record<string, string> = {}
  if (refusal.retryAfter !== undefined) headers['Retry-After'] = String(refusal.retryAfter)
  return { status: refusal.status, headers }
}

/** An expected refusal as the response that draws its error page; anything else stays a bug. */
export function asResponse(error: unknown): unknown {
  const refusal = refusalOf(error)
  return refusal ? data({ message: refusal.message }, headersOf(refusal)) : error
}

/** The same where no error page can be drawn: its sentence alone. */
function asSentence(error: unknown): unknown {
  const refusal = refusalOf(error)
  if (!refusal) return error
  const { status, headers } = headersOf(refusal)
  const type = { 'Content-Type': 'text/plain; charset=utf-8' }
  return new Response(`${refusal.message}\n`, { status, headers: { ...headers, ...type } })
}

/** An id from an address; anything that is none is a page that does not exist. */
export function idParam(text: string | undefined): number {
  if (!text || !/^[1-9]\d{0,14}$/.test(text)) throw notFound()
  return Number(text)
}
