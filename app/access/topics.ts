import { saying } from '#app/locale/saying.ts'
import { accessRefusals } from '#app/access/words/refusals.ts'
import { isStaff, type Actor } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'

/** May this actor see topics, mine, and decide about topics? Staff. */
export function mayMine(actor: Actor): Verdict {
  return isStaff(actor) ? ALLOWED : refused(saying(accessRefusals, 'staffMindTopics'))
}
