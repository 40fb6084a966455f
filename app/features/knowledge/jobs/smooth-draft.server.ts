import { writeSaying } from '#app/locale/saying.ts'
import { ModelUnavailableError, type Model } from '#app/platform/ai.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import { smoothingProblem } from '../rules/smoothing.ts'

const SYSTEM =
  'You edit help articles. Improve wording and flow of the Markdown you are given. Keep every heading, list, code block, name, number, setting and link exactly. Add no fact and leave none out. Answer with the Markdown alone.'

/**
 * The job `article.smooth`: what a configured model would make of a draft is kept beside it. An editor
 * sees both; nothing depends on it, so a model that fails leaves a sentence that says how.
 */
export async function smoothDraft(
  { db }: Pick<Services, 'db'>,
  model: Model | null,
  articleId: number,
  number: number,
): Promise<void> {
  if (!model) return
  const find = db
    .selectFrom('article_revisions')
    .selectAll()
    .where('article_id', '=', articleId)
    .where('number', '=', number)
  const revision = await find.executeTakeFirst()
  if (!revision || revision.state !== 'draft') return
  const made = await ask(model, revision.body)
  await db
    .updateTable('article_revisions')
    .set(made)
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .where('body', '=', revision.body) // an editor was quicker
    .execute()
}

async function ask(model: Model, body: string): Promise<{ readonly smoothed: string; readonly smooth_error: string }> {
  try {
    const smoothed = (await model.complete({ system: SYSTEM, user: body })).trim()
    const problem = smoothingProblem(body, smoothed)
    return problem === null ? { smoothed, smooth_error: '' } : { smoothed: '', smooth_error: writeSaying(problem) }
  } catch (error) {
    if (!(error instanceof ModelUnavailableError)) throw error
    return { smoothed: '', smooth_error: writeSaying(error.said) }
  }
}
