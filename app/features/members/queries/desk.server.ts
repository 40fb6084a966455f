import { memberRefusals } from '#app/features/members/words/refusals.ts'
import { SOURCE_LOCALE, type Locale } from '#app/locale/locales.ts'
import { saying, textIn } from '#app/locale/saying.ts'
import { mayChangeRole, maySuspend } from '#app/access/members.ts'
import { notFound } from '#app/kernel/errors.ts'
import { handleKey } from '#app/kernel/handles.ts'
import type { Page } from '#app/kernel/page.ts'
import { ROLES, type Actor, type Role } from '#app/kernel/roles.ts'
import type { Executor } from '#db/transaction.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import { MEMBER_ACTS, type MemberActView, type MemberDeskView, type MemberRowView } from '../types.ts'

const PAGE = 50
const MOST_ACTS = 50

export interface MemberFilter {
  readonly q: string
  readonly role: Role | null
  readonly suspended: boolean
  readonly page: string | null
}

const COLUMNS = [
  'members.id',
  'members.handle',
  'members.name',
  'members.email',
  'members.role',
  'members.avatar_key',
  'members.created_at',
  'members.answer_count',
  'members.suspended_at',
  'members.suspended_until',
  'members.suspended_reason',
  'by.handle as by_handle',
] as const

/** One page of members for the desk, newest first. Searched by the start of a handle, an address, or a word of a name. */
export async function listMembers(db: Executor, filter: MemberFilter): Promise<Page<MemberRowView>> {
  let q = db
    .selectFrom('members')
    .leftJoin('members as by', 'by.id', 'members.suspended_by')
    .select(COLUMNS)
    .where('members.erased_at', 'is', null)
  const text = filter.q.trim().slice(0, 100)
  if (text !== '') {
    const key = asPattern(handleKey(text.replace(/^@/, '')))
    const words = asPattern(text.toLowerCase())
    q = q.where((eb) => {
      const parts = [
        eb('members.email_key', 'like', `${words}%`),
        eb(eb.fn<string>('lower', ['members.name']), 'like', `%${words}%`),
      ]
      return eb.or(key === '' ? parts : [eb('members.handle_key', 'like', `${key}%`), ...parts])
    })
  }
  if (filter.role) q = q.where('members.role', '=', filter.role)
  if (filter.suspended) q = q.where('members.suspended_at', 'is not', null)
  const page = await pageByKey(q, {
    page: filter.page,
    size: PAGE,
    by: ['members.created_at', 'members.id'],
    order: 'desc',
    keysOf: (row) => [row.created_at, row.id],
  })
  return { ...page, rows: page.rows.map(rowView) }
}

/** A member as staff see them, with what this viewer may do; throws `not-found` for one who is gone. */
export async function getMemberForDesk(
  db: Executor,
  viewer: Actor,
  id: number,
  locale: Locale = SOURCE_LOCALE,
): Promise<MemberDeskView> {
  const row = await db
    .selectFrom('members')
    .leftJoin('members as by', 'by.id', 'members.suspended_by')
    .select(COLUMNS)
    .select(['members.bio', 'members.accepted_count', 'members.helpful_count'])
    .where('members.id', '=', id)
    .where('members.erased_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound(saying(memberRefusals, 'thisMember'))
  const view = rowView(row)
  const suspend = maySuspend(viewer, view)
  const role = mayChangeRole(viewer, view)
  return {
    ...view,
    bio: row.bio,
    acceptedCount: row.accepted_count,
    helpfulCount: row.helpful_count,
    acts: await listActs(db, id, locale),
    may: {
      suspend: suspend.ok,
      restore: suspend.ok && view.suspended !== null,
      changeRole: role.ok,
      suspendRefusal: suspend.ok ? null : textIn(locale, suspend.why),
      changeRoleRefusal: role.ok ? null : textIn(locale, role.why),
    },
  }
}

async function listActs(db: Executor, memberId: number, locale: Locale): Promise<readonly MemberActView[]> {
  const rows = await db
    .selectFrom('acts')
    .leftJoin('members', 'members.id', 'acts.member_id')
    .select(['acts.id', 'acts.at', 'acts.verb', 'acts.reason', 'acts.detail', 'members.handle'])
    .where('subject_kind', '=', 'member')
    .where('subject_id', '=', memberId)
    // An invitation that nobody followed names no member, and stands under the admin's number.
    .where((eb) =>
      eb.or([eb('acts.verb', 'not in', ['invite', 'uninvite']), eb('acts.detail', 'not like', '%"invited"%')]),
    )
    .orderBy('acts.id', 'desc')
    .limit(MOST_ACTS)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    by: row.handle,
    ...actOf(row.verb, JSON.parse(row.detail) as { to?: string }), // written by our own commands
    reason: textIn(locale, row.reason),
  }))
}

/** What stands in the log of a member's own acts, from verbs and details that our own commands wrote. */
function actOf(verb: string, detail: { readonly to?: string }): Pick<MemberActView, 'verb' | 'to'> {
  const known = MEMBER_ACTS.find((one) => one === verb) ?? 'other'
  return { verb: known, to: ROLES.find((role) => role === detail.to) ?? null }
}

/** What means something in a pattern stands for any one letter: the two databases escape differently. */
function asPattern(text: string): string {
  return text.replace(/[\\%]/g, '_')
}

interface Row {
  readonly id: number
  readonly handle: string
  readonly name: string
  readonly email: string | null
  readonly role: string
  readonly avatar_key: string | null
  readonly created_at: number
  readonly answer_count: number
  readonly suspended_at: number | null
  readonly suspended_until: number | null
  readonly suspended_reason: string | null
  readonly by_handle: string | null
}

function rowView(row: Row): MemberRowView {
  return {
    id: row.id,
    handle: row.handle,
    name: row.name,
    email: row.email,
    role: row.role as Role, // written by the product only, from the closed list
    avatarUrl: row.avatar_key ? `/files/${row.avatar_key}` : null,
    createdAt: row.created_at,
    answerCount: row.answer_count,
    suspended:
      row.suspended_at === null
        ? null
        : {
            at: row.suspended_at,
            until: row.suspended_until,
            reason: row.suspended_reason ?? '',
            by: row.by_handle,
          },
  }
}
