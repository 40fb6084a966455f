import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import type { ExpressionBuilder } from 'kysely'
import { listedArticles } from '#app/access/articles.server.ts'
import { categoriesFor, type ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { articleAddress } from '#app/kernel/addresses.ts'
import { notFound } from '#app/kernel/errors.ts'
import type { Context } from '#app/platform/context.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { Schema } from '#db/schema.ts'
import type { ArticleRow } from '#db/schema/knowledge.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { ArticleListView, ArticleRowView, HelpCentreView, ShelfView } from '../types.ts'

type Reading = Pick<Context, 'db' | 'viewer'>

const PAGE = 30
const ON_SHELF = 5
const SHOWN = 6

const COLUMNS = [
  'articles.id',
  'articles.slug',
  'articles.title',
  'articles.summary',
  'articles.aliases',
  'articles.category_id',
  'articles.section_id',
  'articles.published_at',
  'articles.helpful_count',
  'articles.read_count',
] as const

type Row = Pick<
  ArticleRow,
  | 'id'
  | 'slug'
  | 'title'
  | 'summary'
  | 'aliases'
  | 'category_id'
  | 'section_id'
  | 'published_at'
  | 'helpful_count'
  | 'read_count'
>

/** The help centre: its shelves, what most people read, and what is new. */
export async function getHelpCentre({ db, viewer }: Reading): Promise<HelpCentreView> {
  const categories = await categoriesFor(db, viewer)
  const sections = await listSections(db)
  const listed = (eb: ExpressionBuilder<Schema, 'articles'>) => listedArticles(categories.unreadable)(eb)
  const counts = await db
    .selectFrom('articles')
    .select(['category_id', 'section_id'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(listed)
    .groupBy(['category_id', 'section_id'])
    .execute()
  const count = (of: (row: (typeof counts)[number]) => boolean): number =>
    counts.filter(of).reduce((sum, row) => sum + Number(row.n), 0)
  const best = (sectionId: number | null, categoryId: number) =>
    db
      .selectFrom('articles')
      .select(COLUMNS)
      .where(listed)
      .where('category_id', '=', categoryId)
      .$if(sectionId !== null, (q) => q.where('section_id', '=', sectionId))
      .$if(sectionId === null, (q) => q.where('section_id', 'is', null))
      .orderBy('read_count', 'desc')
      .orderBy('published_at', 'desc')
      .orderBy('id', 'desc')
      .limit(ON_SHELF)
      .execute()
  const row = (one: Row): ArticleRowView | null => rowView(one, categories, sections)
  const present = (rows: readonly Row[]): ArticleRowView[] => rows.flatMap((one) => row(one) ?? [])
  const shelves: ShelfView[] = []
  for (const category of categories.readable) {
    const articleCount = count((one) => one.category_id === category.id)
    if (articleCount === 0) continue
    const own = sections.filter((section) => section.category_id === category.id)
    const held = []
    for (const section of own) {
      const n = count((one) => one.section_id === section.id)
      if (n > 0)
        held.push({
          slug: section.slug,
          name: section.name,
          articleCount: n,
          articles: present(await best(section.id, category.id)),
        })
    }
    const loose = count((one) => one.category_id === category.id && one.section_id === null)
    if (loose > 0)
      held.push({
        slug: '',
        name: own.length === 0 ? '' : null,
        articleCount: loose,
        articles: present(await best(null, category.id)),
      })
    shelves.push({
      category: { id: category.id, slug: category.slug, name: category.name, description: category.description },
      articleCount,
      sections: held,
    })
  }
  const base = db.selectFrom('articles').select(COLUMNS).where(listed)
  const popular = await base
    .where('read_count', '>', 0)
    .orderBy('read_count', 'desc')
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute()
  const fresh = await base.orderBy('published_at', 'desc').orderBy('id', 'desc').limit(SHOWN).execute()
  return {
    shelves,
    popular: present(popular),
    fresh: present(fresh),
    articleCount: count(() => true),
  }
}

/** One category's articles, or one section's, newest first. Throws `not-found`. */
export async function getArticleList(
  { db, viewer }: Reading,
  slug: string,
  asked: { readonly section: string | null; readonly page: string | null },
): Promise<ArticleListView> {
  const categories = await categoriesFor(db, viewer)
  const category = categories.bySlug(slug)
  const sections = (await listSections(db)).filter((one) => one.category_id === category.id)
  const section = asked.section === null ? null : sections.find((one) => one.slug === asked.section)
  if (section === undefined) throw notFound(saying(knowledgeRefusals, 'thisSection'))
  const query = db
    .selectFrom('articles')
    .select(COLUMNS)
    .where(listedArticles(categories.unreadable))
    .where('category_id', '=', category.id)
    .$if(section !== null, (q) => q.where('section_id', '=', section?.id ?? 0))
  const found = await pageByKey(query, {
    page: asked.page,
    size: PAGE,
    by: ['published_at', 'id'],
    order: 'desc',
    keysOf: (row) => [row.published_at ?? 0, row.id],
  })
  const counts = await db
    .selectFrom('articles')
    .select('section_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('listed', '=', 1)
    .where('category_id', '=', category.id)
    .groupBy('section_id')
    .execute()
  return {
    title: section ? section.name : category.name,
    description: section ? '' : category.description,
    category: { id: category.id, slug: category.slug, name: category.name },
    sections: sections.flatMap((one) => {
      const articleCount = Number(counts.find((row) => row.section_id === one.id)?.n ?? 0)
      return articleCount === 0 ? [] : [{ slug: one.slug, name: one.name, articleCount }]
    }),
    section: section?.slug ?? null,
    rows: found.rows.flatMap((row) => rowView(row, categories, sections) ?? []),
    newer: found.newer,
    older: found.older,
  }
}

/** Those of these articles that the viewer may find, in the order of the ids. */
export async function findListedArticles(
  db: Executor,
  ids: readonly number[],
  categories: ReadableCategories,
): Promise<readonly ArticleRowView[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('articles')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .where(listedArticles(categories.unreadable))
    .execute()
  const sections = await listSections(db)
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    return row ? (rowView(row, categories, sections) ?? []) : []
  })
}

interface SectionRow {
  readonly id: number
  readonly category_id: number
  readonly slug: string
  readonly name: string
}

/** All sections in their order. There are tens of them. */
export async function listSections(db: Executor): Promise<readonly SectionRow[]> {
  return db
    .selectFrom('sections')
    .select(['id', 'category_id', 'slug', 'name'])
    .orderBy('position')
    .orderBy('id')
    .execute()
}

function rowView(row: Row, categories: ReadableCategories, sections: readonly SectionRow[]): ArticleRowView | null {
  const category = categories.byId(row.category_id)
  if (!category) return null
  const section = sections.find((one) => one.id === row.section_id)
  return {
    id: row.id,
    address: articleAddress(row),
    title: row.title,
    summary: row.summary,
    aliases: JSON.parse(row.aliases) as string[],
    category: { id: category.id, slug: category.slug, name: category.name },
    section: section ? { slug: section.slug, name: section.name } : null,
    publishedAt: row.published_at,
    helpfulCount: row.helpful_count,
    readCount: row.read_count,
  }
}
