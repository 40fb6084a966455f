import { sql, type Kysely } from 'kysely'

/**
 * Indexes for what was found to scan a table: what is deleted with something else (each foreign key that cascades), what
 * an erasure removes, and what is counted of a topic, which they answer without the requests themselves.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const index = async (name: string, on: string, where?: string): Promise<void> => {
    await sql.raw(`create index ${name} on ${on}${where === undefined ? '' : ` where ${where}`}`).execute(db)
  }
  await index('notices_thread', 'notices (thread_id)', 'thread_id is not null')
  await index('notices_post', 'notices (post_id)', 'post_id is not null')
  await index('notices_article', 'notices (article_id)', 'article_id is not null')
  await index('helpful_member', 'helpful (member_id)')
  await index('article_sources_member', 'article_sources (member_id)', 'member_id is not null')
  await index('article_sources_request', 'article_sources (request_id)', 'request_id is not null')
  await index('thread_reads_thread', 'thread_reads (thread_id)')
  await index('members_role', 'members (role)')
  await index('mails_member', 'mails (member_id)', 'member_id is not null')
  await index('articles_section', 'articles (section_id)', 'section_id is not null')
  await index('article_credits_member', 'article_credits (member_id)')
  await index('article_votes_member', 'article_votes (member_id)')
  await index('sessions_expiry', 'sessions (expires_at)')

  await index('requests_fit', 'requests (topic_id, topic_fit desc, id, thread_id)')
  await index('requests_strayed', 'requests (topic_at)', 'topic_id is null')
  await index('requests_askers', 'requests (topic_id, requester_key)')
  await index('requests_handled', 'requests (id, handling_seconds)', 'handling_seconds is not null')
  // The same order as `requests_topic`, with all that a topic's figures are added up from.
  await index('requests_figures', 'requests (topic_id, asked_at, id, channel, times, outcome, handling_seconds)')
  await sql`drop index requests_topic`.execute(db)

  await sql`alter table topics add column word_sources text not null default '[]'`.execute(db)
}
