import { isMember, isModerator, isStaff, type Viewer } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'
import { mayReadCategory, type CategoryFacts } from './categories.ts'
import { mayWrite } from './members.ts'

/** What decides who may see a thread and act on it. Times in UTC milliseconds. */
export interface ThreadFacts {
  readonly id: number
  readonly authorId: number | null
  readonly category: CategoryFacts
  readonly isPrivate: boolean
  readonly isHidden: boolean
  readonly isLocked: boolean
  readonly isClosed: boolean
  readonly isMerged: boolean
}

/** What decides who may see a post and act on it. */
export interface PostFacts {
  readonly id: number
  readonly authorId: number | null
  readonly kind: 'opening' | 'answer' | 'reply' | 'comment'
  readonly isHidden: boolean
  readonly isAccepted: boolean
}

/** May this viewer read the thread? A private one only its author and staff; a hidden one likewise. */
export function mayReadThread(viewer: Viewer, thread: ThreadFacts): boolean {
  if (!mayReadCategory(viewer, thread.category)) return false
  if (!thread.isPrivate && !thread.isHidden) return true
  return isStaff(viewer) || (isMember(viewer) && viewer.id === thread.authorId)
}

/** May this viewer read the post, given that they may read its thread? Hidden ones: author and staff. */
export function mayReadPost(viewer: Viewer, post: PostFacts): boolean {
  if (!post.isHidden) return true
  return isStaff(viewer) || (isMember(viewer) && viewer.id === post.authorId)
}

/** May this viewer write into the thread at all? */
export function mayPostIn(viewer: Viewer, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(viewer, now)
  if (!write.ok) return write
  if (thread.isMerged) return refused('This thread was joined to another. Answer there.')
  if (thread.isHidden) return refused('This thread is hidden by a moderator, so nothing can be added.')
  if (thread.isLocked && !isStaff(viewer)) return refused('This thread is locked: only staff can write in it now.')
  if (thread.isClosed && !isStaff(viewer))
    return refused('This thread was closed, so nothing can be added. Ask a new question and mention it.')
  if (thread.category.archived && !isStaff(viewer))
    return refused('This category is archived, so nothing can be added.')
  return ALLOWED
}

/** May this viewer choose the accepted answer, or take the choice back? The asker and staff. */
export function mayAcceptAnswer(viewer: Viewer, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(viewer, now)
  if (!write.ok) return write
  if (viewer.id !== thread.authorId && !isStaff(viewer)) {
    return refused('Only the person who asked, or staff, can say which answer solved it.')
  }
  if (thread.isHidden) return refused('This thread is hidden, so its answer can’t be changed.')
  if (thread.isLocked && !isStaff(viewer)) return refused('This thread is locked, so its answer can’t be changed.')
  return ALLOWED
}

/** May this viewer say that the post helped? Nobody votes for their own. */
export function mayVoteHelpful(viewer: Viewer, thread: ThreadFacts, post: PostFacts, now: number): Verdict {
  const write = mayWrite(viewer, now)
  if (!write.ok) return write
  if (post.authorId === viewer.id) return refused('Others decide whether your answer is helpful.')
  if (post.kind !== 'answer' && post.kind !== 'reply') return refused('Only answers and replies can be helpful.')
  if (post.isHidden || thread.isHidden) return refused('This is hidden, so it can’t be voted for.')
  if (thread.isLocked && !isStaff(viewer))
    return refused('This thread is locked, so nothing in it can be voted for now.')
  return ALLOWED
}

/** May this viewer say "same here"? The asker has the problem anyway. */
export function maySaySameHere(viewer: Viewer, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(viewer, now)
  if (!write.ok) return write
  if (viewer.id === thread.authorId) return refused('You asked this yourself, so you are counted already.')
  if (thread.isMerged || thread.isHidden) return refused('This thread is not open for that.')
  if (thread.isLocked && !isStaff(viewer)) return refused('This thread is locked, so nothing in it can change now.')
  return ALLOWED
}

/** May this viewer follow the thread? Any member who may read it. */
export function mayFollow(viewer: Viewer, thread: ThreadFacts): Verdict {
  if (!isMember(viewer)) return refused('Sign in first.')
  return thread.isMerged ? refused('This thread was joined to another. Follow that one.') : ALLOWED
}

/** May this viewer edit the post? Its author while the thread is open, and staff. */
export function mayEditPost(viewer: Viewer, thread: ThreadFacts, post: PostFacts, now: number): Verdict {
  const write = mayWrite(viewer, now)
  if (!write.ok) return write
  if (isModerator(viewer)) return ALLOWED
  if (viewer.id !== post.authorId && !isStaff(viewer)) return refused('Only the author or staff can edit this.')
  if (post.isHidden) return refused('This was hidden by a moderator, so it can’t be edited.')
  return mayPostIn(viewer, thread, now)
}

/** May this viewer hide or restore posts and threads, close, lock, move, merge and split? */
export function mayModerate(viewer: Viewer): Verdict {
  return isModerator(viewer) ? ALLOWED : refused('Only moderators and admins do this.')
}

/** May this viewer hide the post? Moderators; the author may take back their own unless it was accepted. */
export function mayHidePost(viewer: Viewer, post: PostFacts, now: number): Verdict {
  if (isModerator(viewer)) return ALLOWED
  const write = mayWrite(viewer, now)
  if (!write.ok) return write
  if (viewer.id !== post.authorId) return refused('Only the author or a moderator can take this away.')
  if (post.kind === 'opening') return refused('A question others may need stays. Ask a moderator to hide it.')
  if (post.isAccepted) return refused('This answer solved the question, so it stays. Ask a moderator if it must go.')
  return ALLOWED
}

/** May this viewer turn a mis-posted answer into a comment, or back? Staff, and advocates where they may write. */
export function mayChangePostKind(viewer: Viewer, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(viewer, now)
  if (!write.ok) return write
  if (isStaff(viewer)) return ALLOWED
  return viewer.role === 'advocate'
    ? mayPostIn(viewer, thread, now)
    : refused('Staff and advocates can turn answers into comments.')
}

/** May this viewer take the thread out of public sight? Staff; its author may take their own. */
export function mayMakePrivate(viewer: Viewer, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(viewer, now)
  if (!write.ok) return write
  return isStaff(viewer) || viewer.id === thread.authorId
    ? ALLOWED
    : refused('Only the person who asked, or staff, can make this private.')
}

/** May this viewer show a private thread to everybody? Staff: its author asks them, and they look at it first. */
export function mayMakePublic(viewer: Viewer): Verdict {
  return isStaff(viewer) ? ALLOWED : refused('Only staff can make this public.')
}

/** May this viewer report the post? Any member, but not their own. */
export function mayFlag(viewer: Viewer, post: PostFacts, now: number): Verdict {
  const write = mayWrite(viewer, now)
  if (!write.ok) return write
  return post.authorId === viewer.id ? refused('This is your own. You can edit it or take it away.') : ALLOWED
}

/**
 * May this viewer say whether it was solved in the end? The asker, while they may write there: a word on
 * how it went must not open what a moderator closed.
 */
export function mayReportOutcome(viewer: Viewer, thread: ThreadFacts, now: number): Verdict {
  if (viewer.id === null || viewer.id !== thread.authorId) return refused('Only the person who asked can say this.')
  return mayPostIn(viewer, thread, now)
}
