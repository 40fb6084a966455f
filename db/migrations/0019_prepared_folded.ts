import { type Kysely } from 'kysely'

/**
 * Prepared answers are searched in small letters without accents, whatever a database makes of letters beyond ASCII: the
 * words as they are searched stand beside those that are shown.
 */
export async function up(db: Kysely<Old>): Promise<void> {
  await db.schema
    .alterTable('prepared_answers')
    .addColumn('folded', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  const rows = await db.selectFrom('prepared_answers').select(['id', 'title', 'body']).execute()
  for (const { id, title, body } of rows)
    await db
      .updateTable('prepared_answers')
      .set({ folded: fold(`${title}\n${body}`) })
      .where('id', '=', id)
      .execute()
}

interface Old {
  readonly prepared_answers: {
    readonly id: number
    readonly title: string
    readonly body: string
    readonly folded: string
  }
}

/** As the product folded when this was written. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
