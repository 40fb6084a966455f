import { sql, type Kysely } from 'kysely'
import { idType, identityColumn, isPostgres } from '../dialects/differences.server.ts'

/** Short forms that people type everywhere, and words that two of three sites need; an admin may change each. */
export const SHIPPED_SYNONYMS: readonly (readonly [language: string, words: readonly string[]])[] = [
  ['', ['mic', 'microphone']],
  ['', ['cam', 'webcam', 'camera']],
  ['', ['pwd', 'password']],
  ['', ['2fa', 'mfa', 'two-factor authentication', 'two-step verification']],
  ['', ['wifi', 'wi-fi', 'wlan']],
  ['', ['email', 'e-mail']],
  ['', ['url', 'web address']],
  ['', ['vpn', 'virtual private network']],
  ['en', ['login', 'log in', 'sign in', 'signin']],
  ['en', ['logout', 'log out', 'sign out']],
  ['en', ['signup', 'sign up', 'register']],
  ['en', ['app', 'application']],
  ['en', ['config', 'configuration']],
  ['en', ['prefs', 'preferences']],
  ['en', ['info', 'information']],
  ['en', ['admin', 'administrator']],
  ['en', ['sync', 'synchronize', 'synchronise']],
  ['en', ['addon', 'add-on']],
  ['en', ['pic', 'picture', 'photo']],
  ['de', ['passwort', 'kennwort', 'pw']],
  ['de', ['anmelden', 'einloggen', 'login']],
  ['de', ['abmelden', 'ausloggen', 'logout']],
  ['de', ['handy', 'smartphone', 'mobiltelefon']],
  ['de', ['mikro', 'mikrofon']],
  ['de', ['löschen', 'entfernen']],
  ['fr', ['mot de passe', 'mdp']],
  ['fr', ['courriel', 'e-mail', 'mail']],
  ['fr', ['micro', 'microphone']],
  ['es', ['contraseña', 'clave']],
  ['es', ['móvil', 'celular']],
  ['es', ['ordenador', 'computadora']],
]

/** Lists of words that mean the same, and what the product proposes for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = isPostgres(db)
  const whole = idType(postgres)
  const withId = identityColumn(postgres)
  await db.schema
    .createTable('synonym_sets')
    .addColumn('id', whole, withId)
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('words_key', 'text', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('created_at', whole, (c) => c.notNull())
    .addColumn('changed_at', whole, (c) => c.notNull())
    .addColumn('by_id', whole, (c) => c.references('members.id').onDelete('set null'))
    .addUniqueConstraint('synonym_sets_once', ['language', 'words_key'])
    .execute()
  await db.schema.createIndex('synonym_sets_by').on('synonym_sets').column('by_id').execute()
  await db.schema
    .createTable('synonym_proposals')
    .addColumn('id', whole, withId)
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('word', 'text', (c) => c.notNull())
    .addColumn('other', 'text', (c) => c.notNull())
    .addColumn('evidence', 'text', (c) => c.notNull())
    .addColumn('score', 'integer', (c) => c.notNull())
    .addColumn('found_at', whole, (c) => c.notNull())
    .addColumn('decided_at', whole)
    .addColumn('decided_by', whole, (c) => c.references('members.id').onDelete('set null'))
    .addColumn('decision', 'text')
    .addUniqueConstraint('synonym_proposals_once', ['word', 'other'])
    .execute()
  await db.schema.createIndex('synonym_proposals_by').on('synonym_proposals').column('decided_by').execute()
  await sql`create index synonym_proposals_open on synonym_proposals (score, id) where decided_at is null`.execute(db)
  for (const [language, words] of SHIPPED_SYNONYMS) {
    const row = [language, JSON.stringify(words), keyOf(words), 'shipped', 0, 0]
    await sql`insert into synonym_sets (language, words, words_key, origin, created_at, changed_at)
      values (${sql.join(row)})`.execute(db)
  }
}

/** As `synonymKey` makes it today; migrations stand alone. */
const keyOf = (words: readonly string[]): string =>
  words
    .map((word) => word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' '))
    .toSorted()
    .join('|')
