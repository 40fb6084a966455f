import { mayNominateStory } from '#app/access/recognition.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { getPost, type ReadablePost } from '#app/features/forum/queries/facts.server.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { excerptOf, plainText } from '#app/kernel/text.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { thankedBy } from '../rules/quote.ts'
import { MAX_QUOTE } from '../types.ts'
import { storyRefusals } from '../words/refusals.ts'

/** Others of the thread who may be quoted instead, at most. */
const OTHERS = 6

/** A post that may become a story, with whom its words thank. */
export interface StoryPost extends ReadablePost {
  readonly quotedId: number
  readonly thankedId: number | null
}

/** The post, if this viewer may suggest it as a story. Throws when not everybody can read it or nobody can be asked. */
export async function getStoryPost(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  postId: number,
  now: number,
): Promise<StoryPost> {
  const found = await getPost(db, viewer, postId)
  demand(mayNominateStory(viewer, now))
  const { post, thread, category } = found
  if (thread.listed !== 1 || category.access !== 'public' || post.hidden_at !== null)
    throw new AppError('conflict', saying(storyRefusals, 'post.closed'))
  const people = await findPeople(db, [post.author_id])
  if (post.author_id === null || !people.has(post.author_id))
    throw new AppError('conflict', saying(storyRefusals, 'post.former'))
  const thankedId = thankedBy({
    kind: post.kind,
    authorId: post.author_id,
    parentAuthorId: await authorOf(db, post.parent_id),
    askerId: thread.author_id,
    acceptedAuthorId: await authorOf(db, thread.accepted_post_id),
  })
  const thanked = await findPeople(db, [thankedId])
  return {
    ...found,
    quotedId: post.author_id,
    thankedId: thankedId !== null && thanked.has(thankedId) ? thankedId : null,
  }
}

async function authorOf(db: Executor, postId: number | null): Promise<number | null> {
  if (postId === null) return null
  const post = await db.selectFrom('posts').select('author_id').where('id', '=', postId).executeTakeFirst()
  return post?.author_id ?? null
}

/** What the form of a new story begins with, and what else of the thread could be quoted. */
export async function storyForm({ db, viewer, clock }: Pick<Context, 'db' | 'viewer' | 'clock'>, postId: number) {
  const found = await getStoryPost({ db, viewer }, postId, clock.now())
  const { post, thread } = found
  const others = await db
    .selectFrom('posts')
    .select(['id', 'html', 'author_id'])
    .where('thread_id', '=', thread.id)
    .where('id', '<>', post.id)
    .where('hidden_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('parent_id', '=', post.id),
        eb('id', '=', thread.accepted_post_id ?? 0),
        eb.and([eb('kind', '<>', 'opening'), eb('author_id', '=', thread.author_id ?? 0)]),
      ]),
    )
    .orderBy('id')
    .limit(OTHERS)
    .execute()
  const people = await findPeople(db, [found.quotedId, found.thankedId, ...others.map((one) => one.author_id)])
  const text = plainText(post.html)
  return {
    postId: post.id,
    thread: { title: thread.title, address: postAddress(thread, post.id) },
    text,
    asked: [found.quotedId, found.thankedId].flatMap((id) => (id === null ? [] : (people.get(id) ?? []))),
    others: others.flatMap((one) => {
      const person = people.get(one.author_id ?? 0)
      return person ? [{ id: one.id, person, words: excerptOf(one.html, 90) }] : []
    }),
    values: { quote: text.length <= MAX_QUOTE ? text : '', about: '' },
  }
}
