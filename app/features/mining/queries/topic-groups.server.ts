import { mayMine } from '#app/access/topics.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { mineInThread } from '../mine-in-thread.server.ts'
import type { TopicGroupsView } from '../types.ts'
import { openMiningText, phrasing } from './mining-inputs.server.ts'

/** Requests that are looked at, the most typical first: a form can name so many. */
const MOST = 1000
/** With fewer there is nothing to tell apart. */
const LEAST = 12
const SAMPLES = 3
const OPTIONS = { seed: 1, runs: 6 }

/**
 * Into what a topic would fall apart: its requests mined by themselves, so that words count which tell
 * nothing about topics at large. Whether a group is another question or the same in other words, an editor
 * says; restarts agree on both alike (docs/mining.md). Null for a topic with too few requests.
 */
export async function getTopicGroups(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  topicId: number,
): Promise<TopicGroupsView | null> {
  demand(mayMine(viewer))
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'subject', 'text'])
    .where('topic_id', '=', topicId)
    .orderBy('topic_fit', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute()
  if (rows.length < LEAST) return null
  const miningText = await openMiningText(db)
  const inputs = rows.map((row) => ({
    id: String(row.id),
    text: miningText(row.subject, row.text),
  }))
  const phrasings = new Map(rows.map((row) => [String(row.id), phrasing(row.subject, row.text)]))
  const { topics, assignment } = await mineInThread(inputs, OPTIONS)
  const groups = topics.map((topic) => ({
    // The one that names it first.
    requests: rows
      .flatMap((row, at) => (assignment[at] === topic.index ? row.id : []))
      .sort((a, b) => Number(String(b) === topic.titleId) - Number(String(a) === topic.titleId)),
    words: topic.words,
    samples: [...new Set([topic.titleId, ...topic.aliasIds].flatMap((id) => phrasings.get(id) ?? []))].slice(
      0,
      SAMPLES,
    ),
  }))
  return {
    looked: rows.length,
    groups: groups.filter((group) => group.requests.length > 0).sort((a, b) => b.requests.length - a.requests.length),
    apart: assignment.reduce((sum, topic) => sum + (topic < 0 ? 1 : 0), 0),
  }
}
