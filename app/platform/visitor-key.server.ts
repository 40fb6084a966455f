import { createHmac } from 'node:crypto'
import { DAY } from '#app/kernel/clock.ts'
import { isMember, type Actor } from '#app/kernel/roles.ts'
import type { Executor } from '#db/transaction.server.ts'
import { readSecret } from './secret.server.ts'

/** By what a visit is told from others. */
export interface Visit {
  readonly address: string
  readonly agent: string
}

/** Machines read as well, and a kept page is made anew without anybody asking: they name no browser. */
export function isNobody(viewer: Actor, { agent }: Visit): boolean {
  return !isMember(viewer) && (agent === '' || /bot|crawl|spider|slurp|preview/i.test(agent))
}

/** A key that tells this visitor from others for a day: of address and program for guests, and it can't be turned back. */
export async function visitorKey(db: Executor, now: number, viewer: Actor, { address, agent }: Visit): Promise<string> {
  const secret = await readSecret(db, now)
  const who = isMember(viewer) ? `member ${viewer.id}` : `guest ${address} ${agent.slice(0, 300)}`
  return createHmac('sha256', secret)
    .update(`search ${Math.floor(now / DAY)} ${who}`)
    .digest('base64url')
    .slice(0, 27)
}
