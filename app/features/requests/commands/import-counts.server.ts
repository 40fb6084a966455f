import { sql } from 'kysely'

/** Adds to the counts of an import that other batches add to as well. */
export function plus(
  column: 'accepted' | 'updated' | 'unchanged' | 'refused' | 'undated' | 'damaged_ids' | 'garbled' | 'cut_texts',
  by: number,
) {
  return sql<number>`${sql.ref(column)} + ${by}`
}
