import { describe, expect, it, test } from 'vitest'
import { HOUR } from '#app/kernel/clock.ts'
import type { Role } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { writePrivately } from '#app/features/forum/commands/private-part.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aMember, aPost, aThread, nextNumber } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { someServices } from '#test/support/services.ts'
import { addPrepared, editPrepared, retirePrepared, reviewPrepared } from './commands/write-prepared.server.ts'
import { getPreparedView, listPrepared, offerPrepared, takePrepared } from './queries/prepared.server.ts'
import { PreparedForm } from './schemas.ts'
import type { PlaceholderFacts, PreparedFilters } from './types.ts'

const form = (given: Readonly<Record<string, string>> = {}): PreparedForm =>
  PreparedForm.parse({ title: `Answer ${nextNumber()}`, body: 'Hello {{name}}.', locale: 'en', ...given })
const FACTS: PlaceholderFacts = { name: 'Carla', product: 'Help', title: 'T', dueAt: null, zone: 'UTC' }
const ALL: PreparedFilters = { q: '', locale: null, state: null }

test.each([
  ['title', { title: 'ab' }],
  ['title', { title: 'x'.repeat(121) }],
  ['body', { body: '  ' }],
  ['body', { body: 'x'.repeat(20_001) }],
  ['body', { body: 'Dear {{customer}}' }],
  ['locale', { locale: 'xx' }],
])('the form refuses %s of %j', (field, given) => {
  const found = PreparedForm.safeParse({ title: 'A title', body: 'A body', locale: 'en', ...given })
  expect(found.error?.issues.map((issue) => issue.path[0])).toEqual([field])
  if (JSON.stringify(given).includes('customer')) expect(found.error?.issues[0]?.message).toContain('{{customer}}')
})

