import { saying } from '#test/support/refusals.ts'
import { beforeEach, expect, test } from 'vitest'
import { forgetAuthor } from '#app/features/forum/jobs/forget-author.server.ts'
import type { MemberRow } from '#db/schema/accounts.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { anArticle } from '#test/support/factories/knowledge.ts'
import { quickHash } from '#test/support/factories/passwords.ts'
import { aCategory, aMember, aPost, aThread, nextNumber } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { eraseAccount } from './commands/erase-account.server.ts'
import { eraseMember } from './jobs/erase-member.server.ts'
import { sweepStore } from './jobs/sweep-store.server.ts'
import { writeOwnData } from './queries/own-data.server.ts'
import type { PostsAfter } from './types.ts'

const PASSWORD = 'a quiet afternoon'
/** Stands in everything that is theirs, so that a dump of the tables shows what was left. */
const CANARY = 'xylophage'

eachDatabase((_name, open) => {
  let services: TestServices
  beforeEach(async () => {
    await open().clear()
    services = someServices(open())
  })

  const aLeaver = async (given: Parameters<typeof aMember>[1] = {}): Promise<MemberRow> =>
    aMember(services.db, {
      handle: `${CANARY}${nextNumber()}`,
      name: `Name ${CANARY}`,
      email: `${CANARY}@example.test`,
      bio: CANARY,
      zone: `Europe/${CANARY}`,
      avatar_key: `${CANARY}-avatar-key-0001`,
      suspended_reason: CANARY,
      external_id: CANARY,
      source: 'import',
      password_hash: await quickHash(PASSWORD),
      ...given,
    })

  const erase = async (member: MemberRow, posts: PostsAfter): Promise<void> => {
    await eraseAccount(services, asViewer(member), { password: PASSWORD, handle: member.handle, posts })
    await runJob(member.id)
  }
  /** As the worker runs `member.erase`. */
  const runJob = async (id: number): Promise<void> => {
    await forgetAuthor(services, id)
    await eraseMember(services, id)
  }
  const post = (id: number) => services.db.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst()
  const thread = (id: number) => services.db.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirst()
  const dump = async (): Promise<string> => {
    const tables = (await services.db.introspection.getTables()).map((table) => table.name)
    const rows = await Promise.all(
      tables.map((name) =>
        services.db
          .selectFrom(name as 'members')
          .selectAll()
          .execute(),
      ), // the name comes from the database
    )
    return JSON.stringify(rows)
  }

  /** Everything that a member can leave behind. */
  const aLife = async (member: MemberRow) => {
    const { db } = services
    const at = services.clock.now()
    const own = { member_id: member.id }
    const category = await aCategory(db, { thread_count: 2, open_count: 2 })
    const elsewhere = await aThread(db, { category_id: category.id, same_here_count: 1, follower_count: 1 })
    const helped = await aPost(db, { thread_id: elsewhere.id, helpful_count: 1 })
    await db
      .updateTable('members')
      .set({ helpful_count: 1 })
      .where('id', '=', helped.author_id ?? 0)
      .execute()
    await db
      .insertInto('helpful')
      .values({ ...own, post_id: helped.id, at })
      .execute()
    await db
      .insertInto('same_here')
      .values({ ...own, thread_id: elsewhere.id, at })
      .execute()
    await db
      .insertInto('follows')
      .values({ ...own, kind: 'thread', subject_id: elsewhere.id, at })
      .execute()
    await db
      .insertInto('thread_reads')
      .values({ ...own, thread_id: elsewhere.id, at })
      .execute()
    await db
      .insertInto('drafts')
      .values({ ...own, key: 'ask', body: CANARY, saved_at: at })
      .execute()
    await db
      .insertInto('sessions')
      .values({ ...own, id: CANARY, created_at: at, expires_at: at + 1e9, user_agent: CANARY })
      .execute()
    await db
      .insertInto('tokens')
      .values({ ...own, token_hash: CANARY, kind: 'reset', created_at: at, expires_at: at })
      .execute()
    await db
      .insertInto('notices')
      .values({ ...own, kind: 'answer', thread_id: elsewhere.id, post_id: helped.id, created_at: at, channel: 'mail' })
      .execute()
    await db
      .insertInto('notices')
      .values({
        member_id: helped.author_id ?? 0,
        kind: 'helpful',
        post_id: helped.id,
        actor_id: member.id,
        created_at: at,
        channel: 'inbox',
      })
      .execute()
    await db
      .insertInto('flags')
      .values({ ...own, post_id: helped.id, reason: 'spam', note: CANARY, created_at: at })
      .execute()
    await db
      .insertInto('acts')
      .values({ at, member_id: null, verb: 'suspend', subject_kind: 'member', subject_id: member.id, reason: CANARY })
      .execute()
    const mail = {
      cause: CANARY,
      to_address: member.email ?? '',
      subject: CANARY,
      text: CANARY,
      html: CANARY,
      message_id: CANARY,
      created_at: at,
    }
    await db
      .insertInto('mails')
      .values({ ...mail, ...own })
      .execute()
    await db
      .insertInto('mails')
      .values({ ...mail, cause: `${CANARY} 2` })
      .execute()
    for (const kind of ['avatar', 'image']) {
      const key = `${CANARY}-${kind}-key-0001`
      await services.blobs.put(key, Buffer.from(CANARY))
      await db
        .insertInto('files')
        .values({ ...own, key, kind, mime: 'image/webp', bytes: 1, width: 1, height: 1, sha256: '', created_at: at })
        .execute()
    }
    const asked = await aThread(db, {
      category_id: category.id,
      author_id: member.id,
      title: CANARY,
      slug: CANARY,
      last_member_id: member.id,
      body: CANARY,
    })
    await db
      .insertInto('post_revisions')
      .values({ post_id: asked.opening, number: 1, title: CANARY, body: CANARY, by_id: member.id, at })
      .execute()
    const answer = await aPost(db, { thread_id: elsewhere.id, author_id: member.id, body: CANARY, once_key: CANARY })
    return { category, elsewhere, helped, asked, answer }
  }

  test('with posts removed, no word of theirs is left in any table or file, and every count is right', async () => {
    const member = await aLeaver()
    const life = await aLife(member)
    const joined = await aThread(services.db, { author_id: member.id, title: CANARY, merged_into: life.elsewhere.id })
    await services.db.deleteFrom('posts').where('id', '=', joined.opening).execute()
    await services.db
      .updateTable('threads')
      .set({ answer_count: 2, accepted_post_id: life.answer.id })
      .where('id', '=', life.elsewhere.id)
      .execute()

    await erase(member, 'remove')

    expect(await dump()).not.toContain(CANARY)
    expect(services.blobs.kept.size).toBe(0)
    expect(await thread(life.asked.id)).toBeUndefined()
    expect(await post(life.answer.id)).toBeUndefined()
    expect(await thread(life.elsewhere.id)).toMatchObject({
      same_here_count: 0,
      follower_count: 0,
      answer_count: 1,
      accepted_post_id: null,
    })
    expect((await post(life.helped.id))?.helpful_count).toBe(0)
    const category = await services.db
      .selectFrom('categories')
      .selectAll()
      .where('id', '=', life.category.id)
      .executeTakeFirst()
    expect(category?.thread_count).toBe(1)
  })

  test('with posts kept, the words stay and nothing connects them to the member or to each other', async () => {
    const member = await aLeaver()
    const life = await aLife(member)

    await erase(member, 'keep')

    expect(await post(life.answer.id)).toMatchObject({ body: CANARY, author_id: null, once_key: null })
    expect(await thread(life.asked.id)).toMatchObject({
      title: CANARY,
      author_id: null,
      last_member_id: null,
    })
    const left = JSON.parse(await dump()) as Record<string, unknown>[][]
    const pointing = left.flat().filter((row) => row['author_id'] === member.id || row['member_id'] === member.id)
    expect(pointing).toEqual([])
    expect(
      await services.db.selectFrom('members').selectAll().where('id', '=', member.id).executeTakeFirst(),
    ).toMatchObject({ name: 'A former member', email: null, password_hash: null, bio: '' })
    expect([...services.blobs.kept.keys()]).toEqual([`${CANARY}-image-key-0001`])
  })

  test('a question that others answered stays without its words, closed; their answers stay', async () => {
    const member = await aLeaver()
    const asked = await aThread(services.db, { author_id: member.id, title: CANARY, body: CANARY, answer_count: 1 })
    const answer = await aPost(services.db, { thread_id: asked.id })
    const thanks = await aPost(services.db, {
      thread_id: asked.id,
      author_id: member.id,
      kind: 'comment',
      parent_id: answer.id,
    })

    await erase(member, 'remove')

    expect(await thread(asked.id)).toMatchObject({ title: 'Removed by its author.', answer_count: 1 })
    expect((await thread(asked.id))?.closed_at).not.toBeNull()
    expect(await post(asked.opening)).toMatchObject({ body: '', html: '', author_id: null })
    expect(await post(answer.id)).toMatchObject({ body: answer.body })
    expect(await post(thanks.id)).toBeUndefined()
  })

  test('an answer with comments of others goes out of sight and loses its words; the comments stay', async () => {
    const member = await aLeaver()
    const where = await aThread(services.db, { answer_count: 1 })
    const answer = await aPost(services.db, { thread_id: where.id, author_id: member.id, body: CANARY })
    const comment = await aPost(services.db, { thread_id: where.id, kind: 'comment', parent_id: answer.id })

    await erase(member, 'remove')

    expect(await post(answer.id)).toMatchObject({ body: '', html: '', author_id: null })
    expect((await post(answer.id))?.hidden_at).not.toBeNull()
    expect(await post(comment.id)).toMatchObject({ body: comment.body })
    expect((await thread(where.id))?.answer_count).toBe(0)
  })

  test('the job run twice, or for a member who is there, changes nothing', async () => {
    const member = await aLeaver()
    await aLife(member)
    const before = await dump()
    await runJob(member.id)
    expect(await dump()).toBe(before)

    await erase(member, 'remove')
    const after = await dump()
    await runJob(member.id)
    expect(await dump()).toBe(after)
  })

  test('hundreds of posts are worked through in pages', async () => {
    const member = await aLeaver()
    const where = await aThread(services.db)
    for (let i = 0; i < 250; i += 1) {
      await aPost(services.db, { thread_id: where.id, author_id: member.id })
    }

    await erase(member, 'keep')

    const theirs = await services.db.selectFrom('posts').select('id').where('author_id', '=', member.id).execute()
    expect(theirs).toEqual([])
  })

  test('it takes the password and the typed handle', async () => {
    const member = await aLeaver()
    const viewer = asViewer(member)
    const form = { password: PASSWORD, handle: member.handle, posts: 'keep' } as const

    await expect(eraseAccount(services, viewer, { ...form, password: 'not mine' })).rejects.toMatchObject({
      fields: { password: saying('isn’t your password') },
    })
    await expect(eraseAccount(services, viewer, { ...form, handle: 'someone' })).rejects.toMatchObject({
      fields: { handle: saying('to confirm') },
    })

    expect(await dump()).toContain(`Name ${CANARY}`)
  })

  test('the only admin stays until there is another', async () => {
    const member = await aLeaver({ role: 'admin' })
    const form = { password: PASSWORD, handle: member.handle, posts: 'keep' } as const

    await expect(eraseAccount(services, asViewer(member), form)).rejects.toMatchObject({ code: 'forbidden' })
    await aMember(services.db, { role: 'admin' })
    await eraseAccount(services, asViewer(member), form)

    expect(await dump()).not.toContain(`Name ${CANARY}`)
  })

  test('the file of one’s own data holds all of it, and nobody else’s', async () => {
    const member = await aLeaver()
    const life = await aLife(member)
    await aPost(services.db, { body: 'a stranger’s words' })

    const { id } = await anArticle(services.db, { created_by: member.id })
    const own = { article_id: id, revision: 1, at: services.clock.now() }
    await services.db
      .insertInto('article_votes')
      .values({ ...own, voter_key: 'm', member_id: member.id, helpful: 0, reason: 'unclear', note: 'Which menu?' })
      .execute()
    await services.db
      .insertInto('article_votes')
      .values({ ...own, voter_key: 's', helpful: 0, reason: 'wrong', note: 'a stranger’s vote' })
      .execute()
    await services.db
      .insertInto('article_comments')
      .values({ ...own, by_id: member.id, body: CANARY })
      .execute()

    let text = ''
    for await (const piece of writeOwnData(services.db, member.id, services.clock.now())) {
      text += piece
    }

    const file = JSON.parse(text) as Record<string, unknown>
    expect(file).toMatchObject({
      profile: { email: member.email, bio: CANARY },
      posts: [
        { id: life.asked.opening, body: CANARY },
        { id: life.answer.id, body: CANARY },
      ],
      threads: [{ id: life.asked.id, title: CANARY }],
      drafts: [{ body: CANARY }],
      article_versions: [{ article_id: id, number: 1 }],
      article_comments: [{ article_id: id, body: CANARY }],
      article_votes: [{ article_id: id, note: 'Which menu?' }],
      earlier_versions: [{ body: CANARY }],
      follows: [{ subject_id: life.elsewhere.id, at: '2026-05-06T12:00:00.000Z' }],
    })
    expect(text).not.toContain('stranger')
    expect(text).not.toContain('argon2')
  })

  test('pictures of an article stay when they are old, and when who sent them leaves with all posts', async () => {
    const member = await aLeaver()
    const article = await anArticle(services.db)
    const file = {
      kind: 'image',
      mime: 'image/webp',
      bytes: 1,
      width: 1,
      height: 1,
      sha256: '',
      member_id: member.id,
      created_at: services.clock.now(),
    }
    for (const [key, article_id] of [
      ['shown-in-an-article', article.id],
      ['shown-nowhere-at-all', null],
    ] as const) {
      await services.blobs.put(key, Buffer.from('x'))
      await services.db
        .insertInto('files')
        .values({ ...file, key, article_id })
        .execute()
    }
    const kept = async () =>
      (await services.db.selectFrom('files').select(['key', 'member_id']).orderBy('key').execute()).map((row) => [
        row.key,
        row.member_id,
      ])

    services.clock.advance(200 * 24 * 3_600_000)
    await sweepStore(services)
    expect(await kept()).toEqual([['shown-in-an-article', member.id]])
    expect([...services.blobs.kept.keys()]).toEqual(['shown-in-an-article'])

    await erase(member, 'remove')
    expect(await kept()).toEqual([['shown-in-an-article', null]])
    expect([...services.blobs.kept.keys()]).toEqual(['shown-in-an-article'])
  })

  test('the sweep removes what is over and nothing else', async () => {
    const member = await aLeaver()
    await aLife(member)
    await services.db
      .updateTable('sessions')
      .set({ expires_at: services.clock.now() + 1000 })
      .execute()
    const count = async () => ({
      sessions: (await services.db.selectFrom('sessions').selectAll().execute()).length,
      drafts: (await services.db.selectFrom('drafts').selectAll().execute()).length,
    })

    await sweepStore(services)
    expect(await count()).toEqual({ sessions: 1, drafts: 1 })

    services.clock.advance(200 * 24 * 3_600_000)
    await sweepStore(services)
    expect(await count()).toEqual({ sessions: 0, drafts: 0 })
  })
})
