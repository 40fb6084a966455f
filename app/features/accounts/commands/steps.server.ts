import { randomBytes } from 'node:crypto'
import { AppError } from '#app/kernel/errors.ts'
import { HOUR, MINUTE, type Clock } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { mailBody, senderOf, type MailPart } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { countUse, LIMITS } from '#app/platform/rate-limit.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { lockRow, type Executor } from '#db/transaction.server.ts'
import { deadLink, hashOf } from '../queries/tokens.server.ts'
import { emailKey } from '../rules/email.ts'
import type { TokenKind } from '../types.ts'

/** How long a link of each kind works. */
export const LIFETIMES: Readonly<Record<TokenKind | 'sign-up' | 'invitation', number>> = {
  'sign-up': 24 * HOUR,
  invitation: 14 * 24 * HOUR,
  email: 24 * HOUR,
  reset: HOUR,
  setup: 24 * HOUR,
}

export interface Secret {
  /** 256 random bits, for the link. */
  readonly token: string
  /** What is stored in its place. */
  readonly hash: string
}

/** A secret for a link; only its hash is ever stored. */
export function newSecret(): Secret {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashOf(token) }
}

/** Makes a link's token; the older ones of this kind and member stop working. */
export async function issueToken(
  trx: Executor,
  now: number,
  kind: TokenKind,
  memberId: number | null,
  email: string | null = null,
): Promise<Secret> {
  // Two links that are asked for at once would each miss the other; an index refuses the second.
  if (memberId !== null) await lockRow(trx, 'members', memberId)
  await trx
    .deleteFrom('tokens')
    .where('kind', '=', kind)
    .where('member_id', memberId === null ? 'is' : '=', memberId)
    .execute()
  const secret = newSecret()
  await trx
    .insertInto('tokens')
    .values({
      token_hash: secret.hash,
      kind,
      member_id: memberId,
      email,
      created_at: now,
      expires_at: now + LIFETIMES[kind],
    })
    .execute()
  return secret
}

/** Uses a token up, so that of two at once one wins; throws `not-found` when it does not work. */
export async function spendToken(
  trx: Executor,
  now: number,
  kind: TokenKind,
  token: string,
): Promise<{ readonly memberId: number | null; readonly email: string | null }> {
  const row = await trx
    .updateTable('tokens')
    .set({ used_at: now })
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['member_id', 'email'])
    .executeTakeFirst()
  if (!row) throw deadLink()
  return { memberId: row.member_id, email: row.email }
}

/** The name under which uses of an address are counted: no address stands in that table. */
export function addressKey(email: string): string {
  return hashOf(emailKey(email)).slice(0, 22)
}

/**
 * Whether one more mail of this kind may go to an address: at most five an hour, so that nobody is
 * flooded by what strangers type into forms. Beyond that nothing is sent and nothing is said.
 */
export async function mayMailTo(db: Executor, clock: Clock, email: string): Promise<boolean> {
  try {
    await countUse(db, clock, LIMITS.mailTo, addressKey(email))
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'too-many') return false
    throw error
  }
}

interface AccountMail {
  readonly cause: string
  readonly memberId: number | null
  readonly to: string
  readonly subject: string
  readonly parts: readonly MailPart[]
  readonly why: string
  readonly secret?: boolean
}

/** Writes a mail about an account, in the caller's transaction. It never quotes what a stranger typed. */
export async function mailAbout(
  trx: Executor,
  services: Pick<Services, 'clock' | 'env'>,
  mail: AccountMail,
): Promise<void> {
  const site = await readSite(trx)
  const { parts, why, subject, ...rest } = mail
  await queueMail(trx, services.clock.now(), new URL(services.env.baseUrl).hostname, {
    ...rest,
    subject: `${subject} · ${site.name}`,
    ...mailBody(senderOf(site, services.env.baseUrl), parts, why),
  })
}

/** How long work takes that must not tell by its time whether an address is known. */
const STEADY = 120

/** Runs work and answers no sooner than `STEADY` milliseconds after it began, whichever way it went. */
export async function steadily<T>(work: () => Promise<T>): Promise<T> {
  const pause = new Promise((resolve) => setTimeout(resolve, STEADY))
  try {
    return await work()
  } finally {
    await pause
  }
}

export const LINK_MINUTES = LIFETIMES.reset / MINUTE
