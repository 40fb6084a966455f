import { describe, expect, it } from 'vitest'
import { subjectsFor } from '#app/features/notices/queries/subjects.server.ts'
import { GUEST, type Role } from '#app/kernel/roles.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices } from '#test/support/services.ts'
import { answerStory, approveStory, endStory, takeBackConsent } from './commands/decide-story.server.ts'
import { nominateStory } from './commands/nominate-story.server.ts'
import { forgetQuoted } from './jobs/forget-quoted.server.ts'
import { getStoryPage, shownStories, waitingStories } from './queries/stories.server.ts'
import { storyForm } from './queries/story-form.server.ts'

const THANKS = 'Your reply got me working again, thank you very much.'
const FORM = { quote: 'Your reply got me working again', about: 'a printer that had vanished' }

eachDatabase((_name, open) => {
  const set = async () => {
    const database = open()
    await database.clear()
    const services = someServices(database)
    const { db } = services
    const person = async (role: Role) => {
      const member = await aMember(db, { role })
      return { member, as: services.as(asViewer(member)) }
    }
    const [agnes, advocate, asker, helper] = [
      await person('agent'),
      await person('advocate'),
      await person('customer'),
      await person('customer'),
    ]
    const thread = await aThread(db, { author_id: asker.member.id })
    const answer = await aPost(db, { thread_id: thread.id, author_id: helper.member.id, kind: 'answer' })
    const thanks = await aPost(db, {
      thread_id: thread.id,
      author_id: asker.member.id,
      kind: 'comment',
      parent_id: answer.id,
      body: THANKS,
      html: `<p>${THANKS}</p>`,
    })
    const guest = services.as(GUEST)
    const shown = async () => (await shownStories(db, GUEST, 3)).map(({ id }) => id)
    /** A story that everybody agreed to. */
    const story = async () => {
      const id = await nominateStory(advocate.as, thanks.id, FORM)
      await answerStory(asker.as, id, true)
      await approveStory(agnes.as, id)
      await answerStory(helper.as, id, true)
      return id
    }
    const told = async (who: { member: { id: number } }) =>
      (await subjectsFor(db, who.member.id, services.clock.now()))
        .filter(({ subject }) => subject === 'story')
        .map(({ address }) => address)
    return { database, db, services, agnes, advocate, asker, helper, thread, answer, thanks, guest, shown, story, told }
  }

  describe('a story', () => {
    it('is shown once who wrote it, who is thanked and staff agreed, and is gone when one takes it back', async () => {
      const { db, agnes, advocate, asker, helper, thanks, guest, shown, told } = await set()
      const id = await nominateStory(advocate.as, thanks.id, FORM)
      expect([await told(asker), await told(helper)]).toEqual([[`/stories/${id}`], [`/stories/${id}`]])
      await answerStory(asker.as, id, true)
      await approveStory(agnes.as, id)
      expect([await shown(), await told(asker)]).toEqual([[], []])
      await expect(getStoryPage(guest, id, 'Help')).rejects.toMatchObject({ code: 'not-found' })
      expect(await waitingStories(agnes.as)).toMatchObject([{ id, isApproved: true }])
      expect(await waitingStories(helper.as)).toEqual([])
      await answerStory(helper.as, id, true)
      expect(await shown()).toEqual([id])
      const page = await getStoryPage(guest, id, 'Help')
      expect(page).toMatchObject({
        inside: null,
        story: { ...FORM, kind: 'quote', quoted: { id: asker.member.id }, thanked: { id: helper.member.id } },
      })
      expect(page.embed).toContain(`src="https://help.example.test/stories/${id}/card"`)

      await takeBackConsent(helper.as, id)
      expect(await shown()).toEqual([])
      await expect(getStoryPage(guest, id, 'Help')).rejects.toMatchObject({ code: 'not-found' })
      expect((await getStoryPage(asker.as, id, 'Help')).inside).toMatchObject({ state: 'withdrawn', own: 'given' })
      await expect(answerStory(helper.as, id, true)).rejects.toMatchObject({ code: 'conflict' })
      const acts = await db.selectFrom('acts').select('verb').where('subject_kind', '=', 'story').execute()
      expect(acts.map((act) => act.verb)).toEqual(['approve'])
      expect(await nominateStory(agnes.as, thanks.id, FORM)).toBeGreaterThan(id)
    })

    it('is over when one of them would rather not, or staff decline it or take it down', async () => {
      const { agnes, advocate, asker, helper, thanks, shown, story, told } = await set()
      const first = await nominateStory(advocate.as, thanks.id, FORM)
      await answerStory(helper.as, first, false)
      expect(await told(asker)).toEqual([])
      await expect(answerStory(asker.as, first, true)).rejects.toMatchObject({ code: 'conflict' })
      const second = await nominateStory(advocate.as, thanks.id, FORM)
      await endStory(agnes.as, second)
      await expect(approveStory(agnes.as, second)).rejects.toMatchObject({ code: 'conflict' })
      const third = await story()
      await endStory(agnes.as, third)
      expect(await shown()).toEqual([])
    })

    it('is suggested by staff and advocates, in words that stand in a public post and hold nothing personal', async () => {
      const { db, agnes, advocate, asker, helper, thanks, thread, answer } = await set()
      await expect(nominateStory(helper.as, thanks.id, FORM)).rejects.toMatchObject({ code: 'forbidden' })
      const foreign = nominateStory(advocate.as, thanks.id, { ...FORM, quote: 'You are the very best of all' })
      await expect(foreign).rejects.toMatchObject({ fields: { quote: expect.anything() } })
      await db
        .updateTable('posts')
        .set({ html: '<p>Write to joan@mail.example, it got me working</p>' })
        .where('id', '=', thanks.id)
        .execute()
      const personal = { ...FORM, quote: 'Write to joan@mail.example, it got me working' }
      await expect(nominateStory(agnes.as, thanks.id, personal)).rejects.toMatchObject({
        fields: { quote: expect.anything() },
      })
      expect(await storyForm(advocate.as, answer.id)).toMatchObject({
        asked: [{ id: helper.member.id }],
        others: [{ id: thanks.id, person: { id: asker.member.id } }],
      })
      await db.updateTable('threads').set({ private_at: 1, listed: 0 }).where('id', '=', thread.id).execute()
      await expect(nominateStory(agnes.as, answer.id, FORM)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('is one at a time of a post, whoever suggests it at the same moment', async () => {
      const { database, db, agnes, advocate, thanks } = await set()
      const tries = await Promise.allSettled([
        nominateStory(agnes.as, thanks.id, FORM),
        nominateStory({ ...advocate.as, db: database.another() }, thanks.id, FORM),
        nominateStory({ ...agnes.as, db: database.another() }, thanks.id, FORM),
      ])
      expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
      for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' })
      const values = await db.selectFrom('stories').selectAll().executeTakeFirstOrThrow()
      const { id: _, ...copy } = values
      await expect(db.insertInto('stories').values(copy).execute()).rejects.toThrow()
    })

    it('is not shown after it was taken back, however it races with the last agreement', async () => {
      const { database, advocate, agnes, asker, helper, thanks, shown } = await set()
      const id = await nominateStory(advocate.as, thanks.id, FORM)
      await approveStory(agnes.as, id)
      await answerStory(asker.as, id, true)
      await Promise.allSettled([
        answerStory(helper.as, id, true),
        takeBackConsent({ ...asker.as, db: database.another() }, id),
      ])
      expect(await shown()).toEqual([])
    })

    it.each([
      ['its thread is hidden', 'threads', { hidden_at: 1, listed: 0 }],
      ['its thread becomes private', 'threads', { private_at: 1, listed: 0 }],
      ['its post is hidden', 'posts', { hidden_at: 1 }],
      ['its words are taken out of the post', 'posts', { html: '<p>Never mind.</p>' }],
      ['the answer it stands under is hidden', 'parent', { hidden_at: 1 }],
      ['who wrote it is erased', 'asker', { erased_at: 1 }],
      ['who is thanked is erased', 'helper', { erased_at: 1 }],
    ] as const)('is not shown while %s', async (_why, what, change) => {
      const { db, thread, answer, thanks, asker, helper, shown, story } = await set()
      const id = await story()
      expect(await shown()).toEqual([id])
      const [table, row] = {
        threads: ['threads', thread.id] as const,
        posts: ['posts', thanks.id] as const,
        parent: ['posts', answer.id] as const,
        asker: ['members', asker.member.id] as const,
        helper: ['members', helper.member.id] as const,
      }[what]
      await db
        .updateTable(table)
        .set(change as never)
        .where('id', '=', row as never)
        .execute()
      expect(await shown()).toEqual([])
    })

    it('is shown only to those who may read where it stands', async () => {
      const { db, thread, shown, story, asker } = await set()
      const id = await story()
      const inside = await aCategory(db, { access: 'members' })
      await db.updateTable('threads').set({ category_id: inside.id }).where('id', '=', thread.id).execute()
      expect(await shown()).toEqual([])
      expect((await shownStories(db, asker.as.viewer, 3)).map((one) => one.id)).toEqual([id])
    })

    it('goes with who is erased; what they suggested of others stays', async () => {
      const { db, services, advocate, asker, story } = await set()
      await story()
      await forgetQuoted(services, asker.member.id) // still here
      await db.updateTable('members').set({ erased_at: 1 }).where('id', '=', advocate.member.id).execute()
      await forgetQuoted(services, advocate.member.id)
      expect(await db.selectFrom('stories').select('nominated_by').execute()).toEqual([{ nominated_by: null }])
      await db.updateTable('members').set({ erased_at: 1 }).where('id', '=', asker.member.id).execute()
      await forgetQuoted(services, asker.member.id)
      await forgetQuoted(services, asker.member.id)
      expect(await db.selectFrom('stories').select('id').execute()).toEqual([])
      expect(await db.selectFrom('story_consents').select('story_id').execute()).toEqual([])
    })
  })
})
