import type { Scope } from './roles.ts'

/**
 * Who may use an address at all; what they may do there is decided by `app/access`. A scope: tools whose token has it,
 * and nobody else, whoever is signed in.
 */
export type Audience = 'everyone' | 'member' | 'staff' | 'moderator' | 'admin' | Scope

/** What holds for one address. */
export interface AddressFacts {
  /** Who may open it; absent where nothing can be read. */
  readonly reads?: Audience
  /** Who may send something to it; absent where nothing can be done. */
  readonly acts?: Audience
  /** A document that is the same for every guest, so that one copy serves all for seconds. */
  readonly shared?: true
  /** Opening it counts as reading a thread or an article. */
  readonly countsAsRead?: 'thread' | 'article'
  /** The key under which what is typed here is kept as a draft; `{name}` stands for a part of the address. */
  readonly draft?: string
  /** What its form may hold beside text, and so how large it may be; default: text. */
  readonly body?: 'pictures' | 'import' | 'api'
  /**
   * Whose forms it takes, default: only this site's. `any`: it knows no cookie, so no other site can borrow one.
   * `one-click`: mailboxes POST to it without an origin (RFC 8058), and its last part is the proof.
   */
  readonly origin?: 'any' | 'one-click'
  /** What is written here concerns its writer alone: guests' pages are still right after it. */
  readonly writesInPrivate?: true
  /** Its last part opens something, and must not stand in a log. */
  readonly secret?: true
  /** Reads what holds for the whole place anew, because whoever saved it wants to see it at once. */
  readonly freshSite?: true
}

/**
 * Every address there is, as `app/routes` names them: a part with `:` stands for any, one that ends in `Id` for a
 * number. A test compares the table with the routes.
 */
