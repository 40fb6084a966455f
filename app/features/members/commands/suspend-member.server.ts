import { dateFormat } from '#app/locale/formats.ts'
import { localeOf, LOCALES, type Locale } from '#app/locale/locales.ts'
import { saying, sentenceIn, type Saying } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import { memberMails } from '#app/features/members/words/mails.ts'
import { memberRefusals } from '#app/features/members/words/refusals.ts'
import { maySuspend } from '#app/access/members.ts'
import { DAY } from '#app/kernel/clock.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import type { Role, Actor } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import type { Context, Services } from '#app/platform/context.server.ts'
import { keepingAnAdmin } from '#app/platform/last-admin.server.ts'
import { mailBody, senderOf } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import type { SuspendForm } from '../schemas.ts'

/**
 * Suspends a member: from now on they read and don't write. They are told by mail why and until when.
 * Their sessions go on, because reading is theirs. `days` = 0: until somebody restores them.
 */
export async function suspendMember(context: Context, memberId: number, form: SuspendForm): Promise<void> {
  const { db, clock, viewer } = context
  await keepingAnAdmin(db, async (trx) => {
    const member = await getMemberToDecide(trx, memberId)
    demand(maySuspend(viewer, member))
    const now = clock.now()
    const until = form.days === 0 ? null : now + form.days * DAY
    await trx
      .updateTable('members')
      .set({
        suspended_at: now,
        suspended_until: until,
        suspended_reason: form.reason,
        suspended_by: viewer.id,
      })
      .where('id', '=', memberId)
      .execute()
    const act = await logMemberAct(trx, now, viewer, memberId, 'suspend', form.reason, { until })
    await tellMember(trx, context, member, `suspended ${act}`, saying(memberMails, 'suspended.subject'), (locale) => [
      until === null
        ? saying(memberMails, 'suspended.open', { handle: member.handle, by: viewer.role })
        : saying(memberMails, 'suspended.until', {
            handle: member.handle,
            by: viewer.role,
            date: dateIn(locale, until),
          }),
      saying(memberMails, 'suspended.reason', { reason: form.reason }),
      saying(memberMails, 'suspended.mistake'),
    ])
  })
}

/** Ends a suspension. Done twice, nothing happens the second time. */
export async function restoreMember(context: Context, memberId: number, reason: string): Promise<void> {
  const { db, clock, viewer } = context
  await inTransaction(db, async (trx) => {
    const member = await getMemberToDecide(trx, memberId)
    demand(maySuspend(viewer, member))
    if (member.suspended_at === null) return
    const now = clock.now()
    await trx
      .updateTable('members')
      .set({
        suspended_at: null,
        suspended_until: null,
        suspended_reason: null,
        suspended_by: null,
      })
      .where('id', '=', memberId)
      .execute()
    const act = await logMemberAct(trx, now, viewer, memberId, 'restore', reason, {})
    await tellMember(trx, context, member, `restored ${act}`, saying(memberMails, 'restored.subject'), () => [
      saying(memberMails, 'restored.text', { handle: member.handle }),
    ])
  })
}

interface MemberToDecide {
  readonly id: number
  readonly role: Role
  readonly handle: string
  readonly email: string | null
  readonly locale: string | null
  readonly suspended_at: number | null
}

/** The member, locked until the transaction ends; throws `not-found` for one who is gone. */
export async function getMemberToDecide(trx: Executor, id: number): Promise<MemberToDecide> {
  await lockRow(trx, 'members', id)
  const row = await trx
    .selectFrom('members')
    .select(['id', 'role', 'handle', 'email', 'locale', 'suspended_at'])
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound(saying(memberRefusals, 'thisMember'))
  return { ...row, role: row.role as Role } // written by the product only, from the closed list
}

/** Writes down what was done to a member, by whom and why; returns the act's id. */
export async function logMemberAct(
  trx: Executor,
  at: number,
  viewer: Actor,
  memberId: number,
  verb: 'suspend' | 'restore' | 'change-role',
  reason: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<number> {
  if (viewer.id === null) throw new AppError('forbidden', saying(memberRefusals, 'signInFirst'))
  await tell(trx, 'member.rights-changed', { member: memberId }, at)
  return logAct(trx, { at, by: viewer.id, verb, kind: 'member', id: memberId, reason, detail })
}

/** Mails a member what was done to their account, in their language; nothing when they have no address. */
export async function tellMember(
  trx: Executor,
  { clock, env }: Pick<Services, 'clock' | 'env'>,
  member: Pick<MemberToDecide, 'id' | 'email' | 'locale'>,
  cause: string,
  subject: Saying,
  sentences: (locale: Locale) => readonly Saying[],
): Promise<void> {
  if (member.email === null) return
  const site = await readSite(trx)
  const locale = localeOf(member.locale, env.languages)
  const parts = sentences(locale).map((text) => ({ kind: 'text', text }) as const)
  await queueMail(trx, clock.now(), new URL(env.baseUrl).hostname, {
    cause,
    memberId: member.id,
    to: member.email,
    subject: speak(locale, memberMails)('subject', { subject: sentenceIn(locale, subject), site: site.name }),
    ...mailBody(senderOf(site, env.baseUrl, locale), parts, saying(memberMails, 'why')),
  })
}

function dateIn(locale: Locale, at: number): string {
  return dateFormat(LOCALES[locale].formats, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at)
}
