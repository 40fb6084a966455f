import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import { isMember, isStaff, type Actor } from '#app/kernel/roles.ts'
import type { Schema } from '#db/schema.ts'

type Where = ExpressionWrapper<Schema, 'articles', SqlBool>

/** `mayReadArticle` as a filter. `unreadable`: the categories this actor may not read. */
export function readableArticles(actor: Actor, unreadable: readonly number[]) {
  return (eb: ExpressionBuilder<Schema, 'articles'>): Where => {
    const parts: Where[] = []
    if (unreadable.length > 0) parts.push(eb('articles.category_id', 'not in', [...unreadable]))
    if (!isStaff(actor)) {
      const listed = eb('articles.listed', '=', 1)
      parts.push(isMember(actor) ? eb.or([listed, eb('articles.created_by', '=', actor.id)]) : listed)
    }
    return eb.and(parts)
  }
}

/** What lists and searches for everybody show: published, and in a category this actor may read. */
export function listedArticles(unreadable: readonly number[]) {
  return (eb: ExpressionBuilder<Schema, 'articles'>): Where => {
    const listed = eb('articles.listed', '=', eb.lit(1))
    return unreadable.length === 0 ? listed : eb.and([listed, eb('articles.category_id', 'not in', [...unreadable])])
  }
}
