import { aBadge } from '#test/support/factories/badges.ts'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { mailBadges } from './jobs/settle-badges.server.ts'
import { expect, it } from 'vitest'
import { HOUR } from '#app/kernel/clock.ts'
import { DEFAULT_SITE } from '#app/platform/site.server.ts'
import * as unsubscribe from '#app/routes/public/unsubscribe.$token.tsx'
import type { MemberRow } from '#db/schema/accounts.ts'
import type { PostRow, ThreadRow } from '#db/schema/forum.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { anArticle } from '#test/support/factories/knowledge.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { aBrowser } from '#test/support/routes.ts'
import { someServices } from '#test/support/services.ts'
import { getStop, stopMails } from './commands/stop-mails.server.ts'
import { lastSeven, mailDigest, startDigests } from './jobs/mail-digest.server.ts'
import { mailDesk } from './jobs/mail-desk.server.ts'
import { mailSummary } from './jobs/mail-summary.server.ts'
import { mailRecognised } from './jobs/settle-recognised.server.ts'
import { mailNotices } from './jobs/mail-notices.server.ts'
import { tellAboutArticle } from './jobs/settle-article.server.ts'
import { settleAcceptance, settlePost } from './jobs/settle-notices.server.ts'
import { withChannels } from './queries/channels.server.ts'
import { getInbox } from './queries/inbox.server.ts'
import { standingNotices } from './queries/standing-notices.server.ts'
import { DESK_KINDS, isOfSubject, LEADS_TO_DESK, recipientsOf } from './rules.ts'
import { NOTICE_KINDS, type NoticeKind } from './types.ts'

it('tells each member once, for their nearest reason, never of their own', () => {
  const told = recipientsOf(
    [
      { memberId: 1, kind: 'moved' },
      { memberId: 1, kind: 'mention' },
      { memberId: 2, kind: 'answer' },
    ],
    2,
  )

  expect(told).toEqual([{ memberId: 1, kind: 'mention' }])
})

it('seven o’clock is that of the zone, on the days on which its clocks change as well', () => {
  const at = (text: string): number => Date.parse(text)
  const cases = [
    ['UTC', '2026-05-06T06:59Z', '2026-05-05T07:00Z'],
    ['UTC', '2026-05-06T07:00Z', '2026-05-06T07:00Z'],
    ['Europe/Vienna', '2026-03-28T12:00Z', '2026-03-28T06:00Z'],
    ['Europe/Vienna', '2026-03-29T12:00Z', '2026-03-29T05:00Z'],
    ['Europe/Vienna', '2026-10-25T04:59Z', '2026-10-24T05:00Z'],
    ['Europe/Vienna', '2026-10-25T12:00Z', '2026-10-25T06:00Z'],
    ['America/New_York', '2026-11-01T13:00Z', '2026-11-01T12:00Z'],
    ['Asia/Kolkata', '2026-05-06T01:30Z', '2026-05-06T01:30Z'],
    ['Asia/Kathmandu', '2026-05-06T01:00Z', '2026-05-05T01:15Z'],
    ['No/Such', '2026-05-06T08:00Z', '2026-05-06T07:00Z'],
  ] as const
  for (const [zone, now, seven] of cases)
    expect(new Date(lastSeven(zone, at(now))).toISOString(), `${zone} ${now}`).toBe(new Date(at(seven)).toISOString())
})

