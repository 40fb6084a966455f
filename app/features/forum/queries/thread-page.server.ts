import { mayMindAdvocates, mayNominateStory } from '#app/access/recognition.ts'
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { mayDisputeClosing, mayEscalate } from '#app/access/escalations.ts'
import {
  mayAcceptAnswer,
  mayChangePostKind,
  mayEditPost,
  mayEditTags,
  mayFlag,
  mayFollow,
  mayHidePost,
  mayKeepAsAnswer,
  mayModerate,
  mayAskDetails,
  mayPostIn,
  mayReportOutcome,
  maySaySameHere,
  mayVoteHelpful,
} from '#app/access/threads.ts'
import type { ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { shownPromises } from '#app/features/promises/queries/shown-promises.server.ts'
import { addressOf, postAddress } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { pageOf, readCursor } from '#app/kernel/page.ts'
import { isMember, isModerator, isStaff, type Actor } from '#app/kernel/roles.ts'
import { excerptOf } from '#app/kernel/text.ts'
import type { Locale } from '#app/locale/locales.ts'
import { saying, textIn } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Schema } from '#db/schema.ts'
import type { PostRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { PAGE_SIZE } from '#app/kernel/page.ts'
import { ANSWER_SORT, hasAnswers } from '../rules.ts'
import { plainState, stateOf } from './thread-state.ts'
import type { PersonView } from '#app/features/catalogue/types.ts'
import { doubtFrom } from '../rules/answer-doubt.ts'
import type { AnswerOrder, CommentView, HiddenView, PostKind, PostMay, PostView, ThreadPageView } from '../types.ts'
import { forumRefusals } from '../words/refusals.ts'
import { getPost, getThread, postFacts, type ReadableThread } from './facts.server.ts'
import { htmlOf } from './post-html.ts'
import { findPlace } from './thread-place.server.ts'
import { tagsOf } from './thread-list.server.ts'

/** Comments under one post that a page shows; a post with more says so and leads to the rest. */
const MOST_COMMENTS = 100

const COLUMNS = [
  'id',
  'parent_id',
  'author_id',
  'kind',
  'html',
  'created_at',
  'edited_at',
  'helpful_count',
  'hidden_at',
  'hidden_by',
  'hidden_reason',
  'asks_details',
  'doubt',
  'doubt_until',
  'source',
] as const

type PageRow = Pick<PostRow, (typeof COLUMNS)[number]>

/** Where a thread now is, when it was joined to another. */
export class MovedError extends Error {
  readonly to: number
  constructor(to: number) {
    super(`It was joined to thread ${to}.`)
    this.name = 'MovedError'
    this.to = to
  }
}

/** Which part of a thread is shown: a page of its answers, or the one that holds a post. */
export interface ShownPart {
  readonly order: AnswerOrder
  readonly page: string | null
  /** Show the page that holds this post. */
  readonly post?: number | undefined
  /** Show all comments of this post. */
  readonly comments?: number | undefined
}

/** The page to show, and the post whose comments are shown whole, for what was asked for. */
async function placed(
  db: Executor,
  viewer: Actor,
  { thread }: ReadableThread,
  asked: ShownPart,
): Promise<{ readonly shown: Pick<ShownPart, 'order' | 'page'>; readonly whole: number }> {
  const { order, page, post = asked.comments, comments = 0 } = asked
  if (post === undefined || page !== null) return { shown: { order, page }, whole: comments }
  const sight = sightOf(viewer)
  const place = await findPlace(db, {
    threadId: thread.id,
    accepted: thread.accepted_post_id ?? 0,
    postId: post,
    order,
    visible: sight === 'all' ? null : visible(sight, viewer.id ?? 0),
  })
  return { shown: { order, page: place?.page ?? null }, whole: place?.parent ?? comments }
}

/**
 * One page of a thread for this viewer: question, accepted answer, a page of the others. Throws
 * `not-found`, or `MovedError` for a thread that was joined to another.
 */
export async function getThreadPage(
  context: Context,
  id: number,
  asked: ShownPart,
  known?: ReadableCategories,
): Promise<
  Omit<
    ThreadPageView,
    'trail' | 'nearby' | 'articles' | 'mayHelp' | 'mayDraft' | 'privately' | 'secondTier' | 'knows'
  > & {
    readonly description: string
    readonly lastPostAt: number
    /** The question whose private part this is. */
    readonly partOf: number | null
  }
> {
  const { db, viewer, clock, locale } = context
  const now = clock.now()
  const found = await getThread(db, viewer, id, known)
  const { thread, facts, category } = found
  if (thread.merged_into !== null) throw new MovedError(thread.merged_into)

  const { shown, whole } = await placed(db, viewer, found, asked)
  const answers = await pageOfAnswers(db, viewer, found, shown)
  const fixed = await selectFixed(db, { id, accepted: thread.accepted_post_id ?? 0 }, null)
  const openingRow = fixed.find((row) => row.kind === 'opening')
  if (!openingRow) throw new AppError('not-found', saying(forumRefusals, 'lostQuestion'))
  const acceptedRow = fixed.find((row) => row.id === thread.accepted_post_id && row.hidden_at === null)

  const posts = [...fixed, ...answers.rows]
  const comments = await commentsOf(
    db,
    viewer,
    posts.map((row) => row.id),
    whole,
  )
  const all = [...posts, ...comments]
  const people = await findPeople(db, [
    ...all.flatMap((row) => [row.author_id, row.hidden_by]),
    thread.accepted_by,
    thread.hidden_by,
    thread.closed_by,
  ])
  const marks = isMember(viewer)
    ? await marksOf(
        db,
        viewer.id,
        id,
        posts.map((row) => row.id),
      )
    : NO_MARKS
  const tags = (await tagsOf(db, [id])).get(id) ?? []
  const may = permissions(viewer, found, now)
  const view = (row: PageRow): PostView => ({
    id: row.id,
    kind: row.kind as PostKind,
    author: personOf(people, row.author_id),
    html: htmlOf(row),
    createdAt: row.created_at,
    editedAt: row.edited_at,
    hidden: hiddenView(row, people, locale),
    helpfulCount: row.helpful_count,
    votedHelpful: marks.helpful.has(row.id),
    doubt: row.doubt_until === null ? null : { looksLike: doubtFrom(row.doubt), until: row.doubt_until },
    ...commentsUnder(row.id),
    may: may(row),
  })
  const commentsUnder = (id: number) => {
    const under = comments.filter((comment) => comment.parent_id === id)
    const more = (under[0]?.total ?? 0) - under.length
    return { comments: under.map((comment) => commentView(comment)), moreComments: more }
  }
  const commentView = (row: PageRow): CommentView => ({
    id: row.id,
    author: personOf(people, row.author_id),
    html: htmlOf(row),
    createdAt: row.created_at,
    editedAt: row.edited_at,
    hidden: hiddenView(row, people, locale),
    asksForDetails: row.asks_details === 1,
    may: may(row),
  })
  const promises = await shownPromises(db)
  const due = promises.due(thread, category, now)
  const state = stateOf(thread, now)
  const isAsker = isMember(viewer) && viewer.id === thread.author_id
  const answer = mayPostIn(viewer, facts, now)
  const address = addressOf(thread)

  return {
    id,
    address,
    url: `${context.env.baseUrl}${address}`,
    title: thread.title,
    lastPostAt: thread.last_post_at,
    partOf: thread.part_of,
    description: excerptOf(openingRow.html, 160),
    kind: thread.kind,
    state: isAsker ? state : plainState(state, viewer),
    category: { id: category.id, slug: category.slug, name: category.name },
    tags,
    isPrivate: thread.private_at !== null,
    createdAt: thread.created_at,
    closed:
      thread.closed_at === null ? null : { at: thread.closed_at, reason: textIn(locale, thread.closed_reason ?? '') },
    locked: thread.locked_at === null ? null : { at: thread.locked_at, reason: thread.locked_reason ?? '' },
    hidden: hiddenView(thread, people, locale),
    opening: view(openingRow),
    accepted:
      acceptedRow && thread.accepted_at !== null
        ? {
            post: view(acceptedRow),
            at: thread.accepted_at,
            by: personOf(people, thread.accepted_by)?.name ?? null,
          }
        : null,
    answers: answers.rows.map(view),
    answerCount: thread.answer_count,
    order: shown.order,
    focus: asked.post ?? null,
    newer: answers.newer,
    older: answers.older,
    sameHereCount: thread.same_here_count,
    saidSameHere: marks.sameHere,
    followerCount: thread.follower_count,
    following: marks.following,
    isAsker,
    firstAnswerAt: thread.first_answer_at,
    solvedAt: thread.accepted_at,
    readCount: thread.read_count,
    promise: promises.words(category, viewer, locale),
    due: due && {
      ...due,
      riskAt: thread.risk_at,
      paused: thread.details_asked_at === null ? null : { by: whoAsked(comments, people), at: thread.details_asked_at },
    },
    may: {
      answer: answer.ok,
      answerRefusal: answer.ok || !isMember(viewer) ? null : textIn(locale, answer.why),
      sameHere: isMember(viewer) ? maySaySameHere(viewer, facts, now).ok : true,
      follow: isMember(viewer) ? mayFollow(viewer, facts).ok : true,
      // Whoever edits the question edits its tags along with it.
      editTags: !may(openingRow).edit && mayEditTags(viewer, facts, now).ok,
      moderate: isModerator(viewer) || isStaff(viewer),
      suggestStory: thread.listed === 1 && category.access === 'public' && mayNominateStory(viewer, now).ok,
      inviteToPanel: thread.author_id !== null && mayMindAdvocates(viewer).ok,
      askDetails: hasAnswers(thread.kind) && mayAskDetails(viewer, facts),
      askForHelp:
        thread.accepted_post_id === null &&
        thread.closed_at === null &&
        thread.hidden_at === null &&
        hasAnswers(thread.kind) &&
        mayEscalate(viewer, facts, now).ok,
      dispute: thread.closed_at !== null && thread.part_of === null && mayDisputeClosing(viewer, facts, now).ok,
      reportOutcome:
        thread.answer_count > 0 &&
        // Whoever said that it did not help is asked again once there is another answer.
        (thread.reopened_at === null || answers.rows.some((row) => row.created_at > (thread.reopened_at ?? 0))) &&
        thread.accepted_post_id === null &&
        hasAnswers(thread.kind) &&
        mayReportOutcome(viewer, facts, now).ok,
    },
  }
}

/** The address of a thread this viewer may read; of a private part, the one of its question. */
export async function getThreadAddress({ db, viewer }: Pick<Context, 'db' | 'viewer'>, id: number): Promise<string> {
  return addressOf((await getThread(db, viewer, id)).thread)
}

/** The address of a post this viewer may read, in its thread. */
export async function getPostAddress(context: Pick<Context, 'db' | 'viewer'>, id: number): Promise<string> {
  const { thread } = await getPost(context.db, context.viewer, id)
  return postAddress(thread, id)
}

async function pageOfAnswers(
  db: Executor,
  viewer: Actor,
  { thread }: ReadableThread,
  shown: { readonly order: AnswerOrder; readonly page: string | null },
) {
  const { column, down } = ANSWER_SORT[shown.order]
  const cursor = readCursor(shown.page, 2)
  const downwards = down !== (cursor?.side === 'before')
  const [key = 0, id = 0] = cursor?.keys ?? []
  const fetched = await selectAnswers(
    db,
    {
      threadId: thread.id,
      accepted: thread.accepted_post_id ?? 0,
      viewerId: viewer.id ?? 0,
      key,
      id,
    },
    {
      column,
      downwards,
      // By helpfulness the older of two equal ones comes first; the id then runs against the column.
      idDown: shown.order === 'helpful' ? !downwards : downwards,
      sight: sightOf(viewer),
      fromCursor: cursor !== null,
    },
  )
  return pageOf(fetched, PAGE_SIZE, cursor, (row) => [row[column], row.id])
}

/** Which hidden posts a viewer sees: all, their own, none. */
type Sight = 'all' | 'own' | 'none'

function sightOf(viewer: Actor): Sight {
  if (isStaff(viewer)) return 'all'
  return isMember(viewer) ? 'own' : 'none'
}

/** `mayReadPost` as a filter. */
function visible(sight: Sight, viewerId: number) {
  return (eb: ExpressionBuilder<Schema, 'posts'>): Expression<SqlBool> => {
    const open = eb('posts.hidden_at', 'is', null)
    return sight === 'own' ? eb.or([open, eb('posts.author_id', '=', viewerId)]) : open
  }
}

interface AnswersShape {
  readonly column: 'helpful_count' | 'created_at'
  readonly downwards: boolean
  readonly idDown: boolean
  readonly sight: Sight
  readonly fromCursor: boolean
}

type AnswersParams = Readonly<Record<'threadId' | 'accepted' | 'viewerId' | 'key' | 'id', number>>

const selectAnswers = prepared((db: Executor, p: AnswersParams, shape: AnswersShape) => {
  let q = db
    .selectFrom('posts')
    .select(COLUMNS)
    .where('thread_id', '=', p.threadId)
    .where((eb) => eb('kind', 'in', ['answer', 'reply']))
    .where('id', '!=', p.accepted)
    .$if(shape.sight !== 'all', (all) => all.where(visible(shape.sight, p.viewerId)))
  if (shape.fromCursor) {
    q = q.where((eb) =>
      eb.or([
        eb(shape.column, shape.downwards ? '<' : '>', p.key),
        eb.and([eb(shape.column, '=', p.key), eb('id', shape.idDown ? '<' : '>', p.id)]),
      ]),
    )
  }
  return q
    .orderBy(shape.column, shape.downwards ? 'desc' : 'asc')
    .orderBy('id', shape.idDown ? 'desc' : 'asc')
    .limit(PAGE_SIZE + 1)
})

/** The question, and the accepted answer when there is one. */
const selectFixed = prepared((db: Executor, p: { id: number; accepted: number }) =>
  db
    .selectFrom('posts')
    .select(COLUMNS)
    .where('thread_id', '=', p.id)
    .where((eb) => eb.or([eb('kind', '=', 'opening'), eb('id', '=', p.accepted)])),
)

const selectComments = prepared(
  (db: Executor, p: { ids: readonly number[]; viewerId: number; whole: number }, sight: Sight) =>
    db
      .selectFrom((eb) =>
        eb
          .selectFrom('posts')
          .select(COLUMNS)
          .select(sql<number>`row_number() over (partition by parent_id order by created_at, id)`.as('place'))
          .select(sql<number>`count(*) over (partition by parent_id)`.as('total'))
          .where('parent_id', 'in', [...p.ids])
          .$if(sight !== 'all', (all) => all.where(visible(sight, p.viewerId)))
          .as('numbered'),
      )
      .select(COLUMNS)
      .select('total')
      .where((eb) => eb.or([eb('place', '<=', MOST_COMMENTS), eb('parent_id', '=', p.whole)]))
      .orderBy('created_at')
      .orderBy('id'),
)

async function commentsOf(db: Executor, viewer: Actor, ids: readonly number[], whole: number) {
  return selectComments(db, { ids, viewerId: viewer.id ?? 0, whole }, sightOf(viewer))
}

interface Marks {
  readonly helpful: ReadonlySet<number>
  readonly sameHere: boolean
  readonly following: boolean
}

const NO_MARKS: Marks = { helpful: new Set(), sameHere: false, following: false }

interface MarksParams {
  readonly [name: string]: number | readonly number[]
  readonly memberId: number
  readonly threadId: number
  readonly postIds: readonly number[]
}

const selectVotes = prepared((db: Executor, p: MarksParams) =>
  db
    .selectFrom('helpful')
    .select('post_id')
    .where('member_id', '=', p.memberId)
    .where('post_id', 'in', [...p.postIds]),
)

const selectSameHere = prepared((db: Executor, p: MarksParams) =>
  db.selectFrom('same_here').select('at').where('thread_id', '=', p.threadId).where('member_id', '=', p.memberId),
)

const selectFollow = prepared((db: Executor, p: MarksParams) =>
  db
    .selectFrom('follows')
    .select('at')
    .where('member_id', '=', p.memberId)
    .where('kind', '=', 'thread')
    .where('subject_id', '=', p.threadId),
)

async function marksOf(db: Executor, memberId: number, threadId: number, postIds: readonly number[]): Promise<Marks> {
  const params = { memberId, threadId, postIds }
  const votes = await selectVotes(db, params, null)
  const same = await selectSameHere(db, params, null)
  const follow = await selectFollow(db, params, null)
  return {
    helpful: new Set(votes.map((row) => row.post_id)),
    sameHere: same.length > 0,
    following: follow.length > 0,
  }
}

const GUEST_MAY: PostMay = {
  edit: false,
  hide: false,
  restore: false,
  accept: false,
  withdrawAcceptance: false,
  voteHelpful: true,
  comment: true,
  flag: true,
  toComment: false,
  toAnswer: false,
  keepAsAnswer: false,
}

/** What this viewer may do to each post; guests are shown what signing in would let them do. */
function permissions(viewer: Actor, { thread, facts }: ReadableThread, now: number): (row: PageRow) => PostMay {
  if (!isMember(viewer)) return () => GUEST_MAY
  const comment = mayPostIn(viewer, facts, now).ok
  const accept = hasAnswers(thread.kind) && mayAcceptAnswer(viewer, facts, now).ok
  const moderate = mayModerate(viewer).ok
  const changeKind = mayChangePostKind(viewer, facts, now).ok
  const changeDoubted = mayChangePostKind(viewer, facts, now, true).ok
  const keep = mayKeepAsAnswer(viewer, facts, now).ok
  return (row) => {
    const post = postFacts(row, thread.accepted_post_id)
    const isShown = !post.isHidden
    const isDoubted = row.doubt_until !== null
    return {
      edit: mayEditPost(viewer, facts, post, now).ok,
      hide: isShown && mayHidePost(viewer, post, now).ok,
      restore: !isShown && moderate,
      accept: accept && isShown && post.kind === 'answer' && !post.isAccepted,
      withdrawAcceptance: accept && post.isAccepted,
      voteHelpful: mayVoteHelpful(viewer, facts, post, now).ok,
      comment: comment && isShown,
      flag: isShown && mayFlag(viewer, post, now).ok,
      toComment:
        (changeKind || (isDoubted && changeDoubted)) &&
        isShown &&
        !post.isAccepted &&
        (post.kind === 'answer' || post.kind === 'reply'),
      toAnswer: changeKind && isShown && post.kind === 'comment' && post.authorId !== thread.author_id,
      keepAsAnswer: isDoubted && isShown && keep,
    }
  }
}

function personOf(people: ReadonlyMap<number, PersonView>, id: number | null): PersonView | null {
  return id === null ? null : (people.get(id) ?? null)
}

/** Who asked the asker for details last, as far as the page shows it. */
function whoAsked(comments: readonly PageRow[], people: ReadonlyMap<number, PersonView>): string | null {
  const last = comments.filter((row) => row.asks_details === 1 && row.hidden_at === null).at(-1)
  return last ? (personOf(people, last.author_id)?.name ?? null) : null
}

function hiddenView(
  row: {
    readonly hidden_at: number | null
    readonly hidden_by: number | null
    readonly hidden_reason: string | null
  },
  people: ReadonlyMap<number, PersonView>,
  locale: Locale,
): HiddenView | null {
  if (row.hidden_at === null) return null
  return {
    at: row.hidden_at,
    by: personOf(people, row.hidden_by)?.name ?? null,
    reason: textIn(locale, row.hidden_reason ?? ''),
  }
}
