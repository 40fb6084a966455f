import { createHash } from 'node:crypto'
import { Lucia, TimeSpan, type Adapter } from 'lucia'
import { GUEST, type Viewer } from '#app/kernel/roles.ts'
import { prepared } from '#db/prepared.server.ts'
import { isStorageFailure, type Executor } from '#db/transaction.server.ts'
import { findViewer } from './queries/viewer.server.ts'

/**
 * The one home of Lucia, which its author no longer develops (docs/decisions/0005). It makes ids,
 * expiry and cookies; the ids are hashed here, so that the table alone opens no session.
 */
declare module 'lucia' {
  interface Register {
    UserId: number
    DatabaseSessionAttributes: { user_agent: string }
  }
}

const hashId = (id: string): string => createHash('sha256').update(id).digest('base64url')

export interface Sessions {
  /** Starts a session and returns the `Set-Cookie` value. Any session of the old cookie is ended. */
  start(memberId: number, userAgent: string, oldCookie: string | null): Promise<string>
  /** Who the cookie speaks for; a guest when it is missing, unknown, over, or the member is gone. */
  viewerOf(cookie: string | null): Promise<Viewer>
  /** Ends the session of this cookie and returns the `Set-Cookie` value that removes it. */
  end(cookie: string | null): Promise<string>
  /** Ends every session of a member, but for the one of `keepCookie`. */
  endAll(memberId: number, keepCookie?: string | null): Promise<void>
  /** The id under which the cookie's session is stored, to mark it in a list. */
  storedId(cookie: string | null): string | null
  /** Whether a request carries a session cookie at all, valid or not. */
  hasCookie(cookie: string | null): boolean
}

/** `secure`: the site is served by https, so the cookie may be `__Host-`. */
export function openSessions(db: Executor, secure: boolean): Sessions {
  const lucia = new Lucia(sessionAdapter(db), {
    sessionExpiresIn: new TimeSpan(30, 'd'),
    sessionCookie: {
      name: secure ? '__Host-askwell' : 'askwell_session',
      expires: false, // the table ends sessions, after 30 days without use
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
  })
  const idOf = (cookie: string | null): string | null => (cookie === null ? null : lucia.readSessionCookie(cookie))

  return {
    async start(memberId, userAgent, oldCookie) {
      const old = idOf(oldCookie)
      if (old) await lucia.invalidateSession(old)
      const session = await lucia.createSession(memberId, { user_agent: userAgent.slice(0, 200) })
      return lucia.createSessionCookie(session.id).serialize()
    },
    async viewerOf(cookie) {
      const id = idOf(cookie)
      if (!id) return GUEST
      const { session } = await lucia.validateSession(id)
      if (!session) return GUEST
      return (await findViewer(db, session.userId, Date.now())) ?? GUEST
    },
    async end(cookie) {
      const id = idOf(cookie)
      if (id) await lucia.invalidateSession(id)
      return lucia.createBlankSessionCookie().serialize()
    },
    async endAll(memberId, keepCookie = null) {
      const keep = idOf(keepCookie)
      await db
        .deleteFrom('sessions')
        .where('member_id', '=', memberId)
        .$if(keep !== null, (q) => q.where('id', '!=', hashId(keep ?? '')))
        .execute()
    },
    storedId: (cookie) => {
      const id = idOf(cookie)
      return id ? hashId(id) : null
    },
    hasCookie: (cookie) => idOf(cookie) !== null,
  }
}

const selectSession = prepared((db: Executor, { id }: { id: string }) =>
  db.selectFrom('sessions').select(['member_id', 'expires_at', 'user_agent']).where('id', '=', id),
)

function sessionAdapter(db: Executor): Adapter {
  return {
    async getSessionAndUser(id) {
      const [row] = await selectSession(db, { id: hashId(id) }, null)
      // One that is over is passed over: removing it is the sweep's, because reading must not write.
      if (!row || row.expires_at <= Date.now()) return [null, null]
      const attributes = { user_agent: row.user_agent }
      return [
        { id, userId: row.member_id, expiresAt: new Date(row.expires_at), attributes },
        { id: row.member_id, attributes: {} },
      ]
    },
    async getUserSessions() {
      return [] // asked for by nobody: the settings page reads the table itself
    },
    async setSession(session) {
      await db
        .insertInto('sessions')
        .values({
          id: hashId(session.id),
          member_id: session.userId,
          created_at: Date.now(),
          expires_at: session.expiresAt.getTime(),
          user_agent: session.attributes.user_agent,
        })
        .execute()
    },
    async updateSessionExpiration(id, expiresAt) {
      try {
        await db.updateTable('sessions').set({ expires_at: expiresAt.getTime() }).where('id', '=', hashId(id)).execute()
      } catch (error) {
        if (!isStorageFailure(error)) throw error // a full disk must not stop reading
      }
    },
    async deleteSession(id) {
      await db.deleteFrom('sessions').where('id', '=', hashId(id)).execute()
    },
    async deleteUserSessions(memberId) {
      await db.deleteFrom('sessions').where('member_id', '=', memberId).execute()
    },
    async deleteExpiredSessions() {
      await db.deleteFrom('sessions').where('expires_at', '<=', Date.now()).execute()
    },
  }
}
