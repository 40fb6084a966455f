import { speak } from '#app/locale/speak.ts'
import { SOURCE_LOCALE } from '#app/locale/locales.ts'
import type { Executor } from '#db/transaction.server.ts'
import { firstNoteWords } from '../words/first-notes.ts'
import { FIRST_NOTES, type FirstNotes } from '../types.ts'

/** Under this name the notes stand among the settings, as JSON. */
export const FIRST_NOTES_KEY = 'recognition.notes'

/** The notes as staff wrote them, or as they come; nobody signs them until somebody does. */
export async function readFirstNotes(
  db: Executor,
): Promise<{ readonly notes: FirstNotes; readonly changedAt: number }> {
  const row = await db
    .selectFrom('settings')
    .select(['value', 'changed_at'])
    .where('key', '=', FIRST_NOTES_KEY)
    .executeTakeFirst()
  const given = (row ? JSON.parse(row.value) : {}) as Partial<FirstNotes> // written by the command that checks its shape
  const t = speak(SOURCE_LOCALE, firstNoteWords)
  const texts = Object.fromEntries(FIRST_NOTES.map((kind) => [kind, t(`default.${kind}`)])) as Omit<
    FirstNotes,
    'signer'
  >
  return { notes: { signer: null, ...texts, ...given }, changedAt: row?.changed_at ?? 0 }
}
