import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { peopleWords } from '#app/features/catalogue/words/people.ts'
import { listThreads } from '#app/features/forum/queries/thread-list.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { escapeHtml } from '#app/kernel/html.ts'
import { GUEST } from '#app/kernel/roles.ts'
import { excerptOf } from '#app/kernel/text.ts'
import { localeOf } from '#app/locale/locales.ts'
import { saying } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { findRefusals } from '../words/refusals.ts'

type Reading = Pick<Context, 'db' | 'clock' | 'env'> & { readonly site: SiteSettings }

/** A feed holds what guests may read, whoever asks: feed readers send no session. */
export async function getFeed(context: Reading, name: string): Promise<string> {
  const match = /^(?:(threads|unanswered)|c-([a-z0-9-]+)|tag-(.+))\.atom$/.exec(name)
  if (!match) throw new AppError('not-found', saying(findRefusals, 'feed'))
  const { db, env, site } = context
  const categories = await categoriesFor(db, GUEST)
  const category = match[2] ? categories.bySlug(match[2]) : null
  const { rows } = await listThreads(
    { ...context, viewer: GUEST },
    {
      order: 'new',
      state: match[1] === 'unanswered' ? 'open' : 'all',
      kind: 'all',
      since: 'any',
      tag: match[3] ?? null,
      categoryId: category?.id ?? null,
      page: null,
    },
    categories,
  )
  const texts = await openingTexts(
    context,
    rows.map((row) => row.id),
  )
  const self = `${env.baseUrl}/feeds/${encodeURIComponent(name)}`
  const updated = rows[0]?.lastPostAt ?? 0
  const nobody = speak(localeOf(null, env.languages), peopleWords)('formerFirst')
  const entries = rows.map(
    (row) => `  <entry>
    <id>${env.baseUrl}/t/${row.id}</id>
    <title>${escapeXml(row.title)}</title>
    <link href="${escapeXml(env.baseUrl + row.address)}"/>
    <published>${iso(row.createdAt)}</published>
    <updated>${iso(row.lastPostAt)}</updated>
    <author><name>${escapeXml(row.author?.name ?? nobody)}</name></author>
    <category term="${escapeXml(row.category.slug)}" label="${escapeXml(row.category.name)}"/>
    <summary>${escapeXml(texts.get(row.id) ?? '')}</summary>
  </entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${escapeXml(self)}</id>
  <title>${escapeXml(category ? `${site.name}: ${category.name}` : site.name)}</title>
  <link rel="self" href="${escapeXml(self)}"/>
  <link href="${escapeXml(env.baseUrl)}/"/>
  <updated>${iso(updated)}</updated>
${entries.join('\n')}
</feed>
`
}

async function openingTexts({ db }: Reading, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('posts')
    .select(['thread_id', 'html'])
    .where('thread_id', 'in', [...ids])
    .where('kind', '=', 'opening')
    .where('hidden_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.thread_id, excerptOf(row.html, 400)]))
}

const iso = (at: number): string => new Date(at).toISOString()

/** Text in XML: no marks, and no control characters, which XML 1.0 can't hold. */
export function escapeXml(text: string): string {
  return escapeHtml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''))
}
