import { expect, test } from 'vitest'
import * as answers from '#app/routes/public/t.$threadId.answers.tsx'
import { eachDatabase } from '#test/support/databases.ts'
import { aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { refusalOfAct } from '#test/support/refusals.ts'
import { aBrowser } from '#test/support/routes.ts'
import { someServices } from '#test/support/services.ts'
import { addPost } from './add-post.server.ts'
import { editPost } from './edit-post.server.ts'

const CARD = 'My card is 4111 1111 1111 1111 and my password: Hunter2!tiger'

eachDatabase((_name, open) => {
  const set = async () => {
    const services = someServices(open())
    const writer = asViewer(await aMember(services.db))
    const thread = await aThread(services.db, { kind: 'question' })
    const opening = await aPost(services.db, { thread_id: thread.id, kind: 'opening' })
    const texts = async () =>
      (await services.db.selectFrom('posts').select('body').where('thread_id', '=', thread.id).execute()).map(
        ({ body }) => body,
      )
    return { services, writer, thread, opening, texts }
  }

  test.each(['answer', 'comment'] as const)(
    'a card number and a password in an %s are stopped once, and go through when their author is sure',
    async (as) => {
      const { services, writer, thread, opening, texts } = await set()
      const parentId = as === 'comment' ? opening.id : null
      const post = (more: object = {}) => addPost(services.as(writer), thread.id, { body: CARD, parentId, as, ...more })

      expect(await refusalOfAct(post())).toMatchObject({
        body: expect.stringMatching(/contains a card number \(4111 …111\), a password \(.*\)\. Take it out/) as string,
        sure: expect.any(String) as string,
      })
      expect(await texts()).not.toContain(CARD)
      await post({ isSure: true })
      expect(await texts()).toContain(CARD)
    },
  )

  test('an edit is stopped for what it adds, not for what stood there already', async () => {
    const { services, writer, thread, texts } = await set()
    const mine = await aPost(services.db, {
      thread_id: thread.id,
      kind: 'answer',
      author_id: writer.id,
      body: 'Write to me@home.example',
      created_at: services.clock.now(),
    })
    const edit = (body: string) => editPost(services.as(writer), mine.id, { body, reason: '', revision: 1 })

    expect(await refusalOfAct(edit(`Write to me@home.example. ${CARD}`))).toMatchObject({
      sure: expect.any(String) as string,
    })
    expect(await texts()).toContain('Write to me@home.example')
    await edit('Do write to me@home.example')
    expect(await texts()).toContain('Do write to me@home.example')
  })

  test('a private thread holds what its author writes to staff', async () => {
    const { services, writer, texts } = await set()
    const own = await aThread(services.db, {
      kind: 'question',
      author_id: writer.id,
      private_at: 1,
      listed: 0,
    })
    const opening = await aPost(services.db, {
      thread_id: own.id,
      kind: 'opening',
      author_id: writer.id,
    })
    expect(await texts()).not.toContain(CARD)

    await addPost(services.as(writer), own.id, { body: CARD, parentId: opening.id, as: 'comment' })
  })

  test('the form comes back with what was typed, what was found, and a way on', async () => {
    const { services, writer, thread, texts } = await set()
    const browser = aBrowser(services)
    await services.db.updateTable('members').set({ email_confirmed_at: 1 }).where('id', '=', writer.id).execute()
    const signedIn = await browser.sessions.start(writer.id, 'test', null)
    const cookie = signedIn.split(';')[0] ?? ''
    const member = aBrowser(services, { cookie })
    const params = { threadId: String(thread.id) }

    const stopped = await member.submit(answers.action, `/t/${thread.id}/answers`, { body: CARD, as: 'answer' }, params)
    expect(stopped).toMatchObject({
      status: 422,
      values: { body: CARD },
      errors: { sure: expect.any(String) as string },
    })
    const sent = await member.submit(
      answers.action,
      `/t/${thread.id}/answers`,
      { body: CARD, as: 'answer', sure: '1' },
      params,
    )
    expect(sent.status).toBe(302)
    expect(await texts()).toContain(CARD)
  })
})
