import { saying } from '#app/locale/saying.ts'
import { settingsRefusals } from '#app/features/settings/words/refusals.ts'
import { mayAdminister } from '#app/access/members.ts'
import { AppError } from '#app/kernel/errors.ts'
import { LEGAL_TEXTS, type LegalText } from '#app/kernel/legal.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { writeSite } from '#app/platform/site.server.ts'
import { inTransaction, isDuplicate, type Executor } from '#db/transaction.server.ts'
import { newestLegalText } from '../queries/legal.server.ts'

export interface LegalWriting {
  readonly name: LegalText
  /** Markdown; empty = take it away. */
  readonly body: string
  /** The version that the writer began from. */
  readonly number: number
}

/**
 * Writes the next version of a legal text; the former ones stay. Throws `conflict` when somebody else wrote one
 * meanwhile, and `invalid` beside `body` when the text can't be shown.
 */
export async function writeLegalText(
  context: Pick<Context, 'db' | 'clock' | 'viewer' | 'markdown'>,
  { name, body, number }: LegalWriting,
): Promise<void> {
  const { db, clock, viewer } = context
  demand(mayAdminister(viewer))
  const html = body === '' ? '' : await legalHtml(context, body)
  try {
    await inTransaction(db, async (trx) => {
      const newest = await newestLegalText(trx, name)
      if ((newest?.number ?? 0) !== number) throw WRITTEN_MEANWHILE
      if ((newest?.body ?? '') === body) return
      const now = clock.now()
      await trx
        .insertInto('legal_texts')
        .values({ name, number: number + 1, body, html, at: now, by_id: viewer.id })
        .execute()
      await writeSite(trx, clock, viewer.id, { legal: await presentTexts(trx) })
      const verb = body === '' ? 'withdraw' : 'write'
      await logAct(trx, { at: now, by: viewer.id, kind: 'legal', verb, id: number + 1, detail: { name } })
    })
  } catch (error) {
    // Two at once, who both saw the same newest version.
    throw isDuplicate(error) ? WRITTEN_MEANWHILE : error
  }
}

/** Markdown as a legal text shows it: its highest heads, however they were marked, stand right below the page's own. */
export async function legalHtml(
  { markdown, viewer }: Pick<Context, 'markdown' | 'viewer'>,
  body: string,
): Promise<string> {
  const html = await markdown.render(body, viewer.id)
  const levels = [...html.matchAll(/<h([3-6])>/g)].map(([, level]) => Number(level))
  const up = Math.min(...levels) - 2
  return html.replace(/(<\/?h)([3-6])>/g, (_, tag: string, level: string) => `${tag}${Number(level) - up}>`)
}

async function presentTexts(trx: Executor): Promise<readonly LegalText[]> {
  const present: LegalText[] = []
  for (const name of LEGAL_TEXTS) if (((await newestLegalText(trx, name))?.body ?? '') !== '') present.push(name)
  return present
}

const WRITTEN_MEANWHILE = new AppError('conflict', saying(settingsRefusals, 'somebodyElseWroteThisText'))
