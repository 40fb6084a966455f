import type { Sessions } from '#app/features/accounts/sessions.server.ts'
import type { Viewer } from '#app/kernel/roles.ts'
import type { Locale } from '#app/locale/locales.ts'
import type { Saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Mailer } from '#app/platform/mail/mail.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import type { SearchEngine } from '#search/engine.ts'

/** Everything one request is handed; loaders and actions receive it as `context`. */
export interface RequestContext extends Context {
  /** Somebody in front of a page; a tool with a token is known only once its token was read. */
  readonly viewer: Viewer
  readonly search: SearchEngine
  readonly sessions: Sessions
  /** Null where no mail server is set. */
  readonly mailer: Mailer | null
  readonly site: SiteSettings
  readonly requestId: string
  /** For the scripts of a members' page; empty for guests, whose pages have no inline script. */
  readonly nonce: string
  /** A script of ours asks for what the loaders return, not for the document: Remix's `….data` addresses. */
  readonly isDataRequest: boolean
  /** Where the small script of every page is, with its version. */
  readonly enhanceUrl: string
  /**
   * What the page leaves for the server: its HTML, which the server sends (the `Response` beside it is empty), and whether
   * it counts as read; an author's look at their own thread does not.
   */
  readonly rendered: { html: string | null; countsAsRead: boolean }
  /** The socket's address, or what the trusted proxies say it is. */
  readonly address: string
  /** The database can't be reached, so nobody knows who asks: every page that needs it is refused in words. */
  readonly isAway: boolean
  /** Why nothing of the request is read, such as its size or the site it comes from; null for all others. */
  readonly refused: { readonly status: number; readonly message: Saying | string } | null
  /** The languages of the place; a guest is answered in the one their browser asks for. */
  readonly languages: readonly Locale[]
  /** The `Cookie` header. */
  readonly cookie: string | null
  /** Tells the worker that jobs may have been written. */
  readonly nudge: () => void
}

declare module '@remix-run/node' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merging is how Remix is told
  interface AppLoadContext extends RequestContext {}
}
