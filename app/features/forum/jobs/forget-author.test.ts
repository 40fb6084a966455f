import { expect, test } from 'vitest'
import { readSaying } from '#app/locale/saying.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices } from '#test/support/services.ts'
import { getThreadPage } from '../queries/thread-page.server.ts'
import { forgetAuthor } from './forget-author.server.ts'

eachDatabase((_name, open) => {
  test('what an author took back is said in the reader’s words, and no sentence of ours is kept', async () => {
    const services = someServices(open())
    const { db } = services
    const leaver = await aMember(db)
    const { id } = await aThread(db, { author_id: leaver.id, answer_count: 1 })
    const answer = await aPost(db, { thread_id: id, author_id: leaver.id })
    await aPost(db, { thread_id: id, kind: 'comment', parent_id: answer.id })
    await db.updateTable('members').set({ erased_at: 1, posts_after: 'remove' }).where('id', '=', leaver.id).execute()

    await forgetAuthor(services, leaver.id)

    const thread = await db.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const hidden = await db.selectFrom('posts').selectAll().where('id', '=', answer.id).executeTakeFirstOrThrow()
    expect(readSaying(thread.closed_reason ?? '')).not.toBeNull()
    expect(readSaying(hidden.hidden_reason ?? '')).not.toBeNull()
    const staff = asViewer(await aMember(db, { role: 'moderator' }))
    const page = await getThreadPage(services.as(staff), id, { order: 'helpful', page: null })
    expect(page.opening.html).toBeNull()
    expect(page.closed?.reason).toBe('The person who asked removed this question.')
    expect(page.answers[0]).toMatchObject({ html: null, hidden: { reason: 'Removed by its author.' } })
  })
})