eachDatabase((_name, open) => {
  const set = async () => {
    const database = open()
    await database.clear()
    const services = someServices(database)
    const { db } = services
    const as = async (role: Role) => services.as(asViewer(await aMember(db, { role })))
    const [agnes, mona] = [await as('agent'), await as('moderator')]
    const version = async (id: number) =>
      (await db.selectFrom('prepared_answers').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version
    const offered = async (context: Context, q = '') => (await offerPrepared(context, q, FACTS)).map((one) => one.id)
    const approve = async (context: Context, id: number) => reviewPrepared(context, id, await version(id))
    return { database, db, services, as, agnes, mona, version, offered, approve }
  }

  describe('a prepared answer', () => {
    it('is a draft for its author alone until a colleague has reviewed it; changed, it is one again', async () => {
      const { db, agnes, mona, offered, approve, version } = await set()
      const id = await addPrepared(agnes, form({ title: 'Refund takes ten days' }))
      expect([await offered(agnes), await offered(mona)]).toEqual([[id], []])
      expect(await takePrepared(mona, id, FACTS)).toBeNull()
      await expect(approve(agnes, id)).rejects.toMatchObject({ code: 'forbidden' })

      await approve(mona, id)
      expect(await offered(mona)).toEqual([id])
      expect(await takePrepared(mona, id, FACTS)).toMatchObject({ body: 'Hello Carla.', isDraft: false })
      await expect(approve(mona, id)).rejects.toMatchObject({ code: 'conflict' })

      await editPrepared(mona, id, await version(id), form({ title: 'Refund takes a week' }))
      expect([await offered(agnes), await offered(mona)]).toEqual([[], [id]])
      await expect(approve(mona, id)).rejects.toMatchObject({ code: 'forbidden' })
      await approve(agnes, id)
      const acts = await db.selectFrom('acts').select(['verb', 'subject_kind']).orderBy('id').execute()
      expect(acts.map((act) => act.verb)).toEqual(['add', 'approve', 'edit', 'approve'])
      expect(await getPreparedView(mona, id)).toMatchObject({
        title: 'Refund takes a week',
        html: expect.stringContaining('Hello'),
        state: 'reviewed',
        isOwn: true,
        mayReview: false,
      })
    })

    it('is changed by one of two who began with the same words; the other is told', async () => {
      const { agnes, mona, database, version } = await set()
      const id = await addPrepared(agnes, form())
      const seen = await version(id)

      const made = await Promise.allSettled([
        editPrepared(agnes, id, seen, form({ title: 'The first' })),
        editPrepared({ ...mona, db: database.another() }, id, seen, form({ title: 'The second' })),
        reviewPrepared({ ...mona, db: database.another() }, id, seen),
      ])

      expect(made.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
      for (const one of made) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' })
      expect(await version(id)).toBe(seen + 1)
      await editPrepared(agnes, id, seen + 1, form({ title: 'Same' }))
    })

    it('is found whatever the case and the accents of letters', async () => {
      const { agnes, offered } = await set()
      const id = await addPrepared(agnes, form({ title: 'ÜBERWEISUNG zurück', body: 'Жалоба, ΑΓΓΕΛΟΣ, déjà vu' }))
      for (const typed of ['überweisung', 'UBERWEISUNG', 'ZURÜCK über', 'жалоба', 'ЖАЛОБА', 'αγγελος', 'Deja'])
        expect([typed, await offered(agnes, typed)]).toEqual([typed, [id]])
      for (const typed of ['%', '_', 'nothing']) expect([typed, await offered(agnes, typed)]).toEqual([typed, []])
    })

    it('counts where it went into the private part of a question, with success once the desk is done with that', async () => {
      const { db, agnes, as } = await set()
      const id = await addPrepared(agnes, form())
      const carla = await as('customer')
      const thread = await aThread(db, { author_id: carla.viewer.id, kind: 'question' })
      const { part } = await writePrivately(agnes, thread.id, { body: 'Which account?', prepared: [id] })
      await writePrivately(agnes, thread.id, { body: 'And which card?', prepared: [id] })
      const counts = async () => (await listPrepared(agnes, ALL, null)).rows.map(({ used, solved }) => [used, solved])
      expect(await counts()).toEqual([[2, 0]])

      const over = { resolved_at: NOON + HOUR, resolution: 'answered', state: 'resolved' }
      await db
        .insertInto('escalations')
        .values({ thread_id: thread.id, opened_at: NOON, ...over })
        .execute()
      expect(await counts()).toEqual([[2, 2]])
      expect(part).not.toBe(thread.id)
    })

    it('has a title of its own in its language, also of many at once, until it is retired', async () => {
      const { agnes, mona, database, version } = await set()
      const title = 'One title'
      const made = await Promise.allSettled(
        [1, 2, 3].map(() => addPrepared({ ...agnes, db: database.another() }, form({ title }))),
      )
      const ids = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      expect(ids).toHaveLength(1)
      for (const one of made)
        if (one.status === 'rejected')
          expect(one.reason).toMatchObject({ code: 'conflict', fields: { title: expect.anything() } })
      const [id = 0] = ids
      await addPrepared(agnes, form({ title, locale: 'de' }))
      await retirePrepared(mona, id, await version(id), true)
      await addPrepared(agnes, form({ title: 'ONE title' }))
      await expect(retirePrepared(mona, id, await version(id), false)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('is offered to nobody once it is retired, and comes back as it was', async () => {
      const { agnes, mona, offered, approve, version } = await set()
      const id = await addPrepared(agnes, form())
      await approve(mona, id)
      await retirePrepared(agnes, id, await version(id), true)
      expect([await offered(agnes), await offered(mona)]).toEqual([[], []])
      expect((await listPrepared(agnes, ALL, null)).rows).toEqual([])
      expect((await listPrepared(agnes, { ...ALL, state: 'retired' }, null)).rows).toMatchObject([{ id }])
      await retirePrepared(agnes, id, await version(id), false)
      expect(await offered(mona)).toEqual([id])
    })

    it('is for staff alone', async () => {
      const { as, agnes } = await set()
      const id = await addPrepared(agnes, form())
      for (const role of ['customer', 'advocate'] as const) {
        const other = await as(role)
        const tries = [
          () => addPrepared(other, form()),
          () => editPrepared(other, id, 1, form()),
          () => reviewPrepared(other, id, 1),
          () => retirePrepared(other, id, 1, true),
          () => listPrepared(other, ALL, null),
          () => getPreparedView(other, id),
          () => offerPrepared(other, '', FACTS),
          () => takePrepared(other, id, FACTS),
        ]
        for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
      }
      await expect(editPrepared(agnes, id + 1, 1, form())).rejects.toMatchObject({ code: 'not-found' })
    })

    it('is found by its words in any order, in one language or all', async () => {
      const { agnes } = await set()
      const refund = await addPrepared(agnes, form({ title: 'Refund for a lost card', body: '100% of it\\_' }))
      const card = await addPrepared(agnes, form({ title: 'Neue Karte', body: 'Your card', locale: 'de' }))
      const found = async (given: Partial<PreparedFilters>) =>
        (await listPrepared(agnes, { ...ALL, ...given }, null)).rows.map((row) => row.id).sort()
      expect(await found({ q: 'CARD refund' })).toEqual([refund])
      expect(await found({ q: 'card' })).toEqual([refund, card])
      expect(await found({ q: 'card', locale: 'de' })).toEqual([card])
      expect(await found({ q: '%' })).toEqual([refund])
      expect(await found({ q: '_' })).toEqual([refund])
      expect(await found({ q: '\\' })).toEqual([refund])
      expect(await found({ state: 'reviewed' })).toEqual([])
      expect((await listPrepared(agnes, ALL, null)).counts).toEqual({ draft: 2, reviewed: 0, retired: 0 })
    })
  })

  describe('uses', () => {
    it('are written down with the post, once, and most used ones are offered first', async () => {
      const { db, agnes, offered } = await set()
      const [a, b] = [
        await addPrepared(agnes, form({ title: 'AAA' })),
        await addPrepared(agnes, form({ title: 'BBB' })),
      ]
      const thread = await aThread(db)
      expect(await offered(agnes)).toEqual([a, b])
      const post = {
        body: 'Here you are.',
        parentId: null,
        as: 'answer',
        prepared: [b, b, 999_999],
        key: 'the-same-key',
      }
      const { postId } = await addPost(agnes, thread.id, { ...post, as: 'answer' })
      await addPost(agnes, thread.id, { ...post, as: 'answer' })
      const uses = await db.selectFrom('prepared_uses').select(['prepared_id', 'post_id', 'by_id']).execute()
      expect(uses).toEqual([{ prepared_id: b, post_id: postId, by_id: agnes.viewer.id }])
      expect(await offered(agnes)).toEqual([b, a])
    })

    it('were a success where the post was accepted, or the desk was done for good', async () => {
      const { db, agnes } = await set()
      const id = await addPrepared(agnes, form())
      const use = async (given: {
        accepted?: boolean
        reopened?: boolean
        resolved?: number
        back?: number
        open?: boolean
      }) => {
        const thread = await aThread(db)
        const post = await aPost(db, { thread_id: thread.id, created_at: NOON })
        await db.insertInto('prepared_uses').values({ prepared_id: id, post_id: post.id, at: NOON }).execute()
        await db
          .updateTable('threads')
          .set({ accepted_post_id: given.accepted ? post.id : null, reopened_at: given.reopened ? NOON : null })
          .where('id', '=', thread.id)
          .execute()
        const escalation = { thread_id: thread.id, opened_at: NOON - HOUR }
        if (given.resolved !== undefined)
          await db
            .insertInto('escalations')
            .values({ ...escalation, state: 'resolved', resolved_at: NOON + given.resolved, resolution: 'answered' })
            .execute()
        if (given.back !== undefined)
          await db
            .insertInto('escalations')
            .values({
              ...escalation,
              opened_at: NOON + given.back,
              came_back: 1,
              state: 'resolved',
              resolved_at: NOON + given.back + 1,
              resolution: 'answered',
            })
            .execute()
        if (given.open) await db.insertInto('escalations').values(escalation).execute()
      }
      const solved = async () => {
        const { rows } = await listPrepared(agnes, ALL, null)
        return rows.map((row) => [row.used, row.solved])
      }
      await use({})
      await use({ resolved: -1 })
      await use({ resolved: 1, reopened: true })
      await use({ resolved: 1, back: 2 })
      await use({ resolved: 1, open: true })
      await use({ open: true })
      expect(await solved()).toEqual([[6, 0]])
      await use({ accepted: true })
      await use({ resolved: 1 })
      expect(await solved()).toEqual([[8, 2]])
    })
  })
})
