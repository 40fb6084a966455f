import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import {
  companiesOfLeaders,
  findCompany,
  countLeaders,
  getLeaders,
  type LeadersOf,
  type LeadersView,
} from '#app/features/recognition/queries/leaders.server.ts'
import { tellingTags } from '#app/features/recognition/queries/knows.server.ts'
import type { BoardOf } from '#app/features/recognition/types.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { BoardAsked } from '../schemas.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

/** A choice among leaders: by subject or by company. */
interface LeaderChoice {
  readonly key: string
  readonly name: string
}

/** The leaders that were asked for, and what else can be. */
export interface BoardView {
  readonly of: BoardOf
  readonly leaders: LeadersView
  /** Everybody who is listed in that time; null for a subject or a company. */
  readonly count: number | null
  readonly subjects: readonly LeaderChoice[]
  readonly companies: readonly string[]
}

/** Tags that are offered as subjects. */
const TAGS = 12

/** The leaders that an address asks for. A subject or a company that is not there is answered by this month's. */
export async function getBoard(context: Reading, asked: BoardAsked, most: number): Promise<BoardView> {
  const { db, viewer, clock } = context
  const categories = await categoriesFor(db, viewer)
  const subjects: LeaderChoice[] = [
    ...categories.readable
      .filter(({ access, archived_at }) => access === 'public' && archived_at === null)
      .map(({ slug, name }) => ({ key: `c:${slug}`, name })),
    ...(await tellingTags(db, TAGS)).map((name) => ({ key: `t:${name}`, name })),
  ]
  const companies = await companiesOfLeaders(db)
  const found = await findSubject(context, asked, categories.readable)
  const of: BoardOf = found?.of ?? { by: 'period', period: asked.period }
  const leaders: LeadersOf = found?.leaders ?? { by: 'period', period: asked.period }
  return {
    of,
    leaders: await getLeaders(context, leaders, { after: asked.after, most }),
    count: leaders.by === 'period' ? await countLeaders(db, leaders.period, clock.now()) : null,
    subjects,
    companies,
  }
}

async function findSubject(
  { db }: Reading,
  asked: BoardAsked,
  categories: readonly { readonly id: number; readonly slug: string; readonly name: string }[],
): Promise<{ readonly of: BoardOf; readonly leaders: LeadersOf } | null> {
  if (asked.company !== undefined) {
    const company = await findCompany(db, asked.company)
    return company === undefined ? null : { of: { by: 'company', company }, leaders: { by: 'company', company } }
  }
  const [kind, name] = [asked.subject?.slice(0, 2), asked.subject?.slice(2)]
  if (kind === 'c:') {
    const category = categories.find(({ slug }) => slug === name)
    return category
      ? { of: { by: 'subject', subject: category.name }, leaders: { by: 'subject', kind: 'category', id: category.id } }
      : null
  }
  if (kind !== 't:' || name === undefined) return null
  const tag = await db.selectFrom('tags').select(['id', 'name']).where('name', '=', name).executeTakeFirst()
  return tag ? { of: { by: 'subject', subject: tag.name }, leaders: { by: 'subject', kind: 'tag', id: tag.id } } : null
}
