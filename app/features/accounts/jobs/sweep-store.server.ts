import { DAY } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { sweepRateWindows } from '#app/platform/rate-limit.server.ts'

/** Kinds of files that stand in a post or an article, or in none yet. */
const SENT_FOR_TEXTS = ['image', 'attachment']
/** For how long what is over is kept; a used link, so that one that is opened again says that it was used. */
const KEPT = {
  token: DAY,
  usedSignUp: 30 * DAY,
  endedSignUp: DAY,
  draft: 180 * DAY,
}

/** The job `store.sweep`: removes what is over and would only grow, personal data among it. */
export async function sweepStore({ db, blobs, clock }: Pick<Services, 'db' | 'blobs' | 'clock'>): Promise<void> {
  const now = clock.now()
  await sweepRateWindows(db, clock)
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute()
  await db
    .deleteFrom('sign_ups')
    .where((eb) =>
      eb.or([
        eb.and([eb('used_at', 'is', null), eb('expires_at', '<=', now)]),
        eb('used_at', '<=', now - KEPT.usedSignUp),
        // Those that a newer link ended, whose addresses may belong to nobody here.
        eb.and([eb('used_at', '<=', now - KEPT.endedSignUp), eb('expires_at', '<=', eb.ref('used_at'))]),
      ]),
    )
    .execute()
  await db
    .deleteFrom('tokens')
    .where('expires_at', '<=', now - KEPT.token)
    .execute()
  await db
    .deleteFrom('drafts')
    .where('saved_at', '<=', now - KEPT.draft)
    .execute()
  // A file that was sent for a text which never came; as old as a draft may be.
  const unused = await db
    .selectFrom('files')
    .select('key')
    .where('kind', 'in', SENT_FOR_TEXTS)
    .where('post_id', 'is', null)
    .where('article_id', 'is', null)
    .where('created_at', '<=', now - KEPT.draft)
    .limit(1000)
    .execute()
  for (const { key } of unused) {
    await blobs.remove(key)
    await db
      .deleteFrom('files')
      .where('key', '=', key)
      .where('post_id', 'is', null)
      .where('article_id', 'is', null)
      .execute()
  }
}
