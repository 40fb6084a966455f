import type { Services } from '#app/platform/context.server.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import { requesterKey } from '../commands/request-keys.server.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/** The job `requests.join`: what a member asked by mail before is theirs, once their address is confirmed. */
export async function joinRequester({ db, clock }: Parts, memberId: number): Promise<void> {
  const member = await db
    .selectFrom('members')
    .select('email')
    .where('id', '=', memberId)
    .where('email_confirmed_at', 'is not', null)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!member?.email) return
  const key = requesterKey(await readSecret(db, clock.now()), member.email)
  await db
    .updateTable('requests')
    .set({ member_id: memberId })
    .where('requester_key', '=', key)
    .where('member_id', 'is', null)
    .execute()
}

/** The part of the job `member.erase` that is about requests: nothing tells any more who asked. */
export async function forgetRequester({ db }: Pick<Parts, 'db'>, memberId: number): Promise<void> {
  const member = await db
    .selectFrom('members')
    .select('id')
    .where('id', '=', memberId)
    .where('erased_at', 'is not', null)
    .executeTakeFirst()
  if (!member) return
  await db
    .updateTable('requests')
    .set({ member_id: null, requester_key: null })
    .where('member_id', '=', memberId)
    .execute()
}
