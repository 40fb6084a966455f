import { sql, type Kysely } from 'kysely'
import { idType, identityColumn, isPostgres } from '../dialects/differences.server.ts'

/**
 * Brands of a company: sources of requests and categories belong to one, and mining never joins two. From where and in which
 * languages a topic is asked, for the filters of its list: counted with its other figures, by one index. And which
 * addresses helpers lead a topic's askers to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = isPostgres(db)
  const whole = idType(postgres)
  await db.schema
    .createTable('brands')
    .addColumn('id', whole, identityColumn(postgres))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('folded', 'text', (c) => c.notNull().unique())
    .execute()
  await db.schema
    .createTable('source_brands')
    .addColumn('source', 'text', (c) => c.primaryKey().notNull())
    .addColumn('brand_id', whole, (c) => c.references('brands.id').onDelete('set null'))
    .addColumn('changed_at', whole, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('source_brands_brand').on('source_brands').column('brand_id').execute()
  for (const table of ['categories', 'topics']) {
    await sql`alter table ${sql.table(table)} add column brand_id ${sql.raw(whole)} references brands (id) on delete set null`.execute(
      db,
    )
    await db.schema.createIndex(`${table}_brand`).on(table).column('brand_id').execute()
  }
  await sql`alter table categories add column brand_at ${sql.raw(whole)}`.execute(db)

  await sql`alter table topics add column title_share integer`.execute(db)

  await db.schema
    .createTable('topic_origins')
    .addColumn('topic_id', whole, (c) => c.notNull().references('topics.id').onDelete('cascade'))
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('requests', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('topic_origins_pk', ['topic_id', 'source', 'language'])
    .execute()
  await sql`insert into topic_origins (topic_id, source, language, requests)
    select topic_id, source, coalesce(language, ''), sum(times) from requests where topic_id is not null
    group by topic_id, source, coalesce(language, '')`.execute(db)
  await sql`drop index requests_figures`.execute(db)
  await sql`create index requests_figures on requests
    (topic_id, asked_at, id, channel, times, outcome, handling_seconds, source, language)`.execute(db)

  await db.schema
    .createTable('topic_links')
    .addColumn('topic_id', whole, (c) => c.notNull().references('topics.id').onDelete('cascade'))
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('href', 'text', (c) => c.notNull())
    .addColumn('requests', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('topic_links_pk', ['topic_id', 'address'])
    .execute()
}
