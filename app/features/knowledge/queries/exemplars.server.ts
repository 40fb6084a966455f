import { mayAdminister } from '#app/access/members.ts'
import { addressOf, postAddress } from '#app/kernel/addresses.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Mark } from '../rules/exemplars/exemplar.ts'
import { ENOUGH } from '../rules/exemplars/learnt-order.ts'
import type { FoundView, MarkView } from '../types.ts'
import { hiddenFromGuests } from './drafts.server.ts'
import { countVerdicts } from './learnt-order.server.ts'

const PAGE = 20

/** Exemplars that wait for an editor: not made, not dropped, no doubles, and of threads that guests may read. */
const openExemplars = (db: Executor) =>
  db
    .selectFrom('exemplars')
    .leftJoin('threads', 'threads.id', 'exemplars.thread_id')
    .where('exemplars.door', '!=', 'none')
    .where('exemplars.article_id', 'is', null)
    .where('exemplars.dropped_at', 'is', null)
    .where('exemplars.double_of', 'is', null)

/** How many exemplars wait for an editor. */
export async function countExemplars(db: Executor): Promise<number> {
  const { n } = await openExemplars(db)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The editors' list: a page of exemplars in its order, and what stands beside it. */
export async function listExemplars(
  { db, viewer, clock }: Pick<Context, 'db' | 'viewer' | 'clock'>,
  page: string | null,
  justDropped: number | null,
): Promise<{ readonly found: FoundView; readonly newer: string | null; readonly older: string | null }> {
  const unreadable = await hiddenFromGuests(db)
  const query = openExemplars(db)
    .select([
      'exemplars.id',
      'exemplars.title',
      'exemplars.text',
      'exemplars.near_count',
      'exemplars.marks',
      'exemplars.door',
      'exemplars.score',
      'exemplars.thread_id',
      'exemplars.post_id',
      'exemplars.request_id',
      'threads.slug',
      'threads.title as asked',
      'threads.listed',
      'threads.category_id',
    ])
    .where((eb) => eb.or([eb('exemplars.thread_id', 'is', null), eb('threads.listed', '=', 1)]))
    .$if(unreadable.length > 0, (all) =>
      all.where((eb) =>
        eb.or([eb('exemplars.thread_id', 'is', null), eb('threads.category_id', 'not in', [...unreadable])]),
      ),
    )
  const rows = await pageByKey(query, {
    page,
    size: PAGE,
    by: ['exemplars.score', 'exemplars.id'],
    order: 'desc',
    keysOf: (row) => [row.score, row.id],
  })
  const looked = await db.selectFrom('forum_words').select('learnt_at').where('id', '=', 1).executeTakeFirst()
  const looking = await db
    .selectFrom('jobs')
    .select('id')
    .where('name', '=', 'articles.sweep')
    .where('parked_at', 'is', null)
    // Tonight's waits as well.
    .where('due_at', '<=', clock.now())
    .executeTakeFirst()
  const machine = await openExemplars(db)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('exemplars.door', '=', 'machine')
    .executeTakeFirstOrThrow()
  const dropped = await listDropped(db)
  return {
    newer: rows.newer,
    older: rows.older,
    found: {
      rows: rows.rows.map((row) => {
        const marks = JSON.parse(row.marks) as Mark[]
        return {
          id: row.id,
          title: row.title,
          text: row.text,
          nearCount: row.near_count,
          source:
            row.thread_id === null
              ? { address: `/desk/requests/${row.request_id}`, title: row.title }
              : {
                  address: row.post_id === null ? addressOf(threadOf(row)) : postAddress(threadOf(row), row.post_id),
                  title: row.asked ?? row.title,
                },
          isAccepted: marks.some(({ rule }) => rule === 'accepted'),
          isForMachine: row.door === 'machine',
          reasons: marks,
        }
      }),
      page,
      justDropped: dropped.find(({ id }) => id === justDropped) ?? null,
      dropped,
      lookedAt: looked?.learnt_at ?? null,
      isLooking: looking !== undefined,
      isMachineOn: (await readSite(db)).articlesByMachine,
      machineCount: Number(machine.n),
      verdicts: { ...(await countVerdicts(db)), needed: ENOUGH },
      may: { administer: mayAdminister(viewer).ok },
    },
  }
}

/** How many of those that were taken off are named. */
const DROPPED = 20

/** What was taken off the list last, with who did it. */
async function listDropped(db: Executor): Promise<FoundView['dropped']> {
  const rows = await db
    .selectFrom('exemplars')
    .leftJoin('members', 'members.id', 'exemplars.dropped_by')
    .select(['exemplars.id', 'exemplars.title', 'exemplars.dropped_at', 'members.name'])
    .where('exemplars.dropped_at', 'is not', null)
    .where('exemplars.article_id', 'is', null)
    .orderBy('exemplars.dropped_at', 'desc')
    .orderBy('exemplars.id', 'desc')
    .limit(DROPPED)
    .execute()
  return rows.map(({ id, title, name, dropped_at: at }) => ({ id, title, by: name, at: at ?? 0 }))
}

const threadOf = (row: { readonly thread_id: number | null; readonly slug: string | null }) => ({
  id: row.thread_id ?? 0,
  slug: row.slug ?? '',
})

/** What the rules said of the answer that an article was made from; null where none is known. */
export async function marksOf(db: Executor, articleId: number): Promise<readonly MarkView[] | null> {
  const row = await db.selectFrom('exemplars').select('marks').where('article_id', '=', articleId).executeTakeFirst()
  return row ? (JSON.parse(row.marks) as Mark[]) : null
}
