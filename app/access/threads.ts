import { saying } from '#app/locale/saying.ts'
import { accessRefusals } from '#app/access/words/refusals.ts'
import { isMember, isModerator, isStaff, type Actor } from '#app/kernel/roles.ts'
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

/** May this actor see what an asker looked at before asking? Staff and advocates, who help best when they know it. */
export function mayHelpWithTrail(actor: Actor): boolean {
  return isStaff(actor) || actor.role === 'advocate'
}

/** May this actor ask for details, so that the time promised stands still? Staff and advocates, not in their own thread. */
export function mayAskDetails(actor: Actor, thread: Pick<ThreadFacts, 'authorId'>): boolean {
  return (isStaff(actor) || actor.role === 'advocate') && actor.id !== thread.authorId
}

/** May this actor read the thread? A private one only its author and staff; a hidden one likewise. */
export function mayReadThread(actor: Actor, thread: ThreadFacts): boolean {
  if (!mayReadCategory(actor, thread.category)) return false
  if (!thread.isPrivate && !thread.isHidden) return true
  return isStaff(actor) || (isMember(actor) && actor.id === thread.authorId)
}

/** May this actor read the post, given that they may read its thread? Hidden ones: author and staff. */
export function mayReadPost(actor: Actor, post: PostFacts): boolean {
  if (!post.isHidden) return true
  return isStaff(actor) || (isMember(actor) && actor.id === post.authorId)
}

/** May this actor write into the thread at all? */
export function mayPostIn(actor: Actor, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (thread.isMerged) return refused(saying(accessRefusals, 'merged'))
  if (thread.isHidden) return refused(saying(accessRefusals, 'threadHidden'))
  if (thread.isLocked && !isStaff(actor)) return refused(saying(accessRefusals, 'threadLocked'))
  if (thread.isClosed && !isStaff(actor)) return refused(saying(accessRefusals, 'threadClosed'))
  if (thread.category.archived && !isStaff(actor)) return refused(saying(accessRefusals, 'categoryArchived'))
  return ALLOWED
}

/** May this actor choose the accepted answer, or take the choice back? The asker and staff. */
export function mayAcceptAnswer(actor: Actor, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (actor.id !== thread.authorId && !isStaff(actor)) {
    return refused(saying(accessRefusals, 'askerAccepts'))
  }
  if (thread.isHidden) return refused(saying(accessRefusals, 'hiddenAccept'))
  if (thread.isLocked && !isStaff(actor)) return refused(saying(accessRefusals, 'lockedAccept'))
  return ALLOWED
}

/** May this actor say that the post helped? Nobody votes for their own. */
export function mayVoteHelpful(actor: Actor, thread: ThreadFacts, post: PostFacts, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (post.authorId === actor.id) return refused(saying(accessRefusals, 'ownAnswer'))
  if (post.kind !== 'answer' && post.kind !== 'reply') return refused(saying(accessRefusals, 'answersOnly'))
  if (post.isHidden || thread.isHidden) return refused(saying(accessRefusals, 'hiddenVote'))
  if (thread.isLocked && !isStaff(actor)) return refused(saying(accessRefusals, 'lockedVote'))
  return ALLOWED
}

/** May this actor say "same here"? The asker has the problem anyway. */
export function maySaySameHere(actor: Actor, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (actor.id === thread.authorId) return refused(saying(accessRefusals, 'ownThread'))
  if (thread.isMerged || thread.isHidden) return refused(saying(accessRefusals, 'notOpen'))
  if (thread.isLocked && !isStaff(actor)) return refused(saying(accessRefusals, 'lockedChange'))
  return ALLOWED
}

/** May this actor follow the thread? Any member who may read it. */
export function mayFollow(actor: Actor, thread: ThreadFacts): Verdict {
  if (!isMember(actor)) return refused(saying(accessRefusals, 'signInFirst'))
  return thread.isMerged ? refused(saying(accessRefusals, 'mergedFollow')) : ALLOWED
}

