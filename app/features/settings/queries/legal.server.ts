import { saying } from '#app/locale/saying.ts'
import { settingsRefusals } from '../words/refusals.ts'
import { mayAdminister } from '#app/access/members.ts'
import { notFound } from '#app/kernel/errors.ts'
import { LEGAL_TEXTS, type LegalText } from '#app/kernel/legal.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { LegalEditView, LegalTextState, LegalTextView, LegalVersionView } from '../types.ts'

/** So many versions are listed; the others stay in the database. */
const MOST_VERSIONS = 50

/** A legal text for everybody. Throws `not-found` where there is none. */
export async function getLegalText(db: Executor, name: LegalText | null): Promise<LegalTextView> {
  const newest = name === null ? undefined : await newestLegalText(db, name)
  if (name === null || !newest || newest.body === '') throw notFound()
  return { name, html: newest.html, at: newest.at }
}

/** The newest version of a legal text, which is one without a body where it was taken away. */
export async function newestLegalText(db: Executor, name: LegalText) {
  return db
    .selectFrom('legal_texts')
    .select(['number', 'body', 'html', 'at'])
    .where('name', '=', name)
    .orderBy('number', 'desc')
    .executeTakeFirst()
}

/** Each legal text and when it was written last, for admins. */
export async function listLegalTexts({
  db,
  viewer,
}: Pick<Context, 'db' | 'viewer'>): Promise<readonly LegalTextState[]> {
  demand(mayAdminister(viewer))
  const texts: LegalTextState[] = []
  for (const name of LEGAL_TEXTS) texts.push({ name, newest: (await versionsOf(db, name, 1))[0] ?? null })
  return texts
}

/** A legal text to edit, beginning from its newest version or from a former one (`from`). */
export async function getLegalEdit(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  name: LegalText | null,
  from: number | null,
): Promise<LegalEditView> {
  demand(mayAdminister(viewer))
  if (name === null) throw notFound()
  const versions = await versionsOf(db, name, MOST_VERSIONS)
  const number = versions[0]?.number ?? 0
  const chosen = from ?? number
  const row = await db
    .selectFrom('legal_texts')
    .select('body')
    .where('name', '=', name)
    .where('number', '=', chosen)
    .executeTakeFirst()
  if (from !== null && !row) throw notFound(saying(settingsRefusals, 'thisVersion'))
  const former = chosen === number ? null : (versions.find((one) => one.number === chosen) ?? null)
  return { name, number, body: row?.body ?? '', former, versions }
}

async function versionsOf(db: Executor, name: LegalText, most: number): Promise<readonly LegalVersionView[]> {
  const rows = await db
    .selectFrom('legal_texts')
    .leftJoin('members', 'members.id', 'legal_texts.by_id')
    .select(['legal_texts.number', 'legal_texts.at', 'members.name', 'legal_texts.body'])
    .where('legal_texts.name', '=', name)
    .orderBy('legal_texts.number', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    at: row.at,
    by: row.name,
    isEmpty: row.body === '',
  }))
}