export const ADDRESS_TABLE = {
  '/': { reads: 'everyone', shared: true },
  '/advocates': { reads: 'everyone', shared: true },
  '/advocates/become': { reads: 'everyone', acts: 'member' },
  '/advocates/leaders': { reads: 'everyone', shared: true },
  '/advocates/points': { reads: 'everyone', shared: true },
  '/advocates/you': { reads: 'member' },
  '/ask': { reads: 'member', acts: 'member', draft: 'ask' },
  '/badges': { reads: 'everyone', shared: true },
  '/badges/:slug': { reads: 'everyone', shared: true },
  '/badges/:slug/achievement/:version': { reads: 'everyone' },
  '/badges/:slug/image.png': { reads: 'everyone' },
  '/badges/:slug/image.svg': { reads: 'everyone' },
  '/badges/credentials/:uid': { reads: 'everyone' },
  '/badges/credentials/:uid/credential.jwt': { reads: 'everyone' },
  '/badges/credentials/:uid/credential.png': { reads: 'everyone' },
  '/badges/credentials/:uid/credential.svg': { reads: 'everyone' },
  '/badges/issuer': { reads: 'everyone' },
  '/badges/keys': { reads: 'everyone' },
  '/badges/keys/:kid': { reads: 'everyone' },
  '/badges/status/:listId': { reads: 'everyone' },
  '/badges/verify': { reads: 'everyone', acts: 'everyone', writesInPrivate: true },
  '/c/:slug': { reads: 'everyone', shared: true },
  '/confirm/:token': { reads: 'everyone', acts: 'everyone', secret: true },
  '/drafts/:key': { reads: 'member', acts: 'member', writesInPrivate: true },
  '/feeds/:name': { reads: 'everyone' },
  '/files/:key': { reads: 'everyone' },
  '/inbox': { reads: 'member', acts: 'member' },
  '/kb': { reads: 'everyone', shared: true },
  '/kb/:articleId': { reads: 'everyone', shared: true },
  '/kb/:articleId/:slug': { reads: 'everyone', shared: true, countsAsRead: 'article' },
  '/kb/:articleId/edit': { reads: 'member', acts: 'member', draft: 'article:{articleId}:edit' },
  '/kb/:articleId/history': { reads: 'everyone' },
  '/kb/:articleId/vote': { reads: 'everyone', acts: 'everyone' },
  '/kb/in/:slug': { reads: 'everyone', shared: true },
  '/kb/new': { reads: 'member', acts: 'member', draft: 'article:new' },
  '/legal/:text': { reads: 'everyone', shared: true },
  '/members/:handle': { reads: 'everyone', shared: true },
  '/missions': { reads: 'everyone' },
  '/missions/:missionId': { reads: 'everyone', acts: 'member' },
  '/panels/:panelId': { reads: 'member', acts: 'member' },
  '/posts/:postId/acceptance': { reads: 'member', acts: 'member' },
  '/posts/:postId/comments': { reads: 'member', acts: 'member', draft: 'post:{postId}:comment' },
  '/posts/:postId/edit': { reads: 'member', acts: 'member', draft: 'post:{postId}:edit' },
  '/posts/:postId/flag': { reads: 'member', acts: 'member' },
  '/posts/:postId/helpful': { reads: 'member', acts: 'member' },
  '/posts/:postId/history': { reads: 'everyone' },
  '/posts/:postId/kind': { reads: 'member', acts: 'member' },
  '/posts/:postId/story': { reads: 'member', acts: 'member' },
  '/posts/:postId/visibility': { reads: 'member', acts: 'member' },
  '/preview': { acts: 'member', writesInPrivate: true },
  '/reset': { reads: 'everyone', acts: 'everyone' },
  '/reset/:token': { reads: 'everyone', acts: 'everyone', secret: true },
  '/rewards': { reads: 'everyone' },
  '/rewards/:rewardId': { reads: 'everyone', acts: 'member' },
  '/rewards/yours': { reads: 'member', acts: 'member' },
  '/robots.txt': { reads: 'everyone' },
  '/search': { reads: 'everyone', shared: true },
  '/settings': { reads: 'member', acts: 'member', body: 'pictures' },
  '/settings/account': { reads: 'member', acts: 'member' },
  '/settings/erase': { reads: 'member', acts: 'member' },
  '/settings/export': { reads: 'member' },
  '/settings/export/file': { reads: 'member' },
  '/settings/following': { reads: 'member', acts: 'member' },
  '/settings/notices': { reads: 'member', acts: 'member' },
  '/settings/recognition': { reads: 'member', acts: 'member' },
  '/settings/sessions': { reads: 'member', acts: 'member' },
  '/setup/:token': { reads: 'everyone', acts: 'everyone', secret: true },
  '/signin': { reads: 'everyone', acts: 'everyone' },
  '/signout': { reads: 'everyone', acts: 'everyone' },
  '/signout-everywhere': { reads: 'member', acts: 'member' },
  '/signup': { reads: 'everyone', acts: 'everyone' },
  '/sitemap.xml': { reads: 'everyone' },
  '/words/:locale': { reads: 'everyone' },
  '/stories': { reads: 'everyone' },
  '/stories/:storyId': { reads: 'everyone', acts: 'member' },
  '/stories/:storyId/card': { reads: 'everyone' },
  '/suggest': { reads: 'everyone' },
  '/suggest/members': { reads: 'member' },
  '/suggest/similar': { reads: 'everyone' },
  '/suggest/tags': { reads: 'everyone' },
  '/t/:threadId': { reads: 'everyone', shared: true },
  '/t/:threadId/:slug': { reads: 'everyone', shared: true, countsAsRead: 'thread' },
  '/t/:threadId/answers': { reads: 'member', acts: 'member', draft: 'thread:{threadId}:answer' },
  '/t/:threadId/dispute': { reads: 'member', acts: 'member' },
  '/t/:threadId/escalation': { reads: 'member', acts: 'member' },
  '/t/:threadId/following': { reads: 'member', acts: 'member' },
  '/t/:threadId/moderation': { reads: 'member', acts: 'member' },
  '/t/:threadId/outcome': { reads: 'member', acts: 'member' },
  '/t/:threadId/same-here': { reads: 'member', acts: 'member' },
  '/tags/:tag': { reads: 'everyone', shared: true },
  '/threads': { reads: 'everyone', shared: true },
  '/unanswered': { reads: 'everyone', shared: true },
  '/unsubscribe/:token': { reads: 'everyone', acts: 'everyone', origin: 'one-click', secret: true },
  '/uploads': { acts: 'member', body: 'pictures' },
  '/uploads/new': { reads: 'member', acts: 'member', body: 'pictures' },
  '/api/openapi.json': { reads: 'everyone' },
  '/api/v1/requests': { reads: 'everyone', acts: 'requests.write', body: 'api', origin: 'any' },
  '/desk': { reads: 'staff', acts: 'staff' },
  '/desk/escalations': { reads: 'staff' },
  '/desk/here': { reads: 'staff', acts: 'staff', writesInPrivate: true },
  '/desk/live': { reads: 'staff' },
  '/desk/escalations/:escalationId': { reads: 'staff', acts: 'staff' },
  '/desk/articles': { reads: 'staff', acts: 'staff' },
  '/desk/articles/:articleId': { reads: 'staff', acts: 'staff' },
  '/desk/articles/new': { reads: 'staff', acts: 'staff' },
  '/desk/articles/sections': { reads: 'staff', acts: 'moderator' },
  '/desk/badges': { reads: 'admin' },
  '/desk/badges/:badgeId': { reads: 'admin', acts: 'admin' },
  '/desk/badges/keys': { reads: 'admin', acts: 'admin' },
  '/desk/badges/new': { reads: 'admin', acts: 'admin' },
  '/desk/calendars': { reads: 'admin' },
  '/desk/calendars/:calendarId': { reads: 'admin', acts: 'admin' },
  '/desk/calendars/new': { reads: 'admin', acts: 'admin' },
  '/desk/categories': { reads: 'admin', acts: 'admin' },
  '/desk/categories/:categoryId': { reads: 'admin', acts: 'admin' },
  '/desk/categories/:categoryId/promise': { reads: 'admin', acts: 'admin' },
  '/desk/categories/new': { reads: 'admin', acts: 'admin' },
  '/desk/flags': { reads: 'moderator', acts: 'moderator' },
  '/desk/jobs': { reads: 'staff', acts: 'staff' },
  '/desk/log': { reads: 'moderator' },
  '/desk/log.csv': { reads: 'moderator' },
  '/desk/mail': { reads: 'admin' },
  '/desk/mail/:mailId': { reads: 'admin', acts: 'admin' },
  '/desk/mail/:mailId/html': { reads: 'admin' },
  '/desk/members': { reads: 'moderator', acts: 'admin' },
  '/desk/members/:memberId': { reads: 'moderator', acts: 'moderator' },
  '/desk/members/:memberId/badges': { reads: 'staff', acts: 'staff' },
  '/desk/prepared': { reads: 'staff' },
  '/desk/prepared/:preparedId': { reads: 'staff', acts: 'staff' },
  '/desk/prepared/new': { reads: 'staff', acts: 'staff' },
  '/desk/prepared/suggest': { reads: 'staff' },
  '/desk/requests': { reads: 'staff' },
  '/desk/requests/:requestId': { reads: 'staff', acts: 'staff' },
  '/desk/requests/imports/:importId': { reads: 'staff', acts: 'staff' },
  '/desk/requests/imports/:importId/refused.csv': { reads: 'staff' },
  '/desk/requests/imports/new': { reads: 'staff', acts: 'staff', body: 'import' },
  '/desk/requests/patterns': { reads: 'admin', acts: 'admin' },
  '/desk/second-tier': { reads: 'staff', acts: 'admin' },
  '/desk/settings': { reads: 'admin', acts: 'admin', freshSite: true },
  '/desk/settings/api': { reads: 'admin', acts: 'admin', freshSite: true },
  '/desk/settings/legal': { reads: 'admin', freshSite: true },
  '/desk/settings/legal/:text': { reads: 'admin', acts: 'admin', freshSite: true },
  '/desk/settings/look': { reads: 'admin', acts: 'admin', body: 'pictures', freshSite: true },
  '/desk/settings/mail': { reads: 'admin', acts: 'admin', freshSite: true },
  '/desk/settings/retention': { reads: 'admin', acts: 'admin', freshSite: true },
  '/desk/tags': { reads: 'moderator', acts: 'moderator' },
  '/desk/advocates': { reads: 'staff', acts: 'moderator' },
  '/desk/advocates/:memberId/thanks': { reads: 'staff', acts: 'staff' },
  '/desk/advocates/levels': { reads: 'admin', acts: 'admin' },
  '/desk/advocates/notes': { reads: 'staff', acts: 'staff' },
  '/desk/advocates/rules': { reads: 'admin', acts: 'admin' },
  '/desk/advocates/suspicions': { reads: 'moderator', acts: 'moderator' },
  '/desk/missions': { reads: 'staff' },
  '/desk/missions/:missionId': { reads: 'staff', acts: 'staff' },
  '/desk/missions/new': { reads: 'staff', acts: 'staff' },
  '/desk/panels': { reads: 'staff' },
  '/desk/panels/:panelId': { reads: 'staff', acts: 'staff' },
  '/desk/panels/:panelId/answers.csv': { reads: 'staff' },
  '/desk/panels/invite': { reads: 'staff', acts: 'staff' },
  '/desk/panels/new': { reads: 'staff', acts: 'staff' },
  '/desk/rewards': { reads: 'staff' },
  '/desk/rewards.csv': { reads: 'admin' },
  '/desk/rewards/:rewardId': { reads: 'admin', acts: 'admin' },
  '/desk/rewards/:rewardId/codes': { reads: 'admin', acts: 'admin', body: 'pictures' },
  '/desk/rewards/new': { reads: 'admin', acts: 'admin' },
  '/desk/rewards/requests/:redemptionId': { reads: 'staff', acts: 'moderator' },
  '/desk/teams': { reads: 'staff', acts: 'staff' },
  '/desk/teams/:teamId': { reads: 'admin', acts: 'admin' },
  '/desk/teams/new': { reads: 'admin', acts: 'admin' },
  '/desk/topics': { reads: 'staff', acts: 'staff' },
  '/desk/topics/:topicId': { reads: 'staff', acts: 'staff' },
} as const satisfies Readonly<Record<string, AddressFacts>>

export type AddressPattern = keyof typeof ADDRESS_TABLE
