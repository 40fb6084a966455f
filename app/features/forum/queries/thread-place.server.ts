import type { ExpressionBuilder, Expression, SqlBool } from 'kysely'
import { writeCursor } from '#app/kernel/page.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Schema } from '#db/schema.ts'
import type { Executor } from '#db/transaction.server.ts'
import { PAGE_SIZE } from '#app/kernel/page.ts'
import { ANSWER_SORT } from '../rules.ts'
import type { AnswerOrder } from '../types.ts'

/** Where in a thread a post stands. */
export interface PostPlace {
  /** The cursor of the page that holds it; null for the first. */
  readonly page: string | null
  /** The post under which it stands as a comment; null for what is no comment. */
  readonly parent: number | null
}

/** Rows of `posts` that count for a viewer. */
type Visible = (eb: ExpressionBuilder<Schema, 'posts'>) => Expression<SqlBool>

interface Asked {
  readonly threadId: number
  readonly accepted: number
  readonly postId: number
  readonly order: AnswerOrder
  /** `mayReadPost` as a filter; null = all. */
  readonly visible: Visible | null
}

/**
 * The place of a post in its thread, for links that lead to it wherever it stands: pages are told apart by keys, so the
 * page is found by counting what stands before. Null when the post is not in the thread (any more).
 */
export async function findPlace(db: Executor, asked: Asked): Promise<PostPlace | null> {
  const post = await selectPlaced(db, { threadId: asked.threadId, id: asked.postId }, null).then(first)
  if (!post) return null
  const isComment = post.kind === 'comment'
  const answer =
    isComment && post.parent_id !== null
      ? await selectPlaced(db, { threadId: asked.threadId, id: post.parent_id }, null).then(first)
      : post
  const parent = isComment ? post.parent_id : null
  const isFixed = !answer || answer.kind === 'opening' || answer.id === asked.accepted
  return { page: isFixed ? null : await pageHolding(db, asked, answer), parent }
}

const first = <T>(rows: readonly T[]): T | undefined => rows[0]

const selectPlaced = prepared((db: Executor, p: { threadId: number; id: number }) =>
  db
    .selectFrom('posts')
    .select(['id', 'kind', 'parent_id', 'helpful_count', 'created_at'])
    .where('thread_id', '=', p.threadId)
    .where('id', '=', p.id),
)

interface Placed {
  readonly id: number
  readonly helpful_count: number
  readonly created_at: number
}

async function pageHolding(
  db: Executor,
  { threadId, accepted, order, visible }: Asked,
  answer: Placed,
): Promise<string | null> {
  const { column, down } = ANSWER_SORT[order]
  // By helpfulness the older of two equal ones comes first; the id then runs against the column.
  const idDown = order === 'helpful' ? !down : down
  const answers = db
    .selectFrom('posts')
    .where('thread_id', '=', threadId)
    .where('kind', 'in', ['answer', 'reply'])
    .where('id', '!=', accepted)
    .$if(visible !== null, (all) => all.where((eb) => visible?.(eb) ?? eb.val(true)))
  const { n } = await answers
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where((eb) =>
      eb.or([
        eb(column, down ? '>' : '<', answer[column]),
        eb.and([eb(column, '=', answer[column]), eb('id', idDown ? '>' : '<', answer.id)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  const before = Math.floor(Number(n) / PAGE_SIZE) * PAGE_SIZE
  if (before === 0) return null
  const last = await answers
    .select(['id', 'helpful_count', 'created_at'])
    .orderBy(column, down ? 'desc' : 'asc')
    .orderBy('id', idDown ? 'desc' : 'asc')
    .limit(1)
    .offset(before - 1)
    .executeTakeFirst()
  return last ? writeCursor({ side: 'after', keys: [last[column], last.id] }) : null
}
