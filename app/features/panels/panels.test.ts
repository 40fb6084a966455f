import { describe, expect, it } from 'vitest'
import { settleRecognised } from '#app/features/notices/jobs/settle-recognised.server.ts'
import { getInbox } from '#app/features/notices/queries/inbox.server.ts'
import { subjectsFor } from '#app/features/notices/queries/subjects.server.ts'
import { DAY } from '#app/kernel/clock.ts'
import { GUEST, type Role } from '#app/kernel/roles.ts'
import { anArticle } from '#test/support/factories/knowledge.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices } from '#test/support/services.ts'
import { answerPanel, declinePanel } from './commands/answer-panel.server.ts'
import { closePanel, openPanel } from './commands/hold-panel.server.ts'
import { inviteToPanel } from './commands/invite-to-panel.server.ts'
import { addPanel, addQuestion, editPanel, removeQuestion } from './commands/prepare-panel.server.ts'
import { forgetPanellist } from './jobs/forget-panellist.server.ts'
import { writeAnswers } from './queries/answers-file.server.ts'
import { threadInvitation } from './queries/panel-forms.server.ts'
import { getPanelDesk, getPanelPage, listPanels } from './queries/panels.server.ts'
import { PanelForm, QuestionForm } from './schemas.ts'

const WORDS = 'You see things others don’t. Would you help?'
const panelForm = (given: Readonly<Record<string, string>> = {}) =>
  PanelForm.parse({ title: 'The new start page', invitation: WORDS, ...given })
const OUTCOME = { heard: 'That it is too slow.', changes: 'We make it quicker by May.' }

