import { type Kysely } from 'kysely'
import { idType, identityColumn, isPostgres } from '../dialects/differences.server.ts'

/**
 * Answered questions that may be articles (exemplars): a thread with its answer, or a request with its staff reply, what
 * the rules said of it, which requests ask nearly that, and what editors made of it. And through which door an article
 * came.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = isPostgres(db)
  const whole = idType(postgres)
  const withId = identityColumn(postgres)
  await db.schema.alterTable('articles').addColumn('door', 'text').execute()
  await db.schema
    .createTable('exemplars')
    .addColumn('id', whole, withId)
    .addColumn('thread_id', whole, (c) => c.references('threads.id').onDelete('cascade'))
    .addColumn('post_id', whole, (c) => c.references('posts.id').onDelete('cascade'))
    .addColumn('request_id', whole, (c) => c.references('requests.id').onDelete('cascade'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('parts', 'text', (c) => c.notNull())
    .addColumn('marks', 'text', (c) => c.notNull())
    .addColumn('features', 'text', (c) => c.notNull())
    .addColumn('door', 'text', (c) => c.notNull())
    .addColumn('base_score', 'integer', (c) => c.notNull())
    .addColumn('score', 'integer', (c) => c.notNull())
    .addColumn('near_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('double_of', whole, (c) => c.references('exemplars.id').onDelete('set null'))
    .addColumn('article_id', whole, (c) => c.references('articles.id').onDelete('set null'))
    .addColumn('dropped_at', whole)
    .addColumn('dropped_by', whole, (c) => c.references('members.id').onDelete('set null'))
    .addColumn('looked_at', whole, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('exemplars_thread').on('exemplars').column('thread_id').unique().execute()
  await db.schema.createIndex('exemplars_request').on('exemplars').column('request_id').unique().execute()
  for (const column of ['post_id', 'double_of', 'article_id', 'dropped_by'] as const) {
    await db.schema.createIndex(`exemplars_${column}`).on('exemplars').column(column).execute()
  }
  await db.schema.createIndex('exemplars_order').on('exemplars').columns(['score', 'id']).execute()
  await db.schema
    .createTable('exemplar_requests')
    .addColumn('request_id', whole, (c) => c.primaryKey().references('requests.id').onDelete('cascade'))
    .addColumn('exemplar_id', whole, (c) => c.notNull().references('exemplars.id').onDelete('cascade'))
    .addColumn('nearness', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('exemplar_requests_exemplar')
    .on('exemplar_requests')
    .columns(['exemplar_id', 'nearness'])
    .execute()
  await db.schema
    .createTable('exemplar_verdicts')
    .addColumn('id', whole, withId)
    .addColumn('article_id', whole, (c) => c.unique().references('articles.id').onDelete('set null'))
    .addColumn('exemplar_id', whole, (c) => c.references('exemplars.id').onDelete('set null'))
    .addColumn('features', 'text', (c) => c.notNull())
    .addColumn('worth', 'integer', (c) => c.notNull())
    .addColumn('by_id', whole, (c) => c.references('members.id').onDelete('set null'))
    .addColumn('at', whole, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('exemplar_verdicts_exemplar').on('exemplar_verdicts').column('exemplar_id').execute()
  await db.schema.createIndex('exemplar_verdicts_by').on('exemplar_verdicts').column('by_id').execute()
  await db.schema
    .createTable('forum_words')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('learnt_at', whole, (c) => c.notNull())
    .execute()
}
