import type { Insertable } from 'kysely'
import type { Executor } from '#db/transaction.server.ts'
import type { ArticleRevisionRow, ArticleRow, ArticlesTable } from '#db/schema/knowledge.ts'
import type { TopicRow, TopicsTable } from '#db/schema/mining.ts'
import type { RequestRow, RequestsTable } from '#db/schema/requests.ts'
import { NOON } from '../fakes/clock.ts'
import { aCategory, aMember, nextNumber } from './rows.ts'

/** A request by mail in no topic, asked by somebody of its own. */
export async function aRequest(db: Executor, given: Partial<Insertable<RequestsTable>> = {}): Promise<RequestRow> {
  const n = nextNumber()
  return db
    .insertInto('requests')
    .values({
      channel: 'mail',
      source: 'help desk',
      external_id: String(n),
      asked_at: NOON,
      created_at: NOON,
      requester_key: `asker ${n}`,
      subject: `Request ${n}`,
      text: `What I ask, ${n}.`,
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** A topic without requests; counts are not kept: a test that depends on them sets them. */
export async function aTopic(db: Executor, given: Partial<Insertable<TopicsTable>> = {}): Promise<TopicRow> {
  return db
    .insertInto('topics')
    .values({ title: `Topic ${nextNumber()}`, created_at: NOON, mined_at: NOON, ...given })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export interface MadeArticle extends ArticleRow {
  readonly newest: ArticleRevisionRow
}

/**
 * A draft by a new agent with one revision in the article's state, or, with `published_revision: 1`,
 * a published article. Its page is the text in one paragraph.
 */
export async function anArticle(
  db: Executor,
  given: Partial<Insertable<ArticlesTable>> & { readonly body?: string; readonly revisionState?: string } = {},
): Promise<MadeArticle> {
  const { body = '## What to do\n\nTurn it off and on again.', revisionState, ...row } = given
  const n = nextNumber()
  const by = row.created_by === undefined ? (await aMember(db, { role: 'agent' })).id : row.created_by
  const isOut = row.published_revision != null
  const state = row.state ?? (isOut ? 'published' : 'draft')
  const article = await db
    .insertInto('articles')
    .values({
      title: `Article number ${n}`,
      slug: `article-number-${n}`,
      revision: 1,
      owner_id: by,
      created_at: NOON,
      updated_at: NOON,
      ...(isOut && {
        published_at: NOON,
        published_by: by,
        listed: 1,
        html: `<p>${body}</p>`,
        contents: body,
        summary: body.slice(0, 80),
      }),
      ...row,
      state,
      created_by: by,
      category_id: row.category_id ?? (await aCategory(db)).id,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const newest = await db
    .insertInto('article_revisions')
    .values({
      article_id: article.id,
      number: 1,
      based_on: 0,
      state: revisionState ?? (isOut ? 'published' : state),
      title: article.title,
      body,
      aliases: article.aliases,
      tags: article.tags,
      by_id: by,
      at: NOON,
      ...(isOut && { reviewed_at: NOON }),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return { ...article, newest }
}
