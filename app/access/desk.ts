import { saying } from '#app/locale/saying.ts'
import { accessRefusals } from '#app/access/words/refusals.ts'
import { hasScope, isAdmin, isModerator, isStaff, type Actor } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'
import { mayMindBadges } from './badges.ts'
import { mayKeepArticle } from './articles.ts'
import { mayWorkDesk } from './escalations.ts'
import { mayAdminister } from './members.ts'

/** May this actor see jobs and have one tried again? Staff: it repairs, and decides nothing. */
export function mayMindJobs(actor: Actor): Verdict {
  return isStaff(actor) ? ALLOWED : refused(saying(accessRefusals, 'staffMindJobs'))
}

/** May this actor throw a job away? Admins: what it would have brought up to date stays as it is. */
export function mayDiscardJobs(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused(saying(accessRefusals, 'adminsDiscardJobs'))
}

/** May this actor read the mails that were made? Admins: some hold links that open an account. */
export function mayReadMails(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused(saying(accessRefusals, 'adminsReadMails'))
}

/** May this actor read what customers asked elsewhere? Staff: it is redacted, and still not for everybody. */
export function mayReadRequests(actor: Actor): Verdict {
  return isStaff(actor) ? ALLOWED : refused(saying(accessRefusals, 'staffReadRequests'))
}

/** May this actor bring requests in from a file, and take such an import back? */
export function mayImportRequests(actor: Actor): Verdict {
  return isStaff(actor) ? ALLOWED : refused(saying(accessRefusals, 'staffImport'))
}

/** May this actor say which numbers are taken out of requests, and let other tools send some? */
export function mayMindIntake(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused(saying(accessRefusals, 'adminsMindIntake'))
}

/** May this actor see what is searched for, and why a hit stands where it stands? Staff. */
export function mayReadSearches(actor: Actor): Verdict {
  return isStaff(actor) ? ALLOWED : refused(saying(accessRefusals, 'staffReadSearches'))
}

/** May this actor say which words mean the same? Admins: it changes what everybody finds. */
export function mayMindSynonyms(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused(saying(accessRefusals, 'adminsMindSynonyms'))
}

/** May this actor send requests from elsewhere? A tool whose token says so, and the machine's command line. */
export function maySendRequests(actor: Actor): Verdict {
  return actor.role === 'system' || hasScope(actor, 'requests.write')
    ? ALLOWED
    : refused(saying(accessRefusals, 'tokenMayNot'))
}

const PARTS = [
  'escalations',
  'topics',
  'requests',
  'searches',
  'articles',
  'prepared',
  'badges',
  'advocates',
  'missions',
  'panels',
  'rewards',
  'flags',
  'log',
  'members',
  'teams',
  'categories',
  'calendars',
  'tags',
  'jobs',
  'mail',
  'settings',
] as const
type Part = (typeof PARTS)[number]

/** The parts of the desk that this actor may open. */
export function deskParts(actor: Actor): Part[] {
  return PARTS.filter((part) => {
    switch (part) {
      case 'topics':
      case 'articles':
        return mayKeepArticle(actor).ok
      case 'escalations':
      case 'prepared':
      case 'teams':
      case 'advocates':
      case 'missions':
      case 'panels':
      case 'rewards':
        return mayWorkDesk(actor).ok
      case 'requests':
        return mayReadRequests(actor).ok
      case 'searches':
        return mayReadSearches(actor).ok
      case 'badges':
        return mayMindBadges(actor).ok
      case 'jobs':
        return mayMindJobs(actor).ok
      case 'mail':
        return mayReadMails(actor).ok
      case 'categories':
      case 'calendars':
      case 'settings':
        return mayAdminister(actor).ok
      case 'flags':
      case 'log':
      case 'members':
      case 'tags':
        return isModerator(actor)
    }
  })
}
