import { isStaff, type Viewer } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'

/** May this viewer see topics, mine, and decide about topics? Staff. */
export function mayMine(viewer: Viewer): Verdict {
  return isStaff(viewer) ? ALLOWED : refused('Only staff look after topics.')
}
