import { mayMindAdvocates } from '#app/access/recognition.ts'
import { DAY } from '#app/kernel/clock.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import type { PanelFields, QuestionFields } from '../schemas.ts'
import { MAX_CHOICES, MAX_QUESTIONS } from '../types.ts'
import { panelRefusals } from '../words/refusals.ts'

type Who = Pick<Context, 'db' | 'clock' | 'viewer'>

/** The longest that people can be given to answer, in milliseconds. */
const LONGEST = 366 * DAY

/** Prepares a panel; nobody sees it before it is opened. Returns its id. */
export async function addPanel({ db, clock, viewer }: Who, form: PanelFields): Promise<number> {
  demand(mayMindAdvocates(viewer))
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const row = await rowOf(trx, form, now)
    const { id } = await trx
      .insertInto('panels')
      .values({ ...row, created_by: viewer.id, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await logAct(trx, { at: now, by: viewer.id, kind: 'panel', verb: 'add', id, detail: { title: form.title } })
    return id
  })
}

/** Changes a panel that is not open yet. Throws `conflict` when somebody was quicker. */
export async function editPanel({ db, clock, viewer }: Who, id: number, form: PanelFields): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const panel = await getDraft(trx, id)
    if (panel.version !== form.version) throw new AppError('conflict', saying(panelRefusals, 'changed'))
    const row = await rowOf(trx, form, now)
    await trx
      .updateTable('panels')
      .set({ ...row, version: panel.version + 1 })
      .where('id', '=', id)
      .execute()
    await logAct(trx, { at: now, by: viewer.id, kind: 'panel', verb: 'edit', id, detail: { title: form.title } })
  })
}

/** Puts a question at the end of a panel that is not open yet. */
export async function addQuestion({ db, viewer }: Who, id: number, form: QuestionFields): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    await getDraft(trx, id)
    const others = await trx.selectFrom('panel_questions').select('position').where('panel_id', '=', id).execute()
    if (others.length >= MAX_QUESTIONS)
      throw wrong('question', saying(panelRefusals, 'questions.most', { most: MAX_QUESTIONS }))
    if (form.kind === 'choice' && form.choices.length < 2)
      throw wrong('choices', saying(panelRefusals, 'choices', { most: MAX_CHOICES }))
    if (form.kind === 'draft') await demandDraftArticle(trx, form.article)
    await trx
      .insertInto('panel_questions')
      .values({
        panel_id: id,
        position: Math.max(0, ...others.map(({ position }) => position)) + 1,
        kind: form.kind,
        words: form.question,
        choices: JSON.stringify(form.kind === 'choice' ? form.choices : []),
        article_id: form.kind === 'draft' ? form.article : null,
        required: form.required ? 1 : 0,
      })
      .execute()
  })
}

/** Takes a question out of a panel that is not open yet. */
export async function removeQuestion({ db, viewer }: Who, id: number, question: number): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    await getDraft(trx, id)
    await trx.deleteFrom('panel_questions').where('id', '=', question).where('panel_id', '=', id).execute()
  })
}

async function getDraft(trx: Executor, id: number) {
  await lockRow(trx, 'panels', id)
  const panel = await trx.selectFrom('panels').selectAll().where('id', '=', id).executeTakeFirst()
  if (!panel) throw notFound(saying(panelRefusals, 'missing'))
  if (panel.opened_at !== null) throw new AppError('conflict', saying(panelRefusals, 'opened'))
  return panel
}

async function rowOf(trx: Executor, form: PanelFields, now: number) {
  const closesAt = form.closes === '' ? null : Date.parse(`${form.closes}T00:00:00Z`) + DAY
  if (closesAt !== null && (!(closesAt > now) || closesAt > now + LONGEST))
    throw wrong('closes', saying(panelRefusals, 'closes'))
  if (form.lounge !== null) {
    const lounge = await trx
      .selectFrom('threads')
      .innerJoin('categories', 'categories.id', 'threads.category_id')
      .select('categories.access')
      .where('threads.id', '=', form.lounge)
      .executeTakeFirst()
    if (lounge?.access !== 'restricted')
      throw wrong('lounge', saying(panelRefusals, 'lounge.public', { id: String(form.lounge) }))
  }
  return {
    title: form.title,
    purpose: form.purpose,
    invitation: form.invitation,
    closes_at: closesAt,
    lounge_thread_id: form.lounge,
  }
}

async function demandDraftArticle(trx: Executor, articleId: number | null): Promise<void> {
  const article =
    articleId === null
      ? undefined
      : await trx
          .selectFrom('articles')
          .select('id')
          .where('id', '=', articleId)
          .where('state', 'in', ['draft', 'review'])
          .executeTakeFirst()
  if (!article) throw wrong('article', saying(panelRefusals, 'article.none'))
}

function wrong(field: string, why: Saying): AppError {
  return new AppError('invalid', why, { fields: { [field]: why } })
}
