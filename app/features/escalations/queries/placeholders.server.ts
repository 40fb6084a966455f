import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import type { PlaceholderFacts } from '#app/features/prepared/types.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { getEscalation } from './facts.server.ts'

/** What fills the placeholders of a prepared answer in this escalation; throws `not-found` like its page. */
export async function placeholderFacts(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  escalationId: number,
): Promise<PlaceholderFacts> {
  const { thread, escalation } = await getEscalation(db, viewer, escalationId)
  const site = await readSite(db)
  const asker = (await findPeople(db, [thread.author_id])).get(thread.author_id ?? 0)
  return {
    name: asker?.name ?? null,
    product: site.name,
    title: thread.title,
    dueAt: escalation.due_at,
    zone: site.zone,
  }
}
