import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { redirect, data, type AppLoadContext, type LoaderFunctionArgs } from '@remix-run/node'
import type { Audience } from '#app/kernel/address-table.ts'
import { notFound } from '#app/kernel/errors.ts'
import { draftKeyAt, pathOf } from '#app/kernel/match-address.ts'
import {
  hasScope,
  isAdmin,
  isMember,
  isModerator,
  isStaff,
  type Actor,
  type MemberViewer,
  type Viewer,
} from '#app/kernel/roles.ts'
import { valuesOf } from './forms.server.ts'

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

export type WithAudience<F> = F & { readonly [AUDIENCE]: Audience }

export function admit<A extends Audience>(
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
    if (form) throw signedOut(request, form, context.locale)
    const back = `${url.pathname.replace(/\.data$/, '')}${url.search}`
    throw redirect(`/signin?next=${encodeURIComponent(back)}`)
  }
  return { context, params, request, url, viewer: viewer as ViewerOf<A> }
}

/** Whether an actor belongs to an audience. */
export function mayUse(audience: Audience, viewer: Actor): boolean {
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
      return isAdmin(viewer)
    case 'requests.write':
      return hasScope(viewer, audience)
  }
}

/**
 * The session ended while somebody wrote: their text comes back, with a way to sign in that keeps it
 * as their draft.
 */
function signedOut(request: Request, form: FormData, locale: Locale): unknown {
  const draftKey = draftKeyOf(request)
  const written = Object.entries(valuesOf(form)).filter(([name]) => name !== 'intent')
  const kept = draftKey === '' ? {} : Object.fromEntries(written)
  const signIn = { next: returnAddress(request), kept, draftKey }
  return data({ message: speak(locale, platformRefusals)('signedOut'), signIn }, { status: 401 })
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
