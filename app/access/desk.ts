import { isStaff, type Viewer } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'

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
