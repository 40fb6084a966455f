import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Audience } from '#app/kernel/address-table.ts'
import { isMember } from '#app/kernel/roles.ts'
import { admit, AUDIENCE, type RouteArgs, type WithAudience } from './audience.server.ts'
import { demandDatabase, asResponse, asSentence } from './refusal.server.ts'

/**
 * A loader for `audience`. Guests of a members' page are sent to sign in and back; members who are
 * not staff find no staff pages. Refusals become error pages with their status; of an address that has no
 * page, such as a file's, their sentence is the answer.
 */
export function loaderFor<A extends Audience, T>(
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
      throw (hasPage ? asResponse : asSentence)(error, args.context.locale)
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
