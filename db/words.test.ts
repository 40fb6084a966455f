import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, type Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { readSaying, sourceSentence } from '#app/locale/saying.ts'
import '#app/features/forum/words/refusals.ts'
import '#app/features/knowledge/words/refusals.ts'
import '#app/features/requests/words/reading.ts'
import { openDatabase } from './client.server.ts'
import * as words from './migrations/0016_words.ts'

test('what a former version wrote in English becomes the code of a sentence; what people wrote stays', async () => {
  const db = openDatabase(join(await mkdtemp(join(tmpdir(), 'askwell-words-')), 'words.db'))
  for (const table of [
    'members (id integer)',
    'import_refusals (reason text)',
    'imports (error text)',
    'article_revisions (reason text, verdict text)',
    'posts (hidden_reason text)',
    'threads (closed_reason text)',
  ])
    await sql.raw(`create table ${table}`).execute(db)
  await sql`insert into import_refusals values ('is an automatic answer, such as “out of office”'), ('is no JSON'), ('my own')`.execute(
    db,
  )
  await sql`insert into article_revisions values ('Made from what people wrote', 'Fine.')`.execute(db)
  await sql`insert into posts values ('Removed by its author.')`.execute(db)
  await sql`insert into threads values ('The person who asked took the question back.')`.execute(db)

  await words.up(db as unknown as Kysely<unknown>)

  const of = async (table: string, column: string): Promise<(string | undefined)[]> => {
    const { rows } = await sql<{ said: string }>`select ${sql.ref(column)} as said from ${sql.table(table)}`.execute(db)
    return rows.map(({ said }) => readSaying(said)?.say ?? said)
  }
  expect(await of('import_refusals', 'reason')).toEqual([
    'requests/reading-refusals:isAnAutomaticAnswer',
    'requests/reading-refusals:isNoJson',
    'my own',
  ])
  const said = [
    ...(await of('article_revisions', 'reason')),
    ...(await of('posts', 'hidden_reason')),
    ...(await of('threads', 'closed_reason')),
  ]
  // A code without a message would be said as itself.
  for (const say of said) expect(sourceSentence({ say: say ?? '' })).not.toBe(say)
  expect(await of('article_revisions', 'verdict')).toEqual(['Fine.'])
  await db.destroy()
})
