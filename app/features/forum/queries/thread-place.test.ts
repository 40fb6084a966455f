import { expect, test } from 'vitest'
import { GUEST } from '#app/kernel/roles.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { aBrowser } from '#test/support/routes.ts'
import { someServices } from '#test/support/services.ts'
import * as threadPage from '#app/routes/public/t.$threadId.$slug.tsx'
import { addPost } from '../commands/add-post.server.ts'
import { ANSWER_ORDERS } from '../types.ts'
import { getThreadPage } from './thread-page.server.ts'

eachDatabase((_name, open) => {
  test('the address of every answer leads to the page that holds it, in every order', async () => {
    const services = someServices(open())
    const { db } = services
    const thread = await aThread(db, { kind: 'question' })
    const ids: number[] = []
    for (let n = 0; n < 65; n += 1) {
      const of = { thread_id: thread.id, kind: 'answer', created_at: 1000 + (n % 40) }
      ids.push((await aPost(db, { ...of, helpful_count: n % 3 })).id)
    }
    for (const order of ANSWER_ORDERS) {
      for (const post of ids) {
        const { answers } = await getThreadPage(services.as(GUEST), thread.id, {
          order,
          page: null,
          post,
        })
        expect(
          answers.map(({ id }) => id),
          `${order} ${post}`,
        ).toContain(post)
      }
    }
  })

  test.each(['another-slug', 'lost-bookmarks-and-more', 'x'])(
    'a thread has one address: /t/ID/%s leads there, with what was asked of it',
    async (slug) => {
      const services = someServices(open())
      const thread = await aThread(services.db, { title: 'Lost bookmarks', slug: 'lost-bookmarks' })
      const params = { threadId: String(thread.id), slug }

      const seen = await aBrowser(services).visit(threadPage.loader, `/t/${thread.id}/${slug}?order=newest`, params)

      expect([seen.status, seen.location]).toEqual([301, `/t/${thread.id}/lost-bookmarks?order=newest`])
    },
  )

  test('whoever posts the twenty-first answer is led to it, and so is who opens the link of a comment', async () => {
    const services = someServices(open())
    const { db } = services
    const writer = asViewer(await aMember(db))
    const thread = await aThread(db, { kind: 'question' })
    for (let n = 0; n < 25; n += 1) await aPost(db, { thread_id: thread.id, kind: 'answer', created_at: n })

    const sent = await addPost(services.as(writer), thread.id, {
      body: 'The last one.',
      parentId: null,
      as: 'answer',
    })
    const comment = await addPost(services.as(writer), thread.id, {
      body: 'And a comment.',
      parentId: sent.postId,
      as: 'comment',
    })

    expect(sent.address).toBe(postAddress(thread, sent.postId))
    for (const post of [sent.postId, comment.postId]) {
      expect(Number(new URL(postAddress(thread, post), 'http://x').searchParams.get('post'))).toBe(post)
      const { answers } = await getThreadPage(services.as(GUEST), thread.id, {
        order: 'helpful',
        page: null,
        post,
      })
      expect(answers.some(({ id }) => id === sent.postId)).toBe(true)
    }
  })

  test('the hundred and first comment is counted, led to, and shown by its address', async () => {
    const services = someServices(open())
    const { db } = services
    const thread = await aThread(db, { kind: 'question' })
    const answer = await aPost(db, { thread_id: thread.id, kind: 'answer' })
    const ids: number[] = []
    for (let n = 0; n < 104; n += 1)
      ids.push(
        (
          await aPost(db, {
            thread_id: thread.id,
            kind: 'comment',
            parent_id: answer.id,
            created_at: n,
          })
        ).id,
      )
    const page = (more: object) =>
      getThreadPage(services.as(GUEST), thread.id, { order: 'helpful', page: null, ...more })

    expect((await page({})).answers[0]).toMatchObject({ moreComments: 4 })
    const last = ids.at(-1) ?? 0
    for (const shown of [await page({ post: last }), await page({ comments: answer.id })]) {
      expect(shown.answers[0]?.moreComments).toBe(0)
      expect(shown.answers[0]?.comments.map(({ id }) => id)).toEqual(ids)
    }
  })

  test('an address of a post that is not there shows the first page', async () => {
    const services = someServices(open())
    const thread = await aThread(services.db, { kind: 'question' })
    await aPost(services.db, { thread_id: thread.id, kind: 'answer' })

    const page = await getThreadPage(services.as(GUEST), thread.id, {
      order: 'helpful',
      page: null,
      post: 999_999,
    })

    expect(page.answers).toHaveLength(1)
  })
})
