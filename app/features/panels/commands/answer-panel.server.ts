import { mayWrite } from '#app/access/members.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { getInvited, readQuestions } from '../queries/panels.server.ts'
import { panelState, readAnswer } from '../rules/answers.ts'
import { MAX_WORDS, type Answer } from '../types.ts'
import { panelRefusals } from '../words/refusals.ts'

type Who = Pick<Context, 'db' | 'clock' | 'viewer'>

/**
 * Answers a panel, or changes what one answered, until it closes. `sent`: by the number of the question, as `q7`. Throws
 * `invalid` with a sentence for each question that needs another answer.
 */
export async function answerPanel(
  { db, clock, viewer }: Who,
  id: number,
  sent: Readonly<Record<string, string>>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const memberId = await getOpen(trx, viewer, id, now)
    const questions = await readQuestions(trx, id)
    const fields: Record<string, Saying> = {}
    const answers = new Map<number, Answer>()
    for (const question of questions) {
      const read = readAnswer(question, sent[`q${question.id}`] ?? '')
      if (read === 'missing') fields[`q${question.id}`] = saying(panelRefusals, 'answer.missing')
      else if (read === 'wrong') fields[`q${question.id}`] = saying(panelRefusals, 'answer.wrong')
      else if (read === 'long') fields[`q${question.id}`] = saying(panelRefusals, 'answer.long', { most: MAX_WORDS })
      else if (read !== null) answers.set(question.id, read)
    }
    if (Object.keys(fields).length > 0)
      throw new AppError('invalid', saying(panelRefusals, 'answer.missing'), { fields })
    if (answers.size === 0) throw new AppError('invalid', saying(panelRefusals, 'answer.none'))
    await trx
      .deleteFrom('panel_answers')
      .where('member_id', '=', memberId)
      .where(
        'question_id',
        'in',
        questions.map((question) => question.id),
      )
      .execute()
    await trx
      .insertInto('panel_answers')
      .values([...answers].map(([question_id, answer]) => ({ question_id, member_id: memberId, ...answer, at: now })))
      .execute()
    await trx
      .updateTable('panel_members')
      .set({ answered_at: now, declined_at: null })
      .where('panel_id', '=', id)
      .where('member_id', '=', memberId)
      .execute()
    await tell(trx, 'panel.answered', { member: memberId }, now)
  })
}

/** Would rather not take part this time. What one answered before is taken back with it. */
export async function declinePanel({ db, clock, viewer }: Who, id: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const memberId = await getOpen(trx, viewer, id, now)
    const questions = await readQuestions(trx, id)
    for (const question of questions)
      await trx
        .deleteFrom('panel_answers')
        .where('question_id', '=', question.id)
        .where('member_id', '=', memberId)
        .execute()
    await trx
      .updateTable('panel_members')
      .set({ answered_at: null, declined_at: now })
      .where('panel_id', '=', id)
      .where('member_id', '=', memberId)
      .execute()
    await tell(trx, 'panel.answered', { member: memberId }, now)
  })
}

/** The id of the viewer, who is invited to this panel, which is open. Whoever is not invited finds none. */
async function getOpen(trx: Executor, viewer: Context['viewer'], id: number, now: number): Promise<number> {
  await lockRow(trx, 'panels', id)
  const { panel, member } = await getInvited(trx, viewer, id)
  demand(mayWrite(viewer, now))
  if (panelState(panel, now) !== 'open') throw new AppError('conflict', saying(panelRefusals, 'over'))
  return member.member_id
}
