import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import { isMember, isStaff, type Viewer } from '#app/kernel/roles.ts'
import type { Schema } from '#db/schema.ts'

type Where = ExpressionWrapper<Schema, 'articles', SqlBool>

/** `mayReadArticle` as a filter. `unreadable`: the categories this viewer may not read. */
export function readableArticles(viewer: Viewer, unreadable: readonly number[]) {
  return (eb: ExpressionBuilder<Schema, 'articles'>): Where => {
    const parts: Where[] = []
    if (unreadable.length > 0) parts.push(eb('articles.category_id', 'not in', [...unreadable]))
    if (!isStaff(viewer)) {
      const listed = eb('articles.listed', '=', 1)
      parts.push(isMember(viewer) ? eb.or([listed, eb('articles.created_by', '=', viewer.id)]) : listed)
    }
    return eb.and(parts)
  }
}

/** What lists and searches for everybody show: published, and in a category this viewer may read. */
export function listedArticles(unreadable: readonly number[]) {
  return (eb: ExpressionBuilder<Schema, 'articles'>): Where => {
    const listed = eb('articles.listed', '=', eb.lit(1))
    return unreadable.length === 0 ? listed : eb.and([listed, eb('articles.category_id', 'not in', [...unreadable])])
  }
}
