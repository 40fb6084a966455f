import type { Selectable } from 'kysely'
import { mayMindAdvocates } from '#app/access/recognition.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { getThread } from '#app/features/forum/queries/facts.server.ts'
import { previewArticle } from '#app/features/knowledge/queries/render-article.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { isMember } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { PanelAnswersTable, PanelsTable } from '#db/schema/programme.ts'
import type { Executor } from '#db/transaction.server.ts'
import { figuresOf, panelState } from '../rules/answers.ts'
import type { Answer, AskedQuestion, PanelDeskView, PanelPageView, PanelRow, Question, QuestionKind } from '../types.ts'
import { panelRefusals } from '../words/refusals.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

const LISTED = 100
const PEOPLE_SHOWN = 500
/** Of fewer answers than these the others could tell whose they are. */
const TOGETHER = 3

/** All panels for staff, the newest first. */
export async function listPanels({ db, viewer, clock }: Reading): Promise<readonly PanelRow[]> {
  demand(mayMindAdvocates(viewer))
  const rows = await db
    .selectFrom('panels')
    .leftJoin('panel_members', 'panel_members.panel_id', 'panels.id')
    .select(['panels.id', 'panels.title', 'panels.opened_at', 'panels.closes_at', 'panels.closed_at'])
    .select((eb) => [
      eb.fn.count<number>('panel_members.member_id').as('invited'),
      eb.fn.count<number>('panel_members.answered_at').as('answered'),
    ])
    .groupBy(['panels.id', 'panels.title', 'panels.opened_at', 'panels.closes_at', 'panels.closed_at'])
    .orderBy('panels.id', 'desc')
    .limit(LISTED)
    .execute()
  const now = clock.now()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    state: panelState(row, now),
    invited: Number(row.invited),
    answered: Number(row.answered),
    closesAt: row.closes_at,
  }))
}

/** The questions of a panel in their order. */
export async function readQuestions(db: Executor, panelId: number): Promise<readonly Question[]> {
  const rows = await db
    .selectFrom('panel_questions')
    .selectAll()
    .where('panel_id', '=', panelId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as QuestionKind, // written from the closed list only
    words: row.words,
    choices: JSON.parse(row.choices) as string[],
    articleId: row.article_id,
    isRequired: row.required === 1,
  }))
}

type AnswerRow = Selectable<PanelAnswersTable>

async function readAnswers(db: Executor, panelId: number): Promise<readonly AnswerRow[]> {
  return db
    .selectFrom('panel_answers')
    .innerJoin('panel_questions', 'panel_questions.id', 'panel_answers.question_id')
    .selectAll('panel_answers')
    .where('panel_questions.panel_id', '=', panelId)
    .orderBy('panel_answers.at')
    .orderBy('panel_answers.member_id')
    .execute()
}

const answerOf = (row: AnswerRow): Answer => ({ rating: row.rating, choice: row.choice, words: row.words })

const figuresIn = (questions: readonly Question[], answers: readonly AnswerRow[]) =>
  questions.map((question) =>
    figuresOf(question, answers.filter((row) => row.question_id === question.id).map(answerOf)),
  )

function viewOf(row: Selectable<PanelsTable>, questions: readonly Question[], now: number) {
  return {
    id: row.id,
    title: row.title,
    purpose: row.purpose,
    state: panelState(row, now),
    closesAt: row.closes_at,
    closedAt: row.closed_at,
    heard: row.heard,
    changes: row.changes,
    questions,
  }
}

