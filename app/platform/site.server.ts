import type { Clock } from '#app/kernel/clock.ts'
import type { LegalText } from '#app/kernel/legal.ts'
import { DEFAULT_KEPT, type Kept } from '#app/kernel/retention.ts'
import { isStorageFailure, type Executor } from '#db/transaction.server.ts'

/** What an admin sets while it runs, edited at /desk/settings. */
export interface SiteSettings {
  readonly name: string
  /** One sentence under the name for search engines and mails. */
  readonly about: string
  /** IANA name; the zone in which guests read times. */
  readonly zone: string
  /** The company's own hue in degrees, or null for water. */
  readonly hue: number | null
  readonly logoKey: string | null
  /** The same logo for dark pages; only beside `logoKey`. */
  readonly darkLogoKey: string | null
  readonly signUp: 'open' | 'closed'
  /** Days after the first answer when the asker is asked whether it solved it; 0 = never. */
  readonly askOutcomeAfterDays: number
  /** Whether the product publishes articles by itself, of the narrow class that needs nobody's judgement. */
  readonly articlesByMachine: boolean
  /** Whether results are ranked by what people opened and what solved it, too. */
  readonly searchLearns: boolean
  /** Whether who searches may have an answer worded by the configured model. */
  readonly wordedAnswers: boolean
  /** The largest file of requests that can be uploaded, in megabytes. */
  readonly importMegabytes: number
  /** Shown in the footer, e.g. the source of demonstration data. */
  readonly footer: string
  /** Which legal texts there are, in the order in which they are named. */
  readonly legal: readonly LegalText[]
  /** For how many days requests, mails and the like are kept. */
  readonly kept: Kept
}

export const DEFAULT_SITE: SiteSettings = {
  name: 'Askwell',
  about: 'Questions and answers from the people who use it.',
  zone: 'UTC',
  hue: null,
  logoKey: null,
  darkLogoKey: null,
  signUp: 'open',
  askOutcomeAfterDays: 3,
  articlesByMachine: false,
  searchLearns: true,
  wordedAnswers: false,
  importMegabytes: 256,
  footer: '',
  legal: [],
  kept: DEFAULT_KEPT,
}

/** Reads the settings; what was never set has its default. */
export async function readSite(db: Executor): Promise<SiteSettings> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).execute()
  const set = Object.fromEntries(
    rows.filter((row) => row.key in DEFAULT_SITE).map((row) => [row.key, JSON.parse(row.value) as unknown]),
  )
  return { ...DEFAULT_SITE, ...set }
}

/** Writes the given settings; the caller has asked `app/access` and checked their shape. */
export async function writeSite(
  trx: Executor,
  clock: Clock,
  by: number | null,
  changes: Partial<SiteSettings>,
): Promise<void> {
  for (const [key, value] of Object.entries(changes)) {
    const row = { key, value: JSON.stringify(value), changed_at: clock.now(), changed_by: by }
    await trx
      .insertInto('settings')
      .values(row)
      .onConflict((c) => c.column('key').doUpdateSet({ value: row.value, changed_at: row.changed_at, changed_by: by }))
      .execute()
  }
}

/** Gives the settings; `fresh` as they are this moment, for who has just changed them. */
export type SiteReader = (how?: 'fresh') => Promise<SiteSettings>

/** The settings, read again when older than a second: every process follows a change by itself. */
export function cachedSite(db: Executor, clock: Clock): SiteReader {
  let kept: { readonly site: SiteSettings; readonly until: number } | null = null
  return async (how) => {
    if (how !== 'fresh' && kept && clock.now() < kept.until) return kept.site
    const site = await readSite(db).catch((error: unknown) => {
      // A page that says that the database is away still stands in the site's frame.
      if (isStorageFailure(error) === null) throw error
      return kept?.site ?? DEFAULT_SITE
    })
    kept = { site, until: clock.now() + 1000 }
    return site
  }
}
