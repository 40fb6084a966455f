import { isModerator, isStaff, type Viewer } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'
import { mayKeepArticle } from './articles.ts'
import { mayAdminister } from './members.ts'

/** May this viewer see jobs and have one tried again? Staff: it repairs, and decides nothing. */
export function mayMindJobs(viewer: Viewer): Verdict {
  return isStaff(viewer) ? ALLOWED : refused('Only staff look after the jobs.')
}

/** May this viewer throw a job away? Admins: what it would have brought up to date stays as it is. */
export function mayDiscardJobs(viewer: Viewer): Verdict {
  return viewer.role === 'admin' ? ALLOWED : refused('Only admins discard jobs.')
}

/** May this viewer read the mails that were made? Admins: some hold links that open an account. */
export function mayReadMails(viewer: Viewer): Verdict {
  return viewer.role === 'admin' ? ALLOWED : refused('Only admins read the mails.')
}

/** May this viewer read what customers asked elsewhere? Staff: it is redacted, and still not for everybody. */
export function mayReadRequests(viewer: Viewer): Verdict {
  return isStaff(viewer) ? ALLOWED : refused('Only staff read the requests.')
}

/** May this viewer bring requests in from a file, and take such an import back? */
export function mayImportRequests(viewer: Viewer): Verdict {
  return isStaff(viewer) ? ALLOWED : refused('Only staff import requests.')
}

/** May this viewer say which numbers are taken out of requests, and let other tools send some? */
export function mayMindIntake(viewer: Viewer): Verdict {
  return viewer.role === 'admin' ? ALLOWED : refused('Only admins change what is redacted, or who may send requests.')
}

const PARTS = [
  'topics',
  'requests',
  'articles',
  'flags',
  'log',
  'members',
  'categories',
  'tags',
  'jobs',
  'mail',
  'settings',
] as const
type Part = (typeof PARTS)[number]

/** The parts of the desk that this viewer may open. */
export function deskParts(viewer: Viewer): Part[] {
  return PARTS.filter((part) => {
    switch (part) {
      case 'topics':
      case 'articles':
        return mayKeepArticle(viewer).ok
      case 'requests':
        return mayReadRequests(viewer).ok
      case 'jobs':
        return mayMindJobs(viewer).ok
      case 'mail':
        return mayReadMails(viewer).ok
      case 'categories':
      case 'settings':
        return mayAdminister(viewer).ok
      case 'flags':
      case 'log':
      case 'members':
      case 'tags':
        return isModerator(viewer)
    }
  })
}
