import { afterEach, beforeEach, expect, test } from 'vitest'
import { eraseAccount } from '#app/features/accounts/commands/erase-account.server.ts'
import { joinMission, startMission } from '#app/features/missions/commands/save-mission.server.ts'
import { getMission } from '#app/features/missions/queries/missions.server.ts'
import { MissionForm } from '#app/features/missions/schemas.ts'
import { answerPanel, declinePanel } from '#app/features/panels/commands/answer-panel.server.ts'
import { voteArticle } from '#app/features/knowledge/commands/vote-article.server.ts'
import { flagPost } from '#app/features/moderation/commands/flag-post.server.ts'
import { openPanel } from '#app/features/panels/commands/hold-panel.server.ts'
import { inviteToPanel } from '#app/features/panels/commands/invite-to-panel.server.ts'
import { addPanel, addQuestion } from '#app/features/panels/commands/prepare-panel.server.ts'
import { getPanelPage } from '#app/features/panels/queries/panels.server.ts'
import { PanelForm, QuestionForm } from '#app/features/panels/schemas.ts'
import { acceptAnswer, withdrawAcceptance } from '#app/features/forum/commands/accept-answer.server.ts'
import { mergeThread } from '#app/features/forum/commands/merge-thread.server.ts'
import { hidePost } from '#app/features/forum/commands/moderate-post.server.ts'
import { splitThread } from '#app/features/forum/commands/split-thread.server.ts'
import { setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { voteHelpful } from '#app/features/forum/commands/vote.server.ts'
import { DAY } from '#app/kernel/clock.ts'
import type { MemberViewer, Role } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { anArticle, aTopic } from '#test/support/factories/knowledge.ts'
import { quickHash } from '#test/support/factories/passwords.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { aWorld, type World } from '#test/support/world.ts'
import { rebuildPoints } from './commands/rebuild-points.server.ts'
import { collectArticlePoints, collectEased } from './jobs/collect-points.server.ts'
import { findRingsAgain } from './jobs/find-rings.server.ts'
import { countWrongPoints } from './queries/wrong-points.server.ts'
import { DEFAULT_POINT_RULES } from './types.ts'

const PASSWORD = 'a quiet afternoon'
const { weights, pairCap, dayCap } = DEFAULT_POINT_RULES

eachDatabase((_name, open) => {
  let world: World
  let category: number
  beforeEach(async () => {
    await open().clear()
    world = await aWorld(open())
    category = (await aCategory(world.db)).id
  })
  afterEach(async () => {
    // Whatever a story did, what is summed agrees with the ledger, and collecting it anew changes nothing.
    await world.worker.drain()
    const before = await sums()
    expect(await countWrongPoints(world.db)).toBe(0)
    await rebuildPoints(world, 'UTC')
    expect(await sums()).toEqual(before)
    await world.close()
  })

  type Person = Context & { readonly viewer: MemberViewer }
  const person = async (role: Role = 'customer'): Promise<Person> => ({
    ...world,
    viewer: asViewer(await aMember(world.db, { role })),
  })
  const sums = () =>
    world.db
      .selectFrom('standings')
      .select(['member_id', 'points', 'accepted', 'helpful'])
      .orderBy('member_id')
      .execute()
  const pointsOf = async ({ viewer }: Person): Promise<number> => {
    // Votes come in flocks, and are counted once a flock.
    world.clock.advance(30_000)
    await world.worker.drain()
    const row = await world.db
      .selectFrom('standings')
      .select('points')
      .where('member_id', '=', viewer.id)
      .executeTakeFirst()
    return row?.points ?? 0
  }
  /** A question of `asker` that `helper` answered `days` later. */
  const answered = async (asker: Person, helper: Person, days = 0) => {
    const now = world.clock.now()
    const thread = await aThread(world.db, {
      author_id: asker.viewer.id,
      category_id: category,
      created_at: now - days * DAY - 1000,
      answer_count: 1,
    })
    const post = await aPost(world.db, { thread_id: thread.id, author_id: helper.viewer.id, created_at: now })
    return { thread: thread.id, post: post.id }
  }

  test('an accepted answer earns points, which go when the acceptance does and come back with it', async () => {
    const [asker, helper] = [await person(), await person()]
    const { post } = await answered(asker, helper)
    expect(await pointsOf(helper)).toBe(0)
    await acceptAnswer(asker, post)
    expect(await pointsOf(helper)).toBe(weights.accepted + weights.solved)
    await withdrawAcceptance(asker, post)
    expect(await pointsOf(helper)).toBe(0)
    await acceptAnswer(asker, post)
    expect(await pointsOf(helper)).toBe(weights.accepted + weights.solved)
    expect(await pointsOf(asker)).toBe(0)
  })

  test('a vote counts only when somebody who is not staff found it helpful too, and goes with the vote', async () => {
    const [asker, helper, agent] = [await person(), await person(), await person('agent')]
    const { post } = await answered(asker, helper)
    await voteHelpful(agent, post, true)
    expect(await pointsOf(helper)).toBe(0)
    await voteHelpful(asker, post, true)
    expect(await pointsOf(helper)).toBe(2 * weights.helpful)
    await voteHelpful(asker, post, false)
    expect(await pointsOf(helper)).toBe(0)
  })

  test('the first answer that helped after a long wait earns more the longer it waited; nothing for one’s own threads', async () => {
    const [asker, helper, other] = [await person(), await person(), await person()]
    const { post } = await answered(asker, helper, 5)
    await voteHelpful(other, post, true)
    expect(await pointsOf(helper)).toBe(weights.helpful + 5 * weights.waited)
    const own = await answered(asker, asker, 9)
    await acceptAnswer(asker, own.post)
    await voteHelpful(other, own.post, true)
    expect(await pointsOf(asker)).toBe(0)
  })

  test('what staff find wrong loses all it earned', async () => {
    const [asker, helper, moderator] = [await person(), await person(), await person('moderator')]
    const { post } = await answered(asker, helper)
    await acceptAnswer(asker, post)
    await voteHelpful(asker, post, true)
    expect(await pointsOf(helper)).toBe(weights.accepted + weights.solved + weights.helpful)
    await withdrawAcceptance(moderator, post, 'It deletes the profile.')
    expect(await pointsOf(helper)).toBe(0)
  })

  test('credit outlives old content that is hidden, but not what is hidden at once', async () => {
    const [asker, helper, moderator] = [await person(), await person(), await person('moderator')]
    const [old, fresh] = [await answered(asker, helper), await answered(asker, helper)]
    await acceptAnswer(asker, old.post)
    await world.worker.drain()
    world.clock.advance(40 * DAY)
    await acceptAnswer(asker, fresh.post)
    const earned = 2 * (weights.accepted + weights.solved)
    expect(await pointsOf(helper)).toBe(earned)
    await hidePost(moderator, old.post, 'Out of date')
    expect(await pointsOf(helper)).toBe(earned)
    await hidePost(moderator, fresh.post, 'Spam')
    expect(await pointsOf(helper)).toBe(earned / 2)
  })

  test('merging and making private takes no credit away', async () => {
    const [asker, helper, moderator] = [await person(), await person(), await person('moderator')]
    const [one, other] = [await answered(asker, helper), await answered(asker, helper)]
    await voteHelpful(asker, one.post, true)
    await acceptAnswer(asker, other.post)
    const earned = weights.helpful + weights.accepted + weights.solved
    expect(await pointsOf(helper)).toBe(earned)
    await mergeThread(moderator, one.thread, other.thread, 'The same question')
    expect(await pointsOf(helper)).toBe(earned)
    world.clock.advance(1000)
    await setThreadState(moderator, other.thread, 'make private', 'Account data')
    expect(await pointsOf(helper)).toBe(earned)
  })

  test('splitting takes no credit away, and an answer that became a question earns no more', async () => {
    const [asker, first, second, moderator] = [
      await person(),
      await person(),
      await person(),
      await person('moderator'),
    ]
    const { thread, post } = await answered(asker, first)
    const other = await aPost(world.db, {
      thread_id: thread,
      author_id: second.viewer.id,
      created_at: world.clock.now() + 1,
    })
    await voteHelpful(asker, post, true)
    await voteHelpful(asker, other.id, true)
    expect([await pointsOf(first), await pointsOf(second)]).toEqual([weights.helpful, weights.helpful])
    const split = await splitThread(moderator, thread, [post, other.id], 'Where is the backup', 'Another question')
    expect([await pointsOf(first), await pointsOf(second)]).toEqual([weights.helpful, weights.helpful])

    // What moved along is an answer to a question of its own now, which its asker may accept.
    const made = Number(/\/t\/(\d+)/.exec(split.address)?.[1])
    await acceptAnswer(first, other.id)
    expect(await pointsOf(second)).toBe(weights.helpful + weights.accepted + weights.solved)
    await expect(voteHelpful(second, post, true)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await pointsOf(first)).toBe(weights.helpful)
    expect(made).not.toBe(thread)
  })

  test('a clock that is set back takes nothing away, counts nothing twice and tells of nothing again', async () => {
    const [asker, helper] = [await person(), await person()]
    const one = await answered(asker, helper)
    await acceptAnswer(asker, one.post)
    const each = weights.accepted + weights.solved
    expect(await pointsOf(helper)).toBe(each)
    const later = world.clock.now()

    world.clock.set(later - 3 * DAY)
    expect(await pointsOf(helper)).toBe(each)
    const other = await answered(asker, helper)
    await acceptAnswer(asker, other.post)
    expect(await pointsOf(helper)).toBe(2 * each)
    await withdrawAcceptance(asker, one.post)
    expect(await pointsOf(helper)).toBe(each)
    await acceptAnswer(asker, one.post)
    expect(await pointsOf(helper)).toBe(2 * each)

    world.clock.set(later)
    expect(await pointsOf(helper)).toBe(2 * each)
    const told = await world.db
      .selectFrom('notices')
      .select(['kind', 'post_id'])
      .where('member_id', '=', helper.viewer.id)
      .where('kind', '=', 'accepted')
      .execute()
    expect(told.map((row) => row.post_id).toSorted()).toEqual([one.post, other.post].toSorted())
  })

  test('one member brings another no more than the cap a month, and a day has a cap too', async () => {
    const [asker, helper] = [await person(), await person()]
    for (let n = 0; n < 6; n += 1) await acceptAnswer(asker, (await answered(asker, helper)).post)
    expect(await pointsOf(helper)).toBe(pairCap)
    for (let n = 0; n < 20; n += 1) {
      const another = await person()
      await acceptAnswer(another, (await answered(another, helper)).post)
    }
    expect(await pointsOf(helper)).toBe(dayCap)
  })

  test('a ring of six gains no more than the cap of one pair, and stands in the report; honest helpers do not', async () => {
    const ring = await Promise.all(Array.from({ length: 6 }, () => person()))
    const honest = await person()
    for (const asker of ring)
      for (const helper of ring)
        if (asker !== helper)
          for (let n = 0; n < 1; n += 1) await acceptAnswer(asker, (await answered(asker, helper)).post)
    for (let n = 0; n < 5; n += 1) {
      const asker = await person()
      await acceptAnswer(asker, (await answered(asker, honest)).post)
    }
    await world.worker.drain()
    await findRingsAgain(world)
    for (const member of ring) expect(await pointsOf(member)).toBe(pairCap)
    expect(await pointsOf(honest)).toBe(5 * (weights.accepted + weights.solved))
    const found = await world.db.selectFrom('suspicions').select(['kind', 'members']).execute()
    const ids = ring.map(({ viewer }) => viewer.id).sort((a, b) => a - b)
    expect(found).toEqual([{ kind: 'ring', members: JSON.stringify(ids) }])
  })

  test('whoever erases their account takes their ledger along, and leaves what others earned from them', async () => {
    const [asker, helper] = [await person(), await person()]
    const { post } = await answered(asker, helper)
    await acceptAnswer(asker, post)
    await voteHelpful(asker, post, true)
    const { post: second } = await answered(helper, asker)
    await acceptAnswer(helper, second)
    const earned = weights.accepted + weights.solved + weights.helpful
    expect(await pointsOf(helper)).toBe(earned)
    expect(await pointsOf(asker)).toBeGreaterThan(0)
    await world.db
      .updateTable('members')
      .set({ password_hash: await quickHash(PASSWORD) })
      .where('id', '=', asker.viewer.id)
      .execute()
    await eraseAccount(world, asker.viewer, { password: PASSWORD, handle: asker.viewer.handle, posts: 'keep' })
    expect(await pointsOf(helper)).toBe(earned)
    const left = await world.db.selectFrom('points').selectAll().where('member_id', '=', asker.viewer.id).execute()
    expect(left).toEqual([])
    const named = await world.db.selectFrom('points').select('id').where('from_id', '=', asker.viewer.id).execute()
    expect(named).toEqual([])
  })

  test('a mission of three reviewed drafts is done by what a panel asks, once for each draft, and taken back with the answer', async () => {
    const [agnes, helper] = [await person('agent'), await person('advocate')]
    const drafts: string[] = []
    for (let n = 0; n < 3; n += 1) drafts.push(String((await anArticle(world.db, { state: 'draft' })).id))
    const mission = await startMission(
      agnes,
      MissionForm.parse({
        title: 'Review three drafts',
        outcome: 'review',
        target: '3',
        mode: 'each',
        ends: new Date(world.clock.now() + 7 * DAY).toISOString().slice(0, 10),
        points: '10',
      }),
    )
    await joinMission(helper, mission)
    expect((await getMission(helper, mission)).next).toBeNull()
    const panel = await addPanel(
      agnes,
      PanelForm.parse({ title: 'Three drafts', invitation: 'Would you read these three for us?' }),
    )
    // The first draft is asked about twice.
    for (const article of [...drafts, drafts[0]])
      await addQuestion(agnes, panel, QuestionForm.parse({ kind: 'draft', question: 'Is it right?', article }))
    const invited = { handles: [helper.viewer.handle], level: 0, words: 'Would you read these for us?', thread: null }
    await inviteToPanel(agnes, panel, invited)
    await openPanel(agnes, panel)
    expect((await getMission(helper, mission)).next).toBe(`/panels/${panel}`)

    const asked = (await getPanelPage(helper, panel)).questions.map(({ id }) => `q${id}`)
    const say = async (answers: readonly string[]) => {
      await answerPanel(helper, panel, Object.fromEntries(answers.map((words, at) => [asked[at] ?? '', words])))
      const points = await pointsOf(helper)
      return [points, (await getMission(helper, mission)).view.own] as const
    }
    const words = 'Step two is missing: it must be saved before.'
    expect(await say([words, 'fine', '', words])).toMatchObject([weights.review, { reached: 1, done: false }])
    expect(await say([words, words, words, words])).toMatchObject([3 * weights.review + 10, { reached: 3, done: true }])
    // Whoever wrote on a draft is not its reviewer; what is taken back earns nothing, and a mission that is done stays so.
    await declinePanel(helper, panel)
    expect(await pointsOf(helper)).toBe(10)
    await world.db.updateTable('article_revisions').set({ by_id: helper.viewer.id }).execute()
    expect(await say([words, words, words, words])).toMatchObject([10, { done: true }])
  })

  test('a report that was right earns its reporter something; one of somebody’s own decision, or still open, does not', async () => {
    const [reporter, author, moderator] = [await person(), await person(), await person('moderator')]
    const { post } = await answered(await person(), author)
    await flagPost(reporter, post, { reason: 'spam', note: '' })
    expect(await pointsOf(reporter)).toBe(0)
    await hidePost(moderator, post, 'Spam')
    expect(await pointsOf(reporter)).toBe(weights.flag)
    expect(await pointsOf(moderator)).toBe(0)
  })

  test('five translations are a mission; an article, an edit, a translation and readers’ votes earn, and go at once when withdrawn', async () => {
    const [author, editor, agnes] = [await person('advocate'), await person('advocate'), await person('agent')]
    const published = async (by: Person, translationOf: number | null = null): Promise<number> => {
      const now = world.clock.now()
      const more = { published_revision: 1, translation_of: translationOf, language: translationOf ? 'de' : 'en' }
      const { id } = await anArticle(world.db, { ...more, published_at: now })
      await world.db
        .updateTable('article_revisions')
        .set({ by_id: by.viewer.id, at: now, reviewed_at: now })
        .where('article_id', '=', id)
        .execute()
      await tell(world.db, 'article.published', { article: id, topic: null }, now)
      return id
    }
    const article = await published(author)
    expect(await pointsOf(author)).toBe(weights.article)
    const now = world.clock.now()

    await world.db
      .insertInto('article_revisions')
      .values({
        article_id: article,
        number: 2,
        based_on: 1,
        state: 'published',
        title: 'Better',
        body: 'Better.',
        aliases: '[]',
        tags: '[]',
        by_id: editor.viewer.id,
        at: now,
        reviewed_at: now,
      })
      .execute()
    await tell(world.db, 'article.published', { article, topic: null }, now)
    const helps = { helpful: true, reason: '', note: '' } as const
    await voteArticle(await person(), article, helps, { address: '192.0.2.1', agent: 'a browser' })
    await voteArticle(author, article, helps, { address: '192.0.2.2', agent: 'a browser' })
    expect(await pointsOf(editor)).toBe(weights.edit)
    expect(await pointsOf(author)).toBe(weights.article + weights['article-helpful'])

    const mission = await startMission(
      agnes,
      MissionForm.parse({
        title: 'Translate five articles',
        outcome: 'translation',
        target: '5',
        mode: 'each',
        ends: new Date(now + 7 * DAY).toISOString().slice(0, 10),
        points: '0',
      }),
    )
    const translator = await person('advocate')
    await joinMission(translator, mission)
    for (let n = 0; n < 5; n += 1) await published(translator, await published(await person('agent')))
    expect(await pointsOf(translator)).toBe(Math.min(dayCap, 5 * weights.translation))
    expect((await getMission(translator, mission)).view.own).toMatchObject({ reached: 5, done: true })

    await world.db
      .updateTable('articles')
      .set({ state: 'withdrawn', updated_at: world.clock.now() })
      .where('id', '=', article)
      .execute()
    await tell(world.db, 'article.withdrawn', { article, topic: null }, world.clock.now())
    expect([await pointsOf(author), await pointsOf(editor)]).toEqual([0, 0])
  })

  test('an article after which its topic is asked less earns its author something, once', async () => {
    const author = await person()
    const week = Math.floor(world.clock.now() / (7 * DAY)) * 7 * DAY
    const published = week - 5 * 7 * DAY
    const topic = await aTopic(world.db)
    const about = { topic_id: topic.id, published_at: published, state: 'published' }
    const { id } = await anArticle(world.db, { ...about, published_revision: 1 })
    const written = { state: 'published', by_id: author.viewer.id, at: published }
    await world.db.updateTable('article_revisions').set(written).where('article_id', '=', id).execute()
    const asked = (weeks: number, requests: number) => ({
      topic_id: topic.id,
      week_at: published + weeks * 7 * DAY,
      channel: 'mail',
      requests,
    })
    await world.db
      .insertInto('topic_weeks')
      .values([asked(-2, 12), asked(-1, 8), asked(1, 3), asked(2, 2)])
      .execute()
    await collectArticlePoints(world, id)
    await collectEased(world)
    await collectEased(world)
    const entries = await world.db
      .selectFrom('points')
      .select(['reason', 'worth'])
      .where('member_id', '=', author.viewer.id)
      .where('reason', '=', 'topic-eased')
      .execute()
    expect(entries).toEqual([{ reason: 'topic-eased', worth: weights['topic-eased'] }])
    await world.worker.drain()
  })

  test('what only the cap of a day holds counts for a mission all the same', async () => {
    const rules = JSON.stringify({ dayCap: weights.accepted })
    await world.db.insertInto('settings').values({ key: 'recognition.rules', value: rules, changed_at: 1 }).execute()
    const [agnes, helper] = [await person('agent'), await person()]
    const ends = new Date(world.clock.now() + 7 * DAY).toISOString().slice(0, 10)
    const given = { title: 'Two answers', outcome: 'accepted', target: '2', mode: 'each', ends, points: '0' }
    const mission = await startMission(agnes, MissionForm.parse(given))
    await joinMission(helper, mission)
    for (const reached of [1, 2]) {
      const asker = await person()
      const { post } = await answered(asker, helper)
      await acceptAnswer(asker, post)
      expect(await pointsOf(helper)).toBe(weights.accepted)
      expect((await getMission(helper, mission)).view.own).toMatchObject({ reached, done: reached === 2 })
    }
  })

  test('two workers that settle the same member at once end with the same sums', async () => {
    const [asker, helper] = [await person(), await person()]
    for (let n = 0; n < 3; n += 1) await acceptAnswer(asker, (await answered(asker, helper)).post)
    await Promise.all([world.worker.drain(), world.worker.drain(), rebuildPoints(world, 'UTC')])
    expect(await pointsOf(helper)).toBe(3 * (weights.accepted + weights.solved))
  })
})
