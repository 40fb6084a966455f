import { saying } from '#app/locale/saying.ts'
import { moderationRefusals } from '#app/features/moderation/words/refusals.ts'
import { sql } from 'kysely'
import { mayModerate } from '#app/access/threads.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'

/** Makes one tag a synonym of another: its threads get the other, and so does who types it from now on. */
export async function mergeTags(context: Context, name: string, intoName: string): Promise<void> {
  const { viewer, clock } = context
  demand(mayModerate(viewer))
  await inTransaction(context.db, async (trx) => {
    const find = (tag: string) => trx.selectFrom('tags').selectAll().where('name', '=', tag).executeTakeFirst()
    // Locked before they are decided about, so that two merges towards each other can't make a circle.
    for (const found of await trx
      .selectFrom('tags')
      .select('id')
      .where('name', 'in', [name, intoName])
      .orderBy('id')
      .execute())
      await lockRow(trx, 'tags', found.id)
    const tag = await find(name)
    const into = await find(intoName)
    if (!tag)
      throw new AppError('invalid', saying(moderationRefusals, 'thereIsNoSuchTag'), {
        fields: { tag: saying(moderationRefusals, 'thereIsNoSuchTag') },
      })
    if (!into)
      throw new AppError('invalid', saying(moderationRefusals, 'thereIsNoSuchTag'), {
        fields: { into: saying(moderationRefusals, 'thereIsNoSuchTag2') },
      })
    if (tag.id === into.id)
      throw new AppError('invalid', saying(moderationRefusals, 'aTagCantBecomeItself'), {
        fields: { into: saying(moderationRefusals, 'nameAnotherTag') },
      })
    if (into.synonym_of !== null) throw new AppError('conflict', saying(moderationRefusals, 'thatTagIsItself'))
    const threads = await trx.selectFrom('thread_tags').select('thread_id').where('tag_id', '=', tag.id).execute()
    await sql`insert into thread_tags (thread_id, tag_id) select thread_id, ${into.id} from thread_tags where tag_id = ${tag.id} on conflict do nothing`.execute(
      trx,
    )
    await trx.deleteFrom('thread_tags').where('tag_id', '=', tag.id).execute()
    await trx.updateTable('tags').set({ synonym_of: into.id }).where('synonym_of', '=', tag.id).execute()
    await trx.updateTable('tags').set({ synonym_of: into.id, thread_count: 0 }).where('id', '=', tag.id).execute()
    const counted = await trx
      .selectFrom('thread_tags')
      .innerJoin('threads', 'threads.id', 'thread_tags.thread_id')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tag_id', '=', into.id)
      .where('threads.listed', '=', 1)
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('tags')
      .set({ thread_count: Number(counted.n) })
      .where('id', '=', into.id)
      .execute()
    const now = clock.now()
    await logAct(trx, {
      at: now,
      by: viewer.id,
      verb: 'merge',
      kind: 'tag',
      id: tag.id,
      detail: { from: name, into: intoName },
    })
    for (const { thread_id } of threads) await tell(trx, 'thread.changed', { thread: thread_id }, now)
  })
}

/** Makes a synonym a tag of its own again; threads that it was taken from keep the other. */
export async function partTag(context: Context, name: string): Promise<void> {
  demand(mayModerate(context.viewer))
  await inTransaction(context.db, async (trx) => {
    const tag = await trx
      .updateTable('tags')
      .set({ synonym_of: null })
      .where('name', '=', name)
      .where('synonym_of', 'is not', null)
      .returning('id')
      .executeTakeFirst()
    if (!tag) throw new AppError('conflict', saying(moderationRefusals, 'thisTagIsNoSynonym'))
    await logAct(trx, {
      at: context.clock.now(),
      by: context.viewer.id,
      verb: 'part',
      kind: 'tag',
      id: tag.id,
      detail: { from: name },
    })
  })
}
