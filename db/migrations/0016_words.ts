import { sql, type Kysely } from 'kysely'

/**
 * A member may choose the language that pages and mails speak to them in. What the product itself had written into
 * columns as English becomes the code of its sentence, as far as the sentence was always the same.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table members add column locale text`.execute(db)
  for (const [table, column, english, message] of STORED) {
    const said = JSON.stringify({ say: message })
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${said} where ${sql.ref(column)} = ${english}`.execute(
      db,
    )
  }
}

const STORED: readonly (readonly [table: string, column: string, english: string, message: string])[] = [
  ...(
    [
      ['is an automatic answer, such as “out of office”', 'isAnAutomaticAnswer'],
      ['is a notice that a mail could not be delivered', 'isANotice'],
      ['only says that a mail was delivered or opened', 'onlySays'],
      ['is a newsletter or was sent to a mailing list', 'isANewsletter'],
      ['was written by a program, not by a person', 'wasWrittenBy'],
      ['is no JSON', 'isNoJson'],
      ['is no mail that can be read', 'isNoMail'],
      ['holds bytes that are no letters of UTF-8', 'holdsBytes'],
      ['a quote is opened here and never closed', 'openQuote'],
    ] as const
  ).map(([english, key]) => ['import_refusals', 'reason', english, `requests/reading-refusals:${key}`] as const),
  ['imports', 'error', 'The file is not kept any more. Send it again.', 'requests/reading-refusals:theFileIsNot'],
  ['article_revisions', 'reason', 'Made from what people wrote', 'knowledge/refusals:reason.made'],
  [
    'article_revisions',
    'reason',
    'Worded by the configured model, taken by an editor',
    'knowledge/refusals:reason.worded',
  ],
  ['article_revisions', 'verdict', 'Whoever wrote this erased their account.', 'knowledge/refusals:reason.erased'],
  ['posts', 'hidden_reason', 'Removed by its author.', 'forum/refusals:removed'],
  ['threads', 'closed_reason', 'The person who asked took the question back.', 'forum/refusals:takenBack'],
]