eachDatabase((_name, open) => {
  const set = async () => {
    const { db } = open()
    const services = someServices(open())
    const [asker, helper, follower] = [await aMember(db), await aMember(db), await aMember(db)]
    const thread = await aThread(db, { author_id: asker.id, title: 'Lost bookmarks' })
    for (const member of [asker, follower]) {
      await db
        .insertInto('follows')
        .values({ member_id: member.id, kind: 'thread', subject_id: thread.id, at: 1 })
        .execute()
    }
    const post = await aPost(db, {
      thread_id: thread.id,
      author_id: helper.id,
      body: 'Look into the backup.',
    })
    return { db, services, asker, helper, follower, thread, post }
  }
  const noticesOf = async (memberId: number): Promise<string[]> =>
    (
      await open().db.selectFrom('notices').select('kind').where('member_id', '=', memberId).orderBy('id').execute()
    ).map((row) => row.kind)
  const digestJobs = async (memberId: number): Promise<number> =>
    (
      await open()
        .db.selectFrom('jobs')
        .select('id')
        .where('name', '=', 'notices.digest')
        .where('subject', '=', `member:${memberId}`)
        .execute()
    ).length
  const mailsTo = (memberId: number) =>
    open().db.selectFrom('mails').selectAll().where('member_id', '=', memberId).execute()

  it('an answer tells the asker and the followers; run twice, once', async () => {
    const { services, asker, helper, follower, post } = await set()

    await settlePost(services, post.id)
    await settlePost(services, post.id)

    expect(await noticesOf(asker.id)).toEqual(['answer'])
    expect(await noticesOf(follower.id)).toEqual(['moved'])
    expect(await noticesOf(helper.id)).toEqual([])
  })

  it('a comment on what somebody else wrote is not told as one on what the asker wrote', async () => {
    const { db, services, asker, helper, follower, thread, post } = await set()
    const on = async (parent: number | null) => {
      const under = { thread_id: thread.id, author_id: follower.id, kind: 'comment', parent_id: parent }
      const comment = await aPost(db, { ...under, body: 'Where is that?' })
      await settlePost(services, comment.id)
      await settlePost(services, comment.id) // corrects what is unread
      const rows = await db
        .selectFrom('notices')
        .select(['member_id', 'kind'])
        .where('post_id', '=', comment.id)
        .orderBy('member_id')
        .execute()
      return rows.map((row) => [row.member_id, row.kind])
    }
    const own = await aPost(db, { thread_id: thread.id, author_id: asker.id, body: 'I found it myself.' })
    await db
      .insertInto('follows')
      .values({ member_id: helper.id, kind: 'thread', subject_id: thread.id, at: 1 })
      .execute()

    expect(await on(post.id)).toEqual([
      [asker.id, 'moved'],
      [helper.id, 'comment'],
    ])
    expect(await on(own.id)).toEqual([
      [asker.id, 'comment'],
      [helper.id, 'moved'],
    ])
  })

  it('who is asked for details is told so by a kind of its own, while their question waits for them', async () => {
    const { db, services, asker, helper, follower, thread } = await set()
    await db.updateTable('members').set({ role: 'agent' }).where('id', '=', helper.id).execute()
    // Whoever wants no word of comments, and no longer follows their question, still learns what stops its clock.
    await db.insertInto('notice_preferences').values({ member_id: asker.id, kind: 'comment', channel: 'off' }).execute()
    await db.deleteFrom('follows').where('member_id', '=', asker.id).execute()
    const agent = services.as({ ...asViewer(helper), role: 'agent' })
    const draft = { parentId: null, as: 'comment', asksDetails: true } as const
    const { postId } = await addPost(agent, thread.id, { ...draft, body: 'Which version is it?' })

    await settlePost(services, postId)
    await settlePost(services, postId)
    expect(await noticesOf(asker.id)).toEqual(['details'])
    expect(await noticesOf(follower.id)).toEqual(['moved'])
    const { rows } = await getInbox(services, asViewer(asker), null)
    expect(rows.map(({ words }) => words)).toEqual([`${helper.name} needs details from you`])

    await mailNotices(services, DEFAULT_SITE, asker.id, thread.id)
    const [mail] = await mailsTo(asker.id)
    expect(mail?.text).toContain(`${helper.name} needs details from you`)
    expect(mail?.text).toContain('Which version is it?')
    expect(mail?.text).toContain('the time we promised stands still')

    const again = await addPost(agent, thread.id, { ...draft, body: 'And which system?' })
    await settlePost(services, again.postId)
    await addPost(services.as(asViewer(asker)), thread.id, { body: 'Version 102.', parentId: null, as: 'comment' })
    await mailNotices(services, DEFAULT_SITE, asker.id, thread.id)
    expect(await mailsTo(asker.id)).toHaveLength(1)
  })

  it('a comment of who may not stop the clock asks for nothing', async () => {
    const { services, asker, helper, thread, db } = await set()
    const draft = { parentId: null, as: 'comment', asksDetails: true } as const
    const { postId } = await addPost(services.as(asViewer(helper)), thread.id, {
      ...draft,
      body: 'Which version is it?',
    })
    await settlePost(services, postId)
    expect(await noticesOf(asker.id)).toEqual(['comment'])
    expect(await db.selectFrom('threads').select('details_asked_at').executeTakeFirst()).toEqual({
      details_asked_at: null,
    })
  })

  it('several events on one thread make one mail, with the answer in full', async () => {
    const { db, services, asker, helper, thread, post } = await set()
    const second = await aPost(db, {
      thread_id: thread.id,
      author_id: helper.id,
      body: 'Or restore it.',
    })
    await settlePost(services, post.id)
    await settlePost(services, second.id)

    await mailNotices(services, DEFAULT_SITE, asker.id, thread.id)
    await mailNotices(services, DEFAULT_SITE, asker.id, thread.id)

    const mails = await mailsTo(asker.id)
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ subject: 'Lost bookmarks', to_address: asker.email })
    expect(mails[0]?.text).toContain('Look into the backup.')
    expect(mails[0]?.text).toContain('Or restore it.')
    expect(JSON.parse(mails[0]?.headers ?? '{}')).toMatchObject({
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
  })

  it('check 9: nothing is mailed of what the reader may no longer see', async () => {
    const { db, services, asker, thread, post } = await set()
    await settlePost(services, post.id)
    await db.updateTable('posts').set({ hidden_at: 5 }).where('id', '=', post.id).execute()

    await mailNotices(services, DEFAULT_SITE, asker.id, thread.id)

    expect(await mailsTo(asker.id)).toEqual([])
    expect((await getInbox(services, asViewer(asker), null)).rows).toEqual([])
    const told = await db.selectFrom('notices').select('id').where('member_id', '=', asker.id).execute()
    expect(told).toHaveLength(1)
    const ids = told.map(({ id }) => id)
    expect(await standingNotices(db, asker.id, ids, services.clock.now())).toEqual(new Set())
  })

  it('check 9: who lost access hears nothing, whatever they follow', async () => {
    const { db, services, follower, thread, post } = await set()
    const category = await aCategory(db, { access: 'restricted', roles: 'agent' })
    await db.updateTable('threads').set({ category_id: category.id }).where('id', '=', thread.id).execute()

    await settlePost(services, post.id)

    expect(await noticesOf(follower.id)).toEqual([])
  })

  it('respects what a member chose: off, inbox, digest', async () => {
    const { db, services, asker, follower, thread, post } = await set()
    await db
      .insertInto('notice_preferences')
      .values([
        { member_id: asker.id, kind: 'answer', channel: 'off' },
        { member_id: follower.id, kind: 'moved', channel: 'inbox' },
      ])
      .execute()

    await settlePost(services, post.id)
    await mailNotices(services, DEFAULT_SITE, follower.id, thread.id)

    expect(await noticesOf(asker.id)).toEqual([])
    expect(await noticesOf(follower.id)).toEqual(['moved'])
    expect(await mailsTo(follower.id)).toEqual([])
  })

  it('an edit of an old post is no news for who came to the thread later', async () => {
    const { db, services, thread, post } = await set()
    const late = await aMember(db)
    await db
      .insertInto('follows')
      .values({
        member_id: late.id,
        kind: 'thread',
        subject_id: thread.id,
        at: post.created_at + 1,
      })
      .execute()

    await settlePost(services, post.id)

    expect(await noticesOf(late.id)).toEqual([])
  })

  it('many followers are told in a handful of queries, once each', async () => {
    const { db, services, thread, post } = await set()
    const ids: number[] = []
    for (let n = 0; n < 60; n += 1) ids.push((await aMember(db)).id)
    await db
      .insertInto('follows')
      .values(ids.map((id) => ({ member_id: id, kind: 'thread', subject_id: thread.id, at: 1 })))
      .execute()
    let queries = 0
    const counting = db.withPlugin({
      transformQuery: ({ node }) => {
        queries += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })

    await settlePost({ ...services, db: counting }, post.id)
    await settlePost(services, post.id)

    for (const id of ids) expect(await noticesOf(id)).toEqual(['moved'])
    expect(queries).toBeLessThan(25)
  })

  it('two workers at one mail send each notice once', async () => {
    const { services, asker, thread, post } = await set()
    await settlePost(services, post.id)
    const other = { ...services, db: open().another() }

    await Promise.all([
      mailNotices(services, DEFAULT_SITE, asker.id, thread.id),
      mailNotices(other, DEFAULT_SITE, asker.id, thread.id),
    ])

    expect(await mailsTo(asker.id)).toHaveLength(1)
  })

  it('check 4: staff who are suspended hear nothing that is for staff', async () => {
    const { db, services, thread, post } = await set()
    const agent = await aMember(db, { role: 'agent', suspended_at: 1 })
    await db
      .insertInto('follows')
      .values({ member_id: agent.id, kind: 'thread', subject_id: thread.id, at: 1 })
      .execute()
    await db.updateTable('threads').set({ private_at: 5 }).where('id', '=', thread.id).execute()

    await settlePost(services, post.id)

    expect(await noticesOf(agent.id)).toEqual([])
  })

  it('a digest holds what moved, once, and is never empty', async () => {
    const { db, services, follower, post } = await set()
    await settlePost(services, post.id)

    await startDigests(services, DEFAULT_SITE)
    expect(await digestJobs(follower.id)).toBe(0)
    services.clock.advance(19 * HOUR)
    await startDigests(services, DEFAULT_SITE)
    const jobs = await db.selectFrom('jobs').select('subject').where('name', '=', 'notices.digest').execute()
    expect(jobs.map((job) => job.subject)).toContain(`member:${follower.id}`)
    await mailDigest(services, DEFAULT_SITE, follower.id)
    await mailDigest(services, DEFAULT_SITE, follower.id)

    const mails = await mailsTo(follower.id)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain('Lost bookmarks')
  })

  it('a digest leaves at seven where its reader is, once, also when the worker was away', async () => {
    const { db, services, follower, thread, helper, post } = await set()
    await db.updateTable('members').set({ zone: 'America/New_York' }).where('id', '=', follower.id).execute()
    services.clock.set(Date.parse('2026-05-06T12:00Z')) // 08:00 there
    await settlePost(services, post.id)
    const run = async (at: string): Promise<number> => {
      services.clock.set(Date.parse(at))
      await startDigests(services, { ...DEFAULT_SITE, zone: 'Europe/Vienna' })
      const jobs = await digestJobs(follower.id)
      await db.deleteFrom('jobs').where('subject', '=', `member:${follower.id}`).execute()
      if (jobs > 0) await mailDigest(services, DEFAULT_SITE, follower.id)
      return (await mailsTo(follower.id)).length
    }

    expect(await run('2026-05-07T07:00Z')).toBe(0)
    expect(await run('2026-05-07T10:45Z')).toBe(0)
    // The worker was away at seven, which was 11:00 UTC.
    expect(await run('2026-05-07T15:15Z')).toBe(1)
    const next = await aPost(db, { thread_id: thread.id, author_id: helper.id, body: 'More.' })
    await settlePost(services, next.id)
    expect(await run('2026-05-07T15:30Z')).toBe(1)
    // In another zone it is seven o'clock again soon.
    await db.updateTable('members').set({ zone: 'Asia/Tokyo' }).where('id', '=', follower.id).execute()
    expect(await run('2026-05-07T22:00Z')).toBe(1)
    expect(await run('2026-05-08T22:00Z')).toBe(2)
  })

  it('a digest lists twenty-five threads, says how many more, and calls nothing else told', async () => {
    const { db, services, follower, helper } = await set()
    const titles: string[] = []
    for (let n = 0; n < 30; n += 1) {
      const title = `Matter number ${n} of many`
      const thread = await aThread(db, { title })
      await db
        .insertInto('follows')
        .values({ member_id: follower.id, kind: 'thread', subject_id: thread.id, at: 1 })
        .execute()
      const post = await aPost(db, { thread_id: thread.id, author_id: helper.id })
      await settlePost(services, post.id)
      // The first is hidden before the digest leaves.
      if (n === 0) await db.updateTable('posts').set({ hidden_at: 5 }).where('id', '=', post.id).execute()
      else titles.push(title)
    }
    services.clock.advance(24 * HOUR)

    await mailDigest(services, DEFAULT_SITE, follower.id)

    const [mail] = await mailsTo(follower.id)
    expect(titles.filter((title) => mail?.text.includes(title))).toHaveLength(25)
    expect(mail?.text).toContain('And 4 more threads in your inbox')
    expect(mail?.text).toContain('/inbox')
    const rows = await db
      .selectFrom('notices')
      .select(['channel', 'mailed_at'])
      .where('member_id', '=', follower.id)
      .execute()
    expect(rows.filter((row) => row.mailed_at !== null)).toHaveLength(29)
    expect(rows.filter((row) => row.channel === 'inbox' && row.mailed_at === null)).toHaveLength(1)
  })

  it('who is suspended has no digest, and nothing is called told', async () => {
    const { db, services, follower, post } = await set()
    await settlePost(services, post.id)
    await db.updateTable('members').set({ suspended_at: 1 }).where('id', '=', follower.id).execute()

    await mailDigest(services, DEFAULT_SITE, follower.id)

    expect(await mailsTo(follower.id)).toEqual([])
    const rows = await db.selectFrom('notices').select('mailed_at').where('member_id', '=', follower.id).execute()
    expect(rows).toEqual([{ mailed_at: null }])
  })

  it('tells the author of an accepted answer, and takes the word back with the acceptance', async () => {
    const { db, services, asker, helper, thread, post } = await set()
    const accept = (id: number | null) =>
      db
        .updateTable('threads')
        .set({ accepted_post_id: id, accepted_at: 5, accepted_by: asker.id })
        .where('id', '=', thread.id)
        .execute()
    await accept(post.id)

    await settleAcceptance(services, thread.id)
    expect(await noticesOf(helper.id)).toEqual(['accepted'])
    await accept(null)
    await settleAcceptance(services, thread.id)

    expect(await noticesOf(helper.id)).toEqual([])
  })

  it('check 17: looking at the link of a mail stops nothing; sending its form does', async () => {
    const { db, services, asker, thread, post } = await set()
    await settlePost(services, post.id)
    await mailNotices(services, DEFAULT_SITE, asker.id, thread.id)
    const token = /unsubscribe\/(\S+)/.exec((await mailsTo(asker.id))[0]?.text ?? '')?.[1] ?? ''
    const follows = () =>
      db
        .selectFrom('follows')
        .select('at')
        .where('member_id', '=', asker.id)
        .where('subject_id', '=', thread.id)
        .execute()

    expect(await getStop(services, token)).toMatchObject({ threadTitle: 'Lost bookmarks' })
    expect(await follows()).toHaveLength(1)
    await stopMails(services, token)
    await stopMails(services, token)

    expect(await follows()).toHaveLength(0)
    await expect(getStop(services, `${token}x`)).rejects.toMatchObject({ code: 'not-found' })
    await expect(getStop(services, `thread-${asker.id}-${thread.id}.AAAA`)).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  const FOLLOWS = ['you follow “Lost bookmarks”', 'emails you get because you follow “Lost bookmarks”'] as const
  const KINDS: Readonly<Record<NoticeKind, readonly [because: string, stops: string]>> = {
    answer: FOLLOWS,
    moved: FOLLOWS,
    comment: ['it’s about something you wrote or asked', 'Somebody comments on something I wrote'],
    details: ['your question waits for details from you', 'I’m asked for details, and my question waits for me'],
    mention: ['somebody mentioned you', 'Somebody mentions me'],
    accepted: ['it’s about an answer of yours', 'My answer solved a question'],
    helpful: ['it’s about an answer of yours', 'My answer was found helpful'],
    outcome: ['you asked the question', 'I’m asked whether my question was solved'],
    article: ['you asked what the article answers', 'A question of mine became an article'],
    credited: ['part of the article is yours', 'Something I wrote became part of an article'],
    verdict: ['you wrote for this article', 'My article or edit was reviewed'],
    'review-due': ['you look after this article', 'One of my articles is due for another look'],
    'to-review': ['you can review articles', 'An article is waiting for my review (staff)'],
    flagged: ['you’re a moderator', 'Somebody reported a post (moderators)'],
    'source-gone': ['you look after this article', 'A source of one of my articles is gone'],
    invited: [
      'you’ve answered questions like this one well',
      'I’m asked to help with a question I could know the answer to',
    ],
    received: ['you asked the question', 'We have my question, and when I’ll hear from someone'],
    escalated: ['you asked the question', 'My question goes to the support team'],
    closed: ['you asked the question', 'My question is closed'],
    'closing-soon': ['you asked the question', 'My question will be closed soon'],
    'desk-summary': ['you lead the desk', 'A summary of the desk each morning (moderators)'],
    yours: ['you work at the desk', 'A question at the desk becomes mine (staff)'],
    'private-asked': ['you work at the desk', 'Somebody asks privately (staff)'],
    'private-part': ['you asked the question', 'Staff write to me privately about my question'],
    noted: ['you work at the desk', 'A colleague mentions me in a note at the desk (staff)'],
    badge: ['you earned it', 'I earn a badge'],
    recognised: ['it’s about you', 'I’m thanked, or reach a level'],
    programme: ['you take part here', 'Missions, rewards, panels and stories'],
    'to-desk': ['you work at the desk', 'A question reaches the desk or my team (staff)'],
  }
  const OF_ARTICLES: readonly NoticeKind[] = [
    'article',
    'credited',
    'verdict',
    'review-due',
    'to-review',
    'source-gone',
  ]

  /** A mail says only what is so. */
  const makeTrue = async (kind: NoticeKind, asker: MemberRow, thread: ThreadRow, post: PostRow) => {
    const { db } = open()
    const change = (patch: Partial<ThreadRow>) =>
      db.updateTable('threads').set(patch).where('id', '=', thread.id).execute()
    const once = { post_id: post.id, member_id: post.author_id }
    if (kind === 'mention')
      await db
        .updateTable('posts')
        .set({ html: `<p><a href="/members/${asker.handle}">@${asker.handle}</a></p>` })
        .where('thread_id', '=', thread.id)
        .execute()
    if (kind === 'details') {
      await change({ details_asked_at: 1 })
      await db.updateTable('posts').set({ asks_details: 1 }).where('id', '=', post.id).execute()
    }
    if (kind === 'accepted') await change({ accepted_post_id: post.id })
    if (kind === 'outcome') await change({ answer_count: 1 })
    if (kind === 'closed') await change({ closed_at: 1, closed_reason: 'Too old' })
    if (kind === 'received') await change({ due_at: NOON + HOUR })
    if (kind === 'closing-soon') await change({ closing_at: 9 })
    if (kind === 'private-asked') await change({ private_at: 1 })
    if (kind === 'invited')
      await db
        .insertInto('invitations')
        .values({ thread_id: thread.id, member_id: asker.id, at: 1 })
        .onConflict((c) => c.doNothing())
        .execute()
    if (kind === 'recognised')
      await db
        .insertInto('thanks')
        .values({ id: 1, to_id: asker.id, words: 'You took an hour for this.', at: NOON })
        .onConflict((c) => c.doNothing())
        .execute()
    if (kind === 'programme') {
      const mission = { id: 1, title: 'Ten answers', goal: '{}', target: 10, starts_at: 1, created_at: 1 }
      await db
        .insertInto('missions')
        .values({ ...mission, ends_at: NOON + HOUR })
        .onConflict((c) => c.doNothing())
        .execute()
      await db
        .insertInto('mission_members')
        .values({ mission_id: 1, member_id: asker.id, invited_at: NOON })
        .onConflict((c) => c.doNothing())
        .execute()
    }
    if (kind === 'desk-summary')
      await db.updateTable('members').set({ role: 'moderator' }).where('id', '=', asker.id).execute()
    if (kind === 'escalated' || kind === 'desk-summary' || LEADS_TO_DESK.has(kind))
      await db
        .insertInto('escalations')
        .values({ thread_id: thread.id, opened_at: 1, owner_id: kind === 'yours' ? asker.id : null })
        .onConflict((c) => c.doNothing())
        .execute()
    if (kind === 'helpful')
      await db
        .insertInto('helpful')
        .values({ ...once, member_id: post.author_id ?? 0, at: 1 })
        .onConflict((c) => c.doNothing())
        .execute()
    if (kind === 'flagged')
      await db
        .insertInto('flags')
        .values({ ...once, reason: 'spam', note: '', created_at: 1 })
        .onConflict((c) => c.doNothing())
        .execute()
  }

  it.each(NOTICE_KINDS)('a mail of the kind “%s” says why it comes, and its link stops that', async (kind) => {
    const { db, services, asker, thread, post } = await set()
    const [because, stops] = KINDS[kind]
    const choose = { member_id: asker.id, kind, channel: 'mail' }
    await db.insertInto('notice_preferences').values(choose).execute()
    const tell = async () => {
      if (OF_ARTICLES.includes(kind)) {
        const article = await anArticle(db, { published_revision: 1 })
        await tellAboutArticle(services, DEFAULT_SITE, article, [{ memberId: asker.id, kind }])
        return
      }
      const about = { thread_id: thread.id, post_id: post.id, created_at: 5 }
      await db.deleteFrom('notices').where('member_id', '=', asker.id).execute()
      await makeTrue(kind, asker, thread, post)
      await db
        .insertInto('notices')
        .values({ ...choose, ...about, actor_id: kind === 'helpful' ? post.author_id : null })
        .execute()
      if (kind === 'badge') {
        const award = { badge_id: (await aBadge(db)).id, version: 1, member_id: asker.id, at: 5, told_at: 5 }
        const notice = await db.selectFrom('notices').select('id').where('kind', '=', kind).executeTakeFirstOrThrow()
        await db
          .insertInto('awards')
          .values({ ...award, uid: `award ${award.badge_id}`, notice_id: notice.id })
          .execute()
        await mailBadges(services, DEFAULT_SITE, asker.id)
        return
      }
      if (isOfSubject(kind)) {
        await db
          .updateTable('notices')
          .set({
            subject_kind: kind === 'recognised' ? 'thanks' : 'mission',
            subject_id: 1,
            thread_id: null,
            post_id: null,
          })
          .where('member_id', '=', asker.id)
          .execute()
        await mailRecognised(services, DEFAULT_SITE, asker.id)
      } else if (kind === 'desk-summary') await mailSummary(services, DEFAULT_SITE, asker.id)
      else if (DESK_KINDS.has(kind)) await mailDesk(services, DEFAULT_SITE, asker.id)
      else await mailNotices(services, DEFAULT_SITE, asker.id, thread.id)
    }
    const isFollowed = async () =>
      (await db.selectFrom('follows').select('at').where('member_id', '=', asker.id).execute()).length > 0
    const channelOf = async () => (await withChannels(db, [{ memberId: asker.id, kind }]))[0]?.channel
    await tell()
    const [mail] = await mailsTo(asker.id)
    const token = /unsubscribe\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
    const browser = aBrowser(services)

    expect(mail?.text).toContain(`You’re getting this because ${because}.`)
    const headers = JSON.parse(mail?.headers ?? '{}') as Record<string, string>
    expect(headers['List-Unsubscribe']).toContain(token)
    const shown = await browser.visit(unsubscribe.loader, '/unsubscribe/x', { token })
    const { title, kind: named } = shown.data as { title: string; kind: string }
    expect(stops).toContain(title || named)
    expect([await isFollowed(), await channelOf()]).toEqual([true, 'mail'])
    await tell()
    await browser.submit(unsubscribe.action, '/unsubscribe/x', { 'List-Unsubscribe': 'One-Click' }, { token })

    const isThread = kind === 'answer' || kind === 'moved'
    expect([await isFollowed(), await channelOf()]).toEqual([!isThread, isThread ? 'mail' : 'inbox'])
  })

  it('a stopped kind takes along what waits to be mailed, and an old link gives no more than was chosen since', async () => {
    const { db, services, asker, thread, post } = await set()
    const mention = { member_id: asker.id, kind: 'mention', channel: 'mail' }
    const about = { thread_id: thread.id, post_id: post.id, created_at: 5 }
    await makeTrue('mention', asker, thread, post)
    await db
      .insertInto('notices')
      .values({ ...mention, ...about })
      .execute()
    await mailNotices(services, DEFAULT_SITE, asker.id, thread.id)
    const token = /unsubscribe\/(\S+)/.exec((await mailsTo(asker.id))[0]?.text ?? '')?.[1] ?? ''
    const second = await aPost(db, { thread_id: thread.id })
    await makeTrue('mention', asker, thread, post)
    await db
      .insertInto('notices')
      .values({ ...mention, ...about, post_id: second.id })
      .execute()

    await stopMails(services, token)
    await mailNotices(services, DEFAULT_SITE, asker.id, thread.id)

    expect(await mailsTo(asker.id)).toHaveLength(1)
    expect(await noticesOf(asker.id)).toEqual(['mention', 'mention'])
    await db.updateTable('notice_preferences').set({ channel: 'off' }).where('member_id', '=', asker.id).execute()
    await stopMails(services, token)
    expect((await withChannels(db, [{ memberId: asker.id, kind: 'mention' }]))[0]?.channel).toBe('off')
  })
})
