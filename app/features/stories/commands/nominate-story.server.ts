import { AppError } from '#app/kernel/errors.ts'
import { plainText } from '#app/kernel/text.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tellAll } from '#app/platform/events/tell.server.ts'
import { personalDataIn } from '#app/platform/personal-data/public-text.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { getStoryPost } from '../queries/story-form.server.ts'
import { isQuotedFrom, kindOfStory } from '../rules/quote.ts'
import type { StoryFields } from '../schemas.ts'
import { storyRefusals } from '../words/refusals.ts'

/**
 * Suggests some words of a post as a story and asks who wrote them and who is thanked. Who suggests their own words has
 * agreed by that. Returns its id; throws `invalid` when the words are not in the post or hold personal data, `conflict`
 * when the post is suggested already.
 */
export async function nominateStory(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  postId: number,
  { quote, about }: StoryFields,
): Promise<number> {
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'posts', postId)
    const { post, thread, quotedId, thankedId } = await getStoryPost({ db: trx, viewer }, postId, now)
    if (!isQuotedFrom(quote, plainText(post.html))) throw wrong('quote', saying(storyRefusals, 'quote.foreign'))
    for (const [field, text] of [
      ['quote', quote],
      ['about', about],
    ] as const) {
      const [found] = personalDataIn(text)
      if (found) throw wrong(field, saying(storyRefusals, 'quote.personal', { quote: found.quote }))
    }
    const story = await trx
      .insertInto('stories')
      .values({
        kind: kindOfStory(post.kind),
        thread_id: thread.id,
        post_id: post.id,
        quote,
        about,
        quoted_id: quotedId,
        thanked_id: thankedId,
        nominated_by: viewer.id,
        nominated_at: now,
      })
      .onConflict((c) =>
        c.column('post_id').where('declined_at', 'is', null).where('withdrawn_at', 'is', null).doNothing(),
      )
      .returning('id')
      .executeTakeFirst()
    if (!story) throw new AppError('conflict', saying(storyRefusals, 'post.twice'))
    const asked = thankedId === null ? [quotedId] : [quotedId, thankedId]
    await trx
      .insertInto('story_consents')
      .values(
        asked.map((member_id) => ({
          story_id: story.id,
          member_id,
          asked_at: now,
          given_at: member_id === viewer.id ? now : null,
        })),
      )
      .execute()
    await tellAll(
      trx,
      'programme.changed',
      asked.map((member) => ({ member })),
      now,
    )
    return story.id
  })
}

function wrong(field: string, why: Saying): AppError {
  return new AppError('invalid', why, { fields: { [field]: why } })
}
