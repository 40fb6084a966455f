/**
 * What can happen in the product, by the thing it happened to. A command tells its event in its own
 * transaction; who listens stands in `listeners.ts`. Payloads hold ids, never copies: a listener reads what is
 * true when it runs.
 */
export interface EventPayloads {
  'thread.started': { readonly thread: number; readonly post: number }
  /** Its title, tags, category, state or readers became others. */
  'thread.changed': { readonly thread: number }
  /** Its category or its tags became others, so that it may be about something else. */
  'thread.moved': { readonly thread: number }
  /** All posts of `thread` now stand in `into`. */
  'thread.merged': { readonly thread: number; readonly into: number }
  /** A merge was taken back. */
  'thread.parted': { readonly thread: number; readonly into: number }
  /** Some posts of `from` became the thread `thread`. */
  'thread.split': { readonly thread: number; readonly from: number }
  /** The asker said that nothing helped. */
  'thread.reopened': { readonly thread: number }
  /** An answered thread is so old that its asker is asked how it went. */
  'outcome.due': { readonly thread: number }
  /** Its due times were set by an import, or moved by another promise or calendar. */
  'clock.moved': { readonly thread: number }
  /** An escalation of the thread was opened, changed or ended. */
  'escalation.changed': { readonly thread: number }
  /** Staff wrote a note about it that only staff read. */
  'note.written': { readonly thread: number }
  /** Members were asked to help with it. */
  'members.invited': { readonly thread: number }
  /** `changesWait`: what its thread waits for may be another thing now, as after its asker's words or a first answer. */
  'post.added': { readonly thread: number; readonly post: number; readonly changesWait: boolean }
  'post.edited': { readonly thread: number; readonly post: number }
  'post.hidden': { readonly thread: number; readonly post: number }
  'post.restored': { readonly thread: number; readonly post: number }
  /** An answer became a comment, or a comment an answer. */
  'post.converted': { readonly thread: number; readonly post: number }
  /** Its author erased it for good. */
  'post.erased': { readonly thread: number; readonly post: number }
  'post.flagged': { readonly post: number }
  /** What was reported about a post is decided. */
  'flags.settled': { readonly post: number }
  /** Somebody's first answer counts. */
  'answer.first': { readonly post: number }
  'answer.accepted': { readonly thread: number; readonly post: number }
  'answer.unaccepted': { readonly thread: number; readonly post: number }
  'vote.given': { readonly thread: number; readonly post: number }
  'vote.withdrawn': { readonly thread: number; readonly post: number }
  'same-here.given': { readonly thread: number }
  'same-here.withdrawn': { readonly thread: number }
  /** Who may read a category became others, or it was archived. */
  'category.changed': { readonly category: number }
  /** What is due when became another time: in the threads of a calendar or a category, or, with neither, of all. */
  'promise.changed': { readonly calendar: number | null; readonly category: number | null }
  /** A revision was submitted, or is no longer waiting for a review. */
  'article.worked-on': { readonly article: number }
  'article.reviewed': { readonly article: number; readonly revision: number }
  'article.published': { readonly article: number; readonly topic: number | null }
  /** It was verified, called outdated or moved, by somebody who looks after it. */
  'article.kept': { readonly article: number; readonly topic: number | null }
  'article.withdrawn': { readonly article: number; readonly topic: number | null }
  'article.restored': { readonly article: number; readonly topic: number | null }
  /** Who is thanked for a published article is settled. */
  'article.credited': { readonly article: number }
  'article.voted': { readonly article: number; readonly topic: number | null }
  /** A source of the article is gone, or came back. */
  'article.source-changed': { readonly article: number }
  'article.review-due': { readonly article: number }
  /** Requests came that belong to no topic yet. */
  'synonyms.changed': Record<string, never>
  'requests.arrived': Record<string, never>
  /** Requests that an article quotes were removed. */
  'requests.removed': { readonly article: number }
  /** Requests that an article quotes were kept for as long as an admin wants. */
  'requests.aged': { readonly article: number }
  /** The requests of a topic became fewer, or others. */
  'topic.changed': { readonly topic: number }
  /** An editor decided which requests belong to a topic. */
  'topic.decided': { readonly topic: number }
  /** What counts for somebody became more or less. */
  'points.changed': { readonly member: number }
  /** Somebody asked to become an advocate, or was answered. */
  'application.changed': { readonly member: number }
  /** Staff thanked somebody by hand, or took that back. */
  'thanks.given': { readonly member: number }
  /** A note that comes once in somebody's life here was written to them. */
  'first-note.sent': { readonly member: number }
  /** Somebody reached another level, or lost one. */
  'level.changed': { readonly member: number }
  /** Somebody was invited to something of the programme, or what they asked of it was decided. */
  'programme.changed': { readonly member: number }
  /** Somebody answered a panel, changed what they had answered, or took it back. */
  'panel.answered': { readonly member: number }
  /** Something waits for those who decide about the programme, or waits no more. */
  'decision.waits': { readonly of: 'reward' | 'application' }
  /** Somebody did their part of a mission that is reached. */
  'mission.done': { readonly member: number }
  /** Somebody has an account, with a confirmed address. */
  'member.joined': { readonly member: number }
  'member.email-confirmed': { readonly member: number }
  /** They were suspended or may write again, or have another role. */
  'member.rights-changed': { readonly member: number }
  /** What a badge asks for became another, or it was retired or brought back. */
  'badge.changed': { readonly badge: number }
  /** A member was given badges of which they should hear, or one was revoked. */
  'badge.awarded': { readonly member: number }
  'badge.revoked': { readonly member: number }
  'member.erased': { readonly member: number }
}

export type EventName = keyof EventPayloads
