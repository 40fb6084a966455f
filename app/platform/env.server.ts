import { resolve } from 'node:path'
import { z } from 'zod'
import { isLocale, SOURCE_LOCALE, type Locale } from '#app/locale/locales.ts'

const url = (what: string, ...protocols: string[]) =>
  z.string().refine(
    (text) => {
      try {
        return protocols.includes(new URL(text).protocol)
      } catch {
        return false
      }
    },
    { message: `must be an address like ${what}` },
  )

const EnvSchema = z.object({
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: url('https://help.example.com', 'http:', 'https:').optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: url('postgres://user:password@host/name', 'postgres:', 'postgresql:').optional(),
  MEILI_URL: url('http://127.0.0.1:7700', 'http:', 'https:').optional(),
  MEILI_KEY: z.string().optional(),
  SMTP_URL: url('smtp://user:password@host:587', 'smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().default('Askwell <askwell@localhost>'),
  TRUST_PROXY: z.coerce.number('must be the number of proxies in front, such as 1').int().min(0).max(10).default(0),
  ROLE: z.enum(['all', 'web', 'worker'], 'must be all, web or worker').default('all'),
  METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be a pino level')
    .default('info'),
  AI_BASE_URL: url('http://127.0.0.1:8080/v1', 'http:', 'https:').optional(),
  AI_KEY: z.string().optional(),
  AI_EMBEDDING_MODEL: z.string().max(200, 'must have 200 characters or fewer').optional(),
  LANGUAGES: z
    .string()
    .default(SOURCE_LOCALE)
    .transform((text) => text.split(',').map((tag) => tag.trim()))
    .refine((tags) => tags.every(isLocale), `must be languages of the interface, such as ${SOURCE_LOCALE}`)
    .transform((tags) => tags.filter(isLocale)),
  DEMO_PASSWORD: z.string().min(10, 'must have 10 characters or more').optional(),
})

/** The settings of the process, read once at its start. `baseUrl` has no slash at its end. */
export interface Env {
  readonly port: number
  readonly host: string
  readonly baseUrl: string
  readonly dataDir: string
  readonly databaseUrl: string
  /** A Meilisearch server in front of the embedded search; off when null. No slash at its end. */
  readonly meiliUrl: string | null
  readonly meiliKey: string | null
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly trustProxy: number
  readonly role: 'all' | 'web' | 'worker'
  readonly metricsToken: string | null
  readonly logLevel: string
  /** Languages of the interface, the place's own first. */
  readonly languages: readonly Locale[]
  readonly demoPassword: string | null
  /** An OpenAI-compatible server that may smooth drafts; off when null. No slash at its end. */
  readonly aiBaseUrl: string | null
  readonly aiKey: string | null
  /** The model of that server that turns texts into vectors; words alone are searched when null. */
  readonly aiEmbeddingModel: string | null
}

/** The environment can't be used; the message lists every problem, one a line. */
export class EnvError extends Error {
  constructor(problems: readonly string[]) {
    super(`These settings can't be used:\n${problems.map((p) => `  ${p}`).join('\n')}`)
    this.name = 'EnvError'
  }
}

/** Parses the environment; empty values count as not set. Throws `EnvError` with all problems at once. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = EnvSchema.safeParse(given)
  if (!parsed.success) {
    throw new EnvError(parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`))
  }
  const e = parsed.data
  if (e.AI_EMBEDDING_MODEL !== undefined && e.AI_BASE_URL === undefined)
    throw new EnvError(['AI_EMBEDDING_MODEL needs AI_BASE_URL, the server that has the model'])
  if (e.AI_EMBEDDING_MODEL !== undefined && e.MEILI_URL !== undefined)
    throw new EnvError(['AI_EMBEDDING_MODEL is for the embedded search, and can’t be set beside MEILI_URL'])
  const dataDir = resolve(e.DATA_DIR)
  const host = e.HOST === '0.0.0.0' || e.HOST === '::' ? 'localhost' : e.HOST
  return {
    port: e.PORT,
    host: e.HOST,
    baseUrl: (e.BASE_URL ?? `http://${host}:${e.PORT}`).replace(/\/+$/, ''),
    dataDir,
    databaseUrl: e.DATABASE_URL ?? resolve(dataDir, 'askwell.db'),
    meiliUrl: e.MEILI_URL?.replace(/\/+$/, '') ?? null,
    meiliKey: e.MEILI_KEY ?? null,
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    trustProxy: e.TRUST_PROXY,
    role: e.ROLE,
    metricsToken: e.METRICS_TOKEN ?? null,
    logLevel: e.LOG_LEVEL,
    languages: e.LANGUAGES,
    demoPassword: e.DEMO_PASSWORD ?? null,
    aiBaseUrl: e.AI_BASE_URL?.replace(/\/+$/, '') ?? null,
    aiKey: e.AI_KEY ?? null,
    aiEmbeddingModel: e.AI_EMBEDDING_MODEL ?? null,
  }
}

/** The settings of this process. */
export function readEnv(): Env {
  return parseEnv(process.env)
}
