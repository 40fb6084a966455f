import type { Executor } from '#db/transaction.server.ts'
import type { PreparedRequest } from './prepare-request.server.ts'
import type { RequestsOrigin } from './request-rows.server.ts'

/** Adds a mail to the request it answers; whoever is not the requester is staff. */
export async function joinAnswer(
  trx: Executor,
  mail: PreparedRequest,
  from: RequestsOrigin,
): Promise<'joined' | 'unchanged' | 'none'> {
  const request = await trx
    .selectFrom('requests')
    .select(['id', 'requester_key', 'outcome'])
    .where('source', '=', from.source)
    .where('external_id', 'in', mail.incoming.answers)
    .orderBy('id')
    .executeTakeFirst()
  if (!request) return 'none'
  const known = await trx
    .selectFrom('request_replies')
    .select(['position', 'text', 'at'])
    .where('request_id', '=', request.id)
    .orderBy('position', 'desc')
    .execute()
  if (known.some((reply) => reply.text === mail.text && reply.at === mail.incoming.askedAt)) return 'unchanged'
  const isStaff = mail.requesterKey === null || mail.requesterKey !== request.requester_key
  await trx
    .insertInto('request_replies')
    .values({
      request_id: request.id,
      position: (known[0]?.position ?? -1) + 1,
      author: isStaff ? 'staff' : 'requester',
      text: mail.text,
      at: mail.incoming.askedAt,
      import_id: from.importId,
    })
    .execute()
  if (isStaff && (request.outcome === 'unknown' || request.outcome === 'unanswered'))
    await trx.updateTable('requests').set({ outcome: 'answered' }).where('id', '=', request.id).execute()
  return 'joined'
}