/** May this actor edit the post? Its author while the thread is open, and staff. */
export function mayEditPost(actor: Actor, thread: ThreadFacts, post: PostFacts, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (isModerator(actor)) return ALLOWED
  if (actor.id !== post.authorId && !isStaff(actor)) return refused(saying(accessRefusals, 'authorEdits'))
  if (post.isHidden) return refused(saying(accessRefusals, 'hiddenEdit'))
  return mayPostIn(actor, thread, now)
}

/** May this actor give the question other tags? Its asker, staff, advocates, and whose level lets them. */
export function mayEditTags(actor: Actor, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (isModerator(actor)) return ALLOWED
  const isOwn = actor.id !== null && actor.id === thread.authorId
  const may = isStaff(actor) || isOwn || actor.role === 'advocate' || (isMember(actor) && actor.rights.includes('tags'))
  return may ? mayPostIn(actor, thread, now) : refused(saying(accessRefusals, 'levelTags'))
}

/** May this actor hide or restore posts and threads, close, lock, move, merge and split? */
export function mayModerate(actor: Actor): Verdict {
  return isModerator(actor) ? ALLOWED : refused(saying(accessRefusals, 'moderatorsOnly'))
}

/** May this actor hide the post? Moderators; the author may take back their own unless it was accepted. */
export function mayHidePost(actor: Actor, post: PostFacts, now: number): Verdict {
  if (isModerator(actor)) return ALLOWED
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (actor.id !== post.authorId) return refused(saying(accessRefusals, 'authorRemoves'))
  if (post.kind === 'opening') return refused(saying(accessRefusals, 'questionStays'))
  if (post.isAccepted) return refused(saying(accessRefusals, 'solutionStays'))
  return ALLOWED
}

/**
 * May this actor turn a mis-posted answer into a comment, or back? Staff, and advocates where they may write; whoever
 * asked, where it is doubtful that it is an answer (`isDoubted`).
 */
export function mayChangePostKind(actor: Actor, thread: ThreadFacts, now: number, isDoubted = false): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (isStaff(actor)) return ALLOWED
  const mayConvert = actor.role === 'advocate' || (isMember(actor) && actor.rights.includes('convert'))
  return mayConvert || (isDoubted && actor.id === thread.authorId)
    ? mayPostIn(actor, thread, now)
    : refused(saying(accessRefusals, 'staffTurn'))
}

/** May this actor say that a doubtful post is an answer? Staff, advocates and whoever asked. */
export function mayKeepAsAnswer(actor: Actor, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (isStaff(actor)) return ALLOWED
  return actor.role === 'advocate' || actor.id === thread.authorId
    ? mayPostIn(actor, thread, now)
    : refused(saying(accessRefusals, 'staffTurn'))
}

/** May this actor take the thread out of public sight? Staff; its author may take their own. */
export function mayMakePrivate(actor: Actor, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  return isStaff(actor) || actor.id === thread.authorId ? ALLOWED : refused(saying(accessRefusals, 'askerMakesPrivate'))
}

/** May this actor show a private thread to everybody? Staff: its author asks them, and they look at it first. */
export function mayMakePublic(actor: Actor): Verdict {
  return isStaff(actor) ? ALLOWED : refused(saying(accessRefusals, 'staffMakePublic'))
}

/** May this actor report the post? Any member, but not their own. */
export function mayFlag(actor: Actor, post: PostFacts, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  return post.authorId === actor.id ? refused(saying(accessRefusals, 'ownPost')) : ALLOWED
}

/**
 * May this actor say whether it was solved in the end? The asker, while they may write there: a word on
 * how it went must not open what a moderator closed.
 */
export function mayReportOutcome(actor: Actor, thread: ThreadFacts, now: number): Verdict {
  if (actor.id === null || actor.id !== thread.authorId) return refused(saying(accessRefusals, 'askerSays'))
  return mayPostIn(actor, thread, now)
}
