import { Migrator, sql, type Migration } from 'kysely'
import type { Database } from './client.server.ts'
import * as community from './migrations/0001_community.ts'
import * as knowledge from './migrations/0002_knowledge.ts'
import * as draftsOfArticles from './migrations/0003_drafts_of_articles.ts'
import * as undatedRequests from './migrations/0004_undated_requests.ts'
import * as garbledRequests from './migrations/0005_garbled_requests.ts'
import * as damagedIds from './migrations/0006_damaged_ids.ts'
import * as joining from './migrations/0007_joining.ts'
import * as cutTexts from './migrations/0008_cut_texts.ts'
import * as takingBack from './migrations/0009_taking_back.ts'
import * as waitingForDetails from './migrations/0010_waiting_for_details.ts'
import * as settings from './migrations/0012_settings.ts'
import * as mailsOfNotices from './migrations/0014_mails_of_notices.ts'
import * as heavyWork from './migrations/0015_heavy_work.ts'
import * as secondTier from './migrations/0017_second_tier.ts'
import * as recognition from './migrations/0018_recognition.ts'
import * as preparedFolded from './migrations/0019_prepared_folded.ts'
import * as badges from './migrations/0020_badges.ts'
import * as storiesOnce from './migrations/0021_stories_once.ts'
import * as recentAskers from './migrations/0022_recent_askers.ts'
import * as exemplars from './migrations/0023_exemplars.ts'
import * as pointsAndTags from './migrations/0024_points_and_tags.ts'
import * as brands from './migrations/0025_brands.ts'
import * as synonyms from './migrations/0026_synonyms.ts'
import * as searchLog from './migrations/0027_search_log.ts'
import * as rewardLimit from './migrations/0028_reward_limit.ts'
import * as oneSearchLog from './migrations/0029_one_search_log.ts'
import * as otherQuestions from './migrations/0031_other_questions.ts'
import * as words from './migrations/0016_words.ts'

/** In order; names are never changed once released. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_community': community,
  '0002_knowledge': knowledge,
  '0003_drafts_of_articles': draftsOfArticles,
  '0004_undated_requests': undatedRequests,
  '0005_garbled_requests': garbledRequests,
  '0006_damaged_ids': damagedIds,
  '0007_joining': joining,
  '0008_cut_texts': cutTexts,
  '0009_taking_back': takingBack,
  '0010_waiting_for_details': waitingForDetails,
  '0012_settings': settings,
  '0014_mails_of_notices': mailsOfNotices,
  '0015_heavy_work': heavyWork,
  '0016_words': words,
  '0017_second_tier': secondTier,
  '0018_recognition': recognition,
  '0019_prepared_folded': preparedFolded,
  '0020_badges': badges,
  '0021_stories_once': storiesOnce,
  '0022_recent_askers': recentAskers,
  '0023_exemplars': exemplars,
  '0024_points_and_tags': pointsAndTags,
  '0025_brands': brands,
  '0026_synonyms': synonyms,
  '0027_search_log': searchLog,
  '0028_reward_limit': rewardLimit,
  '0029_one_search_log': oneSearchLog,
  '0031_other_questions': otherQuestions,
}

/** The database was written by a newer version: this one must not touch it. */
export class NewerSchemaError extends Error {
  constructor(names: readonly string[]) {
    super(
      `This database was made by a newer version of Askwell (it has ${names.join(', ')}). ` +
        'Start that version again, or restore a backup made with this one.',
    )
    this.name = 'NewerSchemaError'
  }
}

/** Throws `NewerSchemaError` when migrations were applied that this version does not know. */
export async function refuseNewerSchema(db: Database): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return
  const applied = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  const unknown = applied.rows.map((row) => row.name).filter((name) => !(name in MIGRATIONS))
  if (unknown.length > 0) throw new NewerSchemaError(unknown)
}

/**
 * Brings the schema up to date, each step in a transaction of its own, and returns the names of the
 * steps that ran. Safe to call from several processes: the others wait.
 */
export async function migrate(db: Database): Promise<readonly string[]> {
  await refuseNewerSchema(db)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error))
  return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName)
}
