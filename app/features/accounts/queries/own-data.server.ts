import type { Executor } from '#db/transaction.server.ts'

const PAGE = 500

/** More that is kept about a member, by the features that keep it: a name for the list, and its rows. */
export type OwnList = readonly [name: string, read: () => Promise<readonly object[]>]

/**
 * Everything that is kept about a member as one JSON document, in pieces, so that a member with many
 * posts needs no more memory than one with few. Times are ISO 8601.
 */
export async function* writeOwnData(
  db: Executor,
  memberId: number,
  now: number,
  more: readonly OwnList[] = [],
): AsyncGenerator<string> {
  const profile = await db
    .selectFrom('members')
    .select([
      'id',
      'handle',
      'name',
      'email',
      'email_confirmed_at',
      'role',
      'bio',
      'zone',
      'avatar_key',
      'created_at',
      'suspended_at',
      'suspended_until',
      'suspended_reason',
      'answer_count',
      'accepted_count',
      'helpful_count',
    ])
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow()
  yield `{\n"exported_at": ${JSON.stringify(new Date(now).toISOString())},\n"profile": ${write(profile)}`
  yield* list(
    'sessions',
    db.selectFrom('sessions').select(['created_at', 'expires_at', 'user_agent']).where('member_id', '=', memberId),
  )
  yield* list(
    'notice_preferences',
    db.selectFrom('notice_preferences').select(['kind', 'channel']).where('member_id', '=', memberId),
  )
  yield* list(
    'drafts',
    db.selectFrom('drafts').select(['key', 'title', 'body', 'fields', 'saved_at']).where('member_id', '=', memberId),
  )
  yield* list(
    'follows',
    db.selectFrom('follows').select(['kind', 'subject_id', 'at']).where('member_id', '=', memberId),
  )
  yield* list('same_here', db.selectFrom('same_here').select(['thread_id', 'at']).where('member_id', '=', memberId))
  yield* list('helpful', db.selectFrom('helpful').select(['post_id', 'at']).where('member_id', '=', memberId))
  yield* list(
    'threads_read',
    db.selectFrom('thread_reads').select(['thread_id', 'at']).where('member_id', '=', memberId),
  )
  yield* list(
    'notices',
    db
      .selectFrom('notices')
      .select(['kind', 'thread_id', 'post_id', 'created_at', 'read_at', 'mailed_at'])
      .where('member_id', '=', memberId),
  )
  yield* list(
    'flags',
    db
      .selectFrom('flags')
      .select(['post_id', 'reason', 'note', 'created_at', 'settled_at', 'verdict'])
      .where('member_id', '=', memberId),
  )
  yield* list(
    'files',
    db
      .selectFrom('files')
      .select(['key', 'kind', 'name', 'mime', 'bytes', 'post_id', 'article_id', 'created_at'])
      .where('member_id', '=', memberId),
  )
  // Without their text where it held a link that opens the account.
  yield* list(
    'mails',
    db
      .selectFrom('mails')
      .select((eb) => [
        'to_address',
        'subject',
        'created_at',
        'sent_at',
        eb.case().when('secret', '=', 1).then('').else(eb.ref('text')).end().as('text'),
      ])
      .where('member_id', '=', memberId),
  )
  yield* list(
    'acts_about_me',
    db
      .selectFrom('acts')
      .select(['at', 'verb', 'reason'])
      .where('subject_kind', '=', 'member')
      .where('subject_id', '=', memberId),
  )
  yield* list(
    'acts_by_me',
    db
      .selectFrom('acts')
      .select(['at', 'verb', 'subject_kind', 'subject_id', 'reason'])
      .where('member_id', '=', memberId),
  )
  yield* pages('threads', (after) =>
    db
      .selectFrom('threads')
      .select(['id', 'kind', 'title', 'created_at', 'private_at', 'closed_at', 'hidden_at', 'hidden_reason'])
      .where('author_id', '=', memberId)
      .where('part_of', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute(),
  )
  yield* pages('posts', (after) =>
    db
      .selectFrom('posts')
      .select([
        'id',
        'thread_id',
        'parent_id',
        'kind',
        'body',
        'created_at',
        'edited_at',
        'helpful_count',
        'hidden_at',
        'hidden_reason',
      ])
      .where('author_id', '=', memberId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute(),
  )
  yield* list(
    'earlier_versions',
    db
      .selectFrom('post_revisions')
      .innerJoin('posts', 'posts.id', 'post_revisions.post_id')
      .select(['post_id', 'number', 'title', 'post_revisions.body', 'at', 'reason'])
      .where('posts.author_id', '=', memberId),
  )
  yield* list(
    'article_versions',
    db
      .selectFrom('article_revisions')
      .select(['article_id', 'number', 'state', 'title', 'body', 'aliases', 'tags', 'at', 'reason', 'verdict'])
      .where('by_id', '=', memberId),
  )
  yield* list(
    'article_comments',
    db
      .selectFrom('article_comments')
      .select(['article_id', 'revision', 'body', 'at', 'resolved_at'])
      .where('by_id', '=', memberId),
  )
  yield* list(
    'article_votes',
    db
      .selectFrom('article_votes')
      .select(['article_id', 'revision', 'helpful', 'reason', 'note', 'at'])
      .where('member_id', '=', memberId),
  )
  yield* list(
    'article_credits',
    db.selectFrom('article_credits').select(['article_id', 'reason']).where('member_id', '=', memberId),
  )
  yield* list(
    'panel_invitations',
    db
      .selectFrom('panel_members')
      .innerJoin('panels', 'panels.id', 'panel_members.panel_id')
      .select(['panels.title', 'panel_members.words', 'invited_at', 'answered_at', 'declined_at'])
      .where('panel_members.member_id', '=', memberId)
      .where('panels.opened_at', 'is not', null),
  )
  yield* list(
    'panel_answers',
    db
      .selectFrom('panel_answers')
      .innerJoin('panel_questions', 'panel_questions.id', 'panel_answers.question_id')
      .select(['panel_questions.words as question', 'rating', 'choice', 'panel_answers.words', 'panel_answers.at'])
      .where('panel_answers.member_id', '=', memberId),
  )
  yield* list(
    'stories',
    db
      .selectFrom('story_consents')
      .innerJoin('stories', 'stories.id', 'story_consents.story_id')
      .select(['stories.quote', 'stories.about', 'asked_at', 'given_at', 'story_consents.declined_at', 'taken_back_at'])
      .where('story_consents.member_id', '=', memberId),
  )
  yield* pages('searchLog', (after) =>
    db
      .selectFrom('search_log')
      .select(['id', 'at', 'query', 'found', 'opened_count'])
      .where('member_id', '=', memberId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute(),
  )
  yield* list(
    'solved',
    db.selectFrom('deflections').select(['at', 'source', 'kind', 'subject_id']).where('member_id', '=', memberId),
  )
  yield* pages('requests', (after) =>
    db
      .selectFrom('requests')
      .select(['id', 'channel', 'source', 'subject', 'text', 'asked_at', 'outcome', 'tags'])
      .where('member_id', '=', memberId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute(),
  )
  for (const [name, read] of more) yield* list(name, { execute: read })
  yield '\n}\n'
}

interface Query {
  execute(): Promise<readonly object[]>
}

async function* list(name: string, query: Query): AsyncGenerator<string> {
  const rows = await query.execute()
  yield `,\n${JSON.stringify(name)}: [${rows.map((row) => `\n${write(row)}`).join(',')}]`
}

async function* pages(
  name: string,
  read: (after: number) => Promise<readonly { readonly id: number }[]>,
): AsyncGenerator<string> {
  yield `,\n${JSON.stringify(name)}: [`
  let after = 0
  for (;;) {
    const rows = await read(after)
    const last = rows.at(-1)
    if (!last) break
    yield `${after === 0 ? '' : ','}${rows.map((row) => `\n${write(row)}`).join(',')}`
    after = last.id
  }
  yield ']'
}

/** One row as JSON, its times as dates. */
function write(row: object): string {
  return JSON.stringify(row, (name, value: unknown) =>
    typeof value === 'number' && (name === 'at' || name.endsWith('_at') || name.endsWith('_until'))
      ? new Date(value).toISOString()
      : value,
  )
}
