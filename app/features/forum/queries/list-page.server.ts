import { categoriesFor, categoryView } from '#app/features/catalogue/queries/categories.server.ts'
import { countReadable, readableTags } from '#app/features/catalogue/queries/tags.server.ts'
import { shownPromises } from '#app/features/promises/queries/shown-promises.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { saying } from '#app/locale/saying.ts'
import { isStaff } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { parseQuery } from '#app/platform/http/forms.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { ListQueryShape } from '../schemas.ts'
import type { ListOrder, ListSubject, ThreadListView } from '../types.ts'
import { forumRefusals } from '../words/refusals.ts'
import { lateCounts, openCategories } from './late-counts.server.ts'
import { listThreads } from './thread-list.server.ts'

/** Which list an address names. */
export type ListName =
  | { readonly type: 'all' | 'unanswered' }
  | { readonly type: 'category'; readonly slug: string }
  | { readonly type: 'tag'; readonly name: string }

const COMMON_TAGS = 12

const selectCommonTags = prepared((db: Executor, p: { unreadable: readonly number[] }) =>
  readableTags(db, p.unreadable)
    .select('name')
    .where('synonym_of', 'is', null)
    .orderBy('thread_count', 'desc')
    .limit(COMMON_TAGS),
)

/** One page of a list, as its address asks for it; throws `not-found` for a list that is not there. */
export async function getListPage(
  context: Pick<Context, 'db' | 'viewer' | 'clock' | 'locale'>,
  name: ListName,
  query: URLSearchParams,
): Promise<ThreadListView> {
  const { db, viewer, locale } = context
  const categories = await categoriesFor(db, viewer)
  const asked = parseQuery(ListQueryShape, query)
  const waitingOrder = isStaff(viewer) ? 'due' : 'waiting'
  const defaultOrder: ListOrder = name.type === 'unanswered' ? waitingOrder : 'active'
  const category = name.type === 'category' ? categories.bySlug(name.slug) : null
  const subject = await subjectOf()
  const filters = {
    kind: asked.kind,
    state: name.type === 'unanswered' ? ('open' as const) : asked.state,
    since: asked.since,
    order: asked.order === undefined || (asked.order === 'due' && !isStaff(viewer)) ? defaultOrder : asked.order,
    tag: asked.tag ?? null,
  }
  const page = await listThreads(
    context,
    {
      ...filters,
      tag: name.type === 'tag' ? name.name : filters.tag,
      categoryId: category?.id ?? null,
      page: asked.page ?? null,
    },
    categories,
  )
  return { subject, filters, defaultOrder, tags: await commonTags(), ...page }

  async function subjectOf(): Promise<ListSubject> {
    switch (name.type) {
      case 'all':
        return {
          type: 'all',
          categories: openCategories(categories, await lateCounts(context, categories)),
        }
      case 'unanswered':
        return {
          type: 'unanswered',
          waitingCount: categories.readable.reduce((sum, one) => sum + one.open_count, 0),
          lateCount: [...(await lateCounts(context, categories)).values()].reduce((sum, count) => sum + count, 0),
        }
      case 'category':
        return {
          type: 'category',
          category: categoryView(categories.bySlug(name.slug)),
          promise: category && (await shownPromises(db)).words(category, viewer, locale),
        }
      case 'tag': {
        // A synonym's page is that of the tag it stands for.
        const tag = await db
          .selectFrom('tags')
          .innerJoin('tags as meant', (join) =>
            join.on((eb) => eb('meant.id', '=', eb.fn.coalesce('tags.synonym_of', 'tags.id'))),
          )
          .select(['meant.id', 'meant.name', 'meant.thread_count as all'])
          .where('tags.name', '=', name.name)
          .executeTakeFirst()
        const threadCount = tag ? await countReadable(db, tag, categories.unreadable) : 0
        // A tag that only threads carry which one may not find does not exist.
        if (!tag || threadCount === 0) throw new AppError('not-found', saying(forumRefusals, 'missing.tag'))
        return { type: 'tag', name: tag.name, threadCount }
      }
    }
  }

  async function commonTags(): Promise<readonly string[]> {
    if (name.type === 'tag') return []
    const rows = await selectCommonTags(db, { unreadable: categories.unreadable }, null)
    return rows.map((row) => row.name)
  }
}