/** One panel for staff: its questions, who is invited, and everything that was said. */
export async function getPanelDesk({ db, viewer, clock }: Reading, id: number): Promise<PanelDeskView> {
  demand(mayMindAdvocates(viewer))
  const row = await db.selectFrom('panels').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(saying(panelRefusals, 'missing'))
  const questions = await readQuestions(db, id)
  const answers = await readAnswers(db, id)
  const members = await db
    .selectFrom('panel_members')
    .selectAll()
    .where('panel_id', '=', id)
    .orderBy('invited_at')
    .orderBy('member_id')
    .limit(PEOPLE_SHOWN)
    .execute()
  const people = await findPeople(
    db,
    [...members, ...answers].map((one) => one.member_id),
  )
  return {
    ...viewOf(row, questions, clock.now()),
    version: row.version,
    invitation: row.invitation,
    loungeThread: row.lounge_thread_id,
    figures: figuresIn(questions, answers),
    people: members.flatMap((one) => {
      const person = people.get(one.member_id)
      if (!person) return []
      const state = one.answered_at !== null ? 'answered' : one.declined_at !== null ? 'declined' : 'invited'
      return [{ person, invitedAt: one.invited_at, state, thread: one.thread_id } as const]
    }),
    said: answers.flatMap((one) => {
      const person = people.get(one.member_id)
      return person && one.words !== '' ? [{ question: one.question_id, person, words: one.words }] : []
    }),
  }
}

/**
 * A panel for somebody who was invited. Throws `not-found` for everybody else, and before it is open: for them there is no
 * such panel.
 */
export async function getPanelPage(context: Context, id: number): Promise<PanelPageView> {
  const { db, viewer, clock } = context
  const { panel: row, member } = await getInvited(db, viewer, id)
  const questions = await readQuestions(db, id)
  const answers = await readAnswers(db, id)
  const people = await findPeople(db, [member.invited_by])
  const view = viewOf(row, questions, clock.now())
  const asked: AskedQuestion[] = []
  for (const question of questions) {
    const own = answers.find((one) => one.question_id === question.id && one.member_id === member.member_id)
    asked.push({
      ...question,
      draft: view.state === 'open' ? await readDraft(context, question.articleId) : null,
      own: own ? answerOf(own) : null,
    })
  }
  return {
    ...view,
    questions: asked,
    invitation: { words: member.words, by: people.get(member.invited_by ?? 0) ?? null },
    lounge: await readLounge(db, viewer, row.lounge_thread_id),
    hasAnswered: member.answered_at !== null,
    hasDeclined: member.declined_at !== null,
    figures: view.state === 'closed' ? figuresIn(questions, answers).filter((one) => one.answers >= TOGETHER) : null,
    people: new Set(answers.map((one) => one.member_id)).size,
  }
}

/** An open or closed panel with the viewer's invitation to it; `not-found` for who has none. */
export async function getInvited(db: Executor, viewer: Context['viewer'], id: number) {
  const panel = await db
    .selectFrom('panels')
    .selectAll()
    .where('id', '=', id)
    .where('opened_at', 'is not', null)
    .executeTakeFirst()
  const member = isMember(viewer)
    ? await db
        .selectFrom('panel_members')
        .selectAll()
        .where('panel_id', '=', id)
        .where('member_id', '=', viewer.id)
        .executeTakeFirst()
    : undefined
  if (!panel || !member) throw notFound(saying(panelRefusals, 'missing'))
  return { panel, member }
}

/** The newest words of an article that is not published yet. It is read by whoever is asked about it. */
async function readDraft(context: Context, articleId: number | null) {
  if (articleId === null) return null
  const revision = await context.db
    .selectFrom('articles')
    .innerJoin('article_revisions', (join) =>
      join
        .onRef('article_revisions.article_id', '=', 'articles.id')
        .onRef('article_revisions.number', '=', 'articles.revision'),
    )
    .select(['article_revisions.title', 'article_revisions.body'])
    .where('articles.id', '=', articleId)
    .where('articles.state', 'in', ['draft', 'review', 'published'])
    .executeTakeFirst()
  return revision ? { title: revision.title, html: await previewArticle(context, revision.body, null) } : null
}

/** The thread where the panel talks, for those who may read it. */
async function readLounge(db: Executor, viewer: Context['viewer'], threadId: number | null) {
  if (threadId === null) return null
  try {
    const { thread } = await getThread(db, viewer, threadId)
    return { title: thread.title, address: addressOf(thread) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}