eachDatabase((_name, open) => {
  const set = async () => {
    const database = open()
    await database.clear()
    const services = someServices(database)
    const { db } = services
    const person = async (role: Role, handle?: string) => {
      const member = await aMember(db, { role, ...(handle && { handle, handle_key: handle }) })
      return { member, as: services.as(asViewer(member)) }
    }
    const [agnes, cyril, carla] = [await person('agent'), await person('advocate'), await person('customer')]
    const invite = (id: number, people: readonly { member: { handle: string } }[], level = 0) =>
      inviteToPanel(agnes.as, id, {
        handles: people.map((one) => one.member.handle),
        level,
        words: WORDS,
        thread: null,
      })
    const ask = (id: number, given: Readonly<Record<string, string>>) =>
      addQuestion(agnes.as, id, QuestionForm.parse({ question: 'How is it?', ...given }))
    /** An open panel with a mark, a choice and words, and Cyril and Carla invited. */
    const held = async () => {
      const id = await addPanel(agnes.as, panelForm())
      await ask(id, { kind: 'rating', required: '1' })
      await ask(id, { kind: 'choice', choices: 'red\nblue' })
      await ask(id, { kind: 'text' })
      await invite(id, [cyril, carla])
      await openPanel(agnes.as, id)
      const [mark, choice, text] = (await getPanelDesk(agnes.as, id)).questions.map((question) => `q${question.id}`)
      return { id, mark: mark ?? '', choice: choice ?? '', text: text ?? '' }
    }
    const told = async (who: { member: { id: number } }) =>
      (await subjectsFor(db, who.member.id, services.clock.now()))
        .filter(({ subject }) => subject === 'panel')
        .map(({ address, words }) => `${address} ${words.say.split(':')[1] ?? ''}`)
    return { database, db, services, person, agnes, cyril, carla, invite, ask, held, told }
  }

  describe('a panel', () => {
    it('is prepared, opened, answered and closed with what was heard, which those who took part are told', async () => {
      const { db, services, agnes, cyril, carla, invite, ask, told } = await set()
      const id = await addPanel(agnes.as, panelForm())
      await expect(openPanel(agnes.as, id)).rejects.toMatchObject({ code: 'conflict' })
      await ask(id, { kind: 'rating', required: '1' })
      await expect(openPanel(agnes.as, id)).rejects.toMatchObject({ code: 'conflict' })
      await invite(id, [cyril, carla])
      expect(await told(cyril)).toEqual([])
      await expect(getPanelPage(cyril.as, id)).rejects.toMatchObject({ code: 'not-found' })
      await openPanel(agnes.as, id)
      expect(await told(cyril)).toEqual([`/panels/${id} panel.invited`])
      await settleRecognised(services, carla.member.id)
      const inbox = async () => {
        const { rows } = await getInbox(carla.as, asViewer(carla.member), null)
        return rows.map(({ words, address, about }) => [words, address, about.title])
      }
      expect(await inbox()).toEqual([['You’re invited to a panel', `/panels/${id}`, 'The new start page']])
      await db.updateTable('notices').set({ read_at: 1 }).execute()

      const view = await getPanelPage(cyril.as, id)
      expect(view).toMatchObject({ invitation: { words: WORDS, by: { id: agnes.member.id } }, figures: null })
      const mark = `q${view.questions[0]?.id ?? 0}`
      await expect(answerPanel(cyril.as, id, {})).rejects.toMatchObject({ fields: { [mark]: expect.anything() } })
      await answerPanel(cyril.as, id, { [mark]: '2' })
      await answerPanel(cyril.as, id, { [mark]: '4' })
      expect(await told(cyril)).toEqual([])
      await declinePanel(carla.as, id)
      expect(await told(carla)).toEqual([])

      await closePanel(agnes.as, id, OUTCOME)
      expect(await told(cyril)).toEqual([`/panels/${id} panel.closed`])
      expect(await told(carla)).toEqual([])
      // What she was invited to keeps its name in her inbox.
      expect(await inbox()).toEqual([['That’s over', `/panels/${id}`, 'The new start page']])
      // One answer is nobody's secret: the others see figures from three on, staff see them all.
      expect(await getPanelPage(cyril.as, id)).toMatchObject({ ...OUTCOME, state: 'closed', people: 1, figures: [] })
      expect(await getPanelDesk(agnes.as, id)).toMatchObject({
        figures: [{ answers: 1, average: 4, counts: [0, 0, 0, 1, 0] }],
      })
      await expect(answerPanel(cyril.as, id, { [mark]: '1' })).rejects.toMatchObject({ code: 'conflict' })
      const acts = await db
        .selectFrom('acts')
        .select('verb')
        .where('subject_kind', '=', 'panel')
        .orderBy('id')
        .execute()
      expect(acts.map((act) => act.verb)).toEqual(['add', 'open', 'close'])
      expect(await listPanels(agnes.as)).toMatchObject([{ id, state: 'closed', invited: 2, answered: 1 }])
    })

    it('does not exist for those who are not invited, and is run by staff alone', async () => {
      const { services, agnes, cyril, carla, person, held } = await set()
      const { id, mark } = await held()
      const other = await person('advocate')
      for (const context of [other.as, agnes.as, services.as(GUEST)]) {
        await expect(getPanelPage(context, id)).rejects.toMatchObject({ code: 'not-found' })
        await expect(answerPanel(context, id, { [mark]: '3' })).rejects.toMatchObject({ code: 'not-found' })
        await expect(declinePanel(context, id)).rejects.toMatchObject({ code: 'not-found' })
      }
      for (const context of [cyril.as, carla.as, services.as(GUEST)]) {
        await expect(getPanelDesk(context, id)).rejects.toMatchObject({ code: 'forbidden' })
        await expect(closePanel(context, id, OUTCOME)).rejects.toMatchObject({ code: 'forbidden' })
        await expect(writeAnswers(context, id).next()).rejects.toMatchObject({ code: 'forbidden' })
      }
    })

    it('is closed once by two at the same time, and no answer comes after', async () => {
      const { database, db, agnes, cyril, held } = await set()
      const { id, mark } = await held()
      const tries = await Promise.allSettled([
        closePanel(agnes.as, id, OUTCOME),
        closePanel({ ...agnes.as, db: database.another() }, id, OUTCOME),
        answerPanel({ ...cyril.as, db: database.another() }, id, { [mark]: '5' }),
        answerPanel({ ...cyril.as, db: database.another() }, id, { [mark]: '4' }),
      ])
      expect(tries.slice(0, 2).filter((one) => one.status === 'fulfilled')).toHaveLength(1)
      for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' })
      const answers = await db.selectFrom('panel_answers').selectAll().execute()
      const came = tries.slice(2).some((one) => one.status === 'fulfilled')
      expect(answers).toHaveLength(came ? 1 : 0)
      const closing = db.updateTable('panels').set({ heard: null }).where('id', '=', id).execute()
      await expect(closing).rejects.toThrow()
    })

    it('keeps its questions once it is open, and lets nobody answer after its last day', async () => {
      const { services, agnes, cyril, ask, invite } = await set()
      const id = await addPanel(
        agnes.as,
        panelForm({ closes: new Date(services.clock.now()).toISOString().slice(0, 10) }),
      )
      await ask(id, { kind: 'text' })
      await ask(id, { kind: 'text' })
      const [first, second] = (await getPanelDesk(agnes.as, id)).questions
      await removeQuestion(agnes.as, id, second?.id ?? 0)
      await expect(editPanel(agnes.as, id, panelForm({ version: '9' }))).rejects.toMatchObject({ code: 'conflict' })
      await editPanel(
        agnes.as,
        id,
        panelForm({ version: '1', title: 'Another', closes: nextDay(services.clock.now()) }),
      )
      await invite(id, [cyril])
      await openPanel(agnes.as, id)
      await expect(ask(id, { kind: 'text' })).rejects.toMatchObject({ code: 'conflict' })
      await expect(removeQuestion(agnes.as, id, first?.id ?? 0)).rejects.toMatchObject({ code: 'conflict' })
      services.clock.advance(3 * DAY)
      expect(await getPanelPage(cyril.as, id)).toMatchObject({ title: 'Another', state: 'ended' })
      const late = answerPanel(cyril.as, id, { [`q${first?.id ?? 0}`]: 'late' })
      await expect(late).rejects.toMatchObject({ code: 'conflict' })
      await closePanel(agnes.as, id, OUTCOME)
    })

    it('invites by handle, by level and from a thread, each member once', async () => {
      const { db, agnes, cyril, carla, person, invite } = await set()
      const level = await db
        .insertInto('levels')
        .values({ position: 5, name: 'Helper', threshold: 5 })
        .returning('id')
        .executeTakeFirstOrThrow()
      const staff = await person('moderator')
      for (const { member } of [cyril, staff])
        await db.insertInto('standings').values({ member_id: member.id, level_id: level.id, reputation: 1 }).execute()
      const thread = await aThread(db, { author_id: carla.member.id, title: 'Sync loses bookmarks' })
      const id = await addPanel(agnes.as, panelForm())
      const preset = await threadInvitation(agnes.as, thread.id)
      expect(preset.values.handles).toBe(carla.member.handle)
      expect(preset.values.words).toContain('“Sync loses bookmarks”')
      await inviteToPanel(agnes.as, id, {
        handles: [`@${carla.member.handle}`],
        level: 0,
        words: preset.values.words,
        thread: thread.id,
      })
      await invite(id, [], level.id)
      await invite(id, [cyril, carla])
      const { people } = await getPanelDesk(agnes.as, id)
      expect(people.map((one) => [one.person.id, one.thread])).toEqual([
        [cyril.member.id, null],
        [carla.member.id, thread.id],
      ])
      await expect(invite(id, [{ member: { handle: 'nobody' } }])).rejects.toMatchObject({ code: 'invalid' })
      await expect(invite(id, [])).rejects.toMatchObject({ code: 'invalid' })
    })

    it('asks about a draft that only its members may read, and talks in a place for chosen people', async () => {
      const { db, agnes, cyril, ask, invite } = await set()
      const { article } = await aDraft(db)
      const lounge = await aCategory(db, { access: 'restricted', roles: 'advocate' })
      const inside = await aThread(db, { category_id: lounge.id, title: 'Talk' })
      const outside = await aThread(db)
      await expect(addPanel(agnes.as, panelForm({ lounge: String(outside.id) }))).rejects.toMatchObject({
        fields: { lounge: expect.anything() },
      })
      const id = await addPanel(agnes.as, panelForm({ lounge: String(inside.id) }))
      await expect(ask(id, { kind: 'draft', article: '999999' })).rejects.toMatchObject({ code: 'invalid' })
      await expect(ask(id, { kind: 'choice', choices: 'one' })).rejects.toMatchObject({ code: 'invalid' })
      await ask(id, { kind: 'draft', article: String(article) })
      await invite(id, [cyril])
      await openPanel(agnes.as, id)
      const view = await getPanelPage(cyril.as, id)
      expect(view.lounge).toMatchObject({ title: 'Talk' })
      expect(view.questions[0]?.draft?.html).toContain('Press the button')
    })

    it('is exported without formulas, and forgets who is erased', async () => {
      const { db, services, agnes, cyril, carla, held } = await set()
      const { id, mark, choice, text } = await held()
      await answerPanel(cyril.as, id, { [mark]: '5', [choice]: '1', [text]: '=HYPERLINK("x")' })
      await answerPanel(carla.as, id, { [mark]: '1' })
      let file = ''
      for await (const piece of writeAnswers(agnes.as, id)) file += piece
      expect(file).toContain('"5","blue","\'=HYPERLINK(""x"")"')
      expect(file.trim().split('\r\n')).toHaveLength(3)

      await db.updateTable('members').set({ erased_at: 1 }).where('id', '=', cyril.member.id).execute()
      expect((await getPanelDesk(agnes.as, id)).said).toEqual([])
      await forgetPanellist(services, cyril.member.id)
      await forgetPanellist(services, cyril.member.id)
      await forgetPanellist(services, carla.member.id) // who is still here stays
      const left = await db.selectFrom('panel_answers').select('member_id').execute()
      expect(left.map((row) => row.member_id)).toEqual([carla.member.id])
    })
  })
})

const nextDay = (now: number): string => new Date(now + DAY).toISOString().slice(0, 10)

async function aDraft(db: Parameters<typeof anArticle>[0]) {
  const article = await anArticle(db, { state: 'draft' })
  await db
    .updateTable('article_revisions')
    .set({ body: 'Press the button.' })
    .where('article_id', '=', article.id)
    .execute()
  return { article: article.id }
}
