import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import { isMember, isStaff, type Actor } from '#app/kernel/roles.ts'
import type { Schema } from '#db/schema.ts'

type Where = ExpressionWrapper<Schema, 'threads', SqlBool>

/** `mayReadThread` as a filter. `unreadable`: the categories this actor may not read. */
export function readableThreads(actor: Actor, unreadable: readonly number[]) {
  return (eb: ExpressionBuilder<Schema, 'threads'>): Where => {
    const parts: Where[] = []
    if (unreadable.length > 0) parts.push(eb('threads.category_id', 'not in', [...unreadable]))
    if (!isStaff(actor)) {
      const open = eb.and([eb('threads.private_at', 'is', null), eb('threads.hidden_at', 'is', null)])
      parts.push(isMember(actor) ? eb.or([open, eb('threads.author_id', '=', actor.id)]) : open)
    }
    return eb.and(parts)
  }
}

/**
 * What lists for everybody show: neither private, hidden nor merged. One stored column says so, so
 * that lists of a million threads walk an index that holds nothing else.
 */
export function listedThreads(unreadable: readonly number[]) {
  return (eb: ExpressionBuilder<Schema, 'threads'>): Where => {
    const listed = eb('threads.listed', '=', eb.lit(1))
    return unreadable.length === 0 ? listed : eb.and([listed, eb('threads.category_id', 'not in', [...unreadable])])
  }
}
