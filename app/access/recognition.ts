import { accessRefusals } from '#app/access/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { isAdmin, isMember, isModerator, isStaff, type Actor } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'
import { mayWrite } from './members.ts'

/** May this actor say what outcomes are worth, and what levels there are? */
export function mayMindRecognition(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused(saying(accessRefusals, 'adminsMindRecognition'))
}

/** May this actor read who credits whom suspiciously often, and decide about it? */
export function mayMindSuspicions(actor: Actor): Verdict {
  return isModerator(actor) ? ALLOWED : refused(saying(accessRefusals, 'moderatorsMindSuspicions'))
}

/** May this actor see how advocates are doing, thank them, and run missions, panels and stories? */
export function mayMindAdvocates(actor: Actor): Verdict {
  return isStaff(actor) ? ALLOWED : refused(saying(accessRefusals, 'staffMindAdvocates'))
}

/** May this actor decide who becomes an advocate? It is a role, so agents don't. */
export function mayDecideApplications(actor: Actor): Verdict {
  return isModerator(actor) ? ALLOWED : refused(saying(accessRefusals, 'moderatorsDecideApplications'))
}

/** May this actor ask to become an advocate? `reached`: whether they have the reputation for it. */
export function mayApply(actor: Actor, reached: boolean, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (!isMember(actor) || actor.role !== 'customer') return refused(saying(accessRefusals, 'alreadyMoreThanCustomer'))
  return reached ? ALLOWED : refused(saying(accessRefusals, 'notEnoughReputation'))
}

/** May this actor propose that an answer or a thread is shown as a story? Staff and advocates, who know what is worth it. */
export function mayNominateStory(actor: Actor, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  return isStaff(actor) || actor.role === 'advocate' ? ALLOWED : refused(saying(accessRefusals, 'advocatesNominate'))
}

/** May this actor ask for rewards? Members who are not staff: staff are paid already. */
export function mayRedeem(actor: Actor, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  return isStaff(actor) ? refused(saying(accessRefusals, 'staffDontRedeem')) : ALLOWED
}

/** May this actor make and change rewards, add codes, and export what was given? */
export function mayMindRewards(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused(saying(accessRefusals, 'adminsMindRewards'))
}

/** May this actor approve, refuse and send what a member asked for? */
export function mayDecideRewards(actor: Actor): Verdict {
  return isModerator(actor) ? ALLOWED : refused(saying(accessRefusals, 'moderatorsDecideRewards'))
}
