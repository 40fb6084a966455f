import { csvRecord } from '#app/kernel/csv-record.ts'
import { speak } from '#app/locale/speak.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readQuestions, getPanelDesk } from './panels.server.ts'
import { panelWords } from '../words/panels.ts'

/**
 * All answers to a panel as comma-separated values for staff, one row for each person, in pieces; no cell is a formula.
 * Times are ISO 8601.
 */
export async function* writeAnswers(context: Context, id: number): AsyncGenerator<string> {
  await getPanelDesk(context, id) // whoever may not see it gets nothing
  const { db, locale } = context
  const t = speak(locale, panelWords)
  const questions = await readQuestions(db, id)
  yield csvRecord([t('csv.person'), t('csv.handle'), t('csv.at'), ...questions.map(({ words }) => words)])
  const rows = await db
    .selectFrom('panel_answers')
    .innerJoin('panel_questions', 'panel_questions.id', 'panel_answers.question_id')
    .innerJoin('members', 'members.id', 'panel_answers.member_id')
    .select([
      'panel_answers.question_id',
      'panel_answers.member_id',
      'panel_answers.at',
      'members.name',
      'members.handle',
    ])
    .select(['panel_answers.rating', 'panel_answers.choice', 'panel_answers.words'])
    .where('panel_questions.panel_id', '=', id)
    .where('members.erased_at', 'is', null)
    .orderBy('panel_answers.member_id')
    .execute()
  for (const member of new Set(rows.map((row) => row.member_id))) {
    const own = rows.filter((row) => row.member_id === member)
    const [first] = own
    if (!first) continue
    const at = Math.max(...own.map((row) => row.at))
    const cells = questions.map((question) => {
      const answer = own.find((row) => row.question_id === question.id)
      if (!answer) return ''
      if (answer.rating !== null) return String(answer.rating)
      return answer.choice === null ? answer.words : (question.choices[answer.choice] ?? '')
    })
    yield csvRecord([first.name, first.handle, new Date(at).toISOString(), ...cells])
  }
}
