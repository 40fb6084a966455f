import { sql, type Kysely } from 'kysely'
import { idType, isPostgres } from '../dialects/differences.server.ts'

/**
 * An award says when its earner was told of it and by which notice, so that awards that come together make one notice
 * and no award makes two; and the badges that every place starts with. Their rules are `BadgeRule` as JSON.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const whole = idType(isPostgres(db))
  await db.schema.alterTable('awards').addColumn('told_at', whole).execute()
  await db.schema
    .alterTable('awards')
    .addColumn('notice_id', whole, (c) => c.references('notices.id').onDelete('set null'))
    .execute()
  await db.schema.createIndex('awards_notice').on('awards').column('notice_id').execute()
  await sql`create index awards_untold on awards (member_id) where told_at is null and revoked_at is null`.execute(db)
  await sql`create index awards_shown on awards (badge_id, at desc, id desc) where revoked_at is null`.execute(db)
  const now = Date.now()
  for (const [position, badge] of STARTING_SET.entries()) {
    const { slug, name, description, emblem, kind, rare = 0 } = badge
    const rule = badge.rule ? JSON.stringify({ ...ANY, ...badge.rule }) : null
    const steps = JSON.stringify(badge.steps ?? [])
    await sql`insert into badges
      (slug, name, description, emblem, kind, rule, steps, rare, state, position, version, created_at, changed_at)
      values (${slug}, ${name}, ${description}, ${emblem}, ${kind}, ${rule}, ${steps}, ${rare}, 'active', ${position},
        1, ${now}, ${now})
      on conflict (slug) do nothing`.execute(db)
    await sql`insert into badge_versions (badge_id, version, name, description, emblem, kind, rule, steps, at)
      select id, version, name, description, emblem, kind, rule, steps, ${now} from badges where slug = ${slug}
      on conflict (badge_id, version) do nothing`.execute(db)
  }
}

/** A rule that asks for nothing in particular. */
const ANY = {
  outcomes: ['accepted'],
  count: 1,
  days: null,
  categoryId: null,
  tag: null,
  waitedDays: null,
  hours: null,
  second: false,
  people: null,
  categories: null,
  inRow: false,
  words: [],
}

interface Seed {
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly emblem: string
  readonly kind: 'once' | 'yearly' | 'steps' | 'hand'
  readonly rule?: Readonly<Record<string, unknown>>
  readonly steps?: readonly number[]
  readonly rare?: 1
}

const HELPED = ['accepted', 'solved']

const STARTING_SET: readonly Seed[] = [
  {
    slug: 'first-water',
    name: 'First water',
    description: 'A first answer that solved it for somebody.',
    emblem: 'drop',
    kind: 'once',
    rule: { outcomes: HELPED, count: 1 },
  },
  {
    slug: 'long-rope',
    name: 'Long rope',
    description: 'Solved questions that had waited five days or more.',
    emblem: 'rope',
    kind: 'steps',
    steps: [1, 3, 5],
    rule: { outcomes: HELPED, waitedDays: 5, count: 5 },
  },
  {
    slug: 'second-pail',
    name: 'Second pail',
    description: 'Solved it after an earlier answer hadn’t.',
    emblem: 'pail',
    kind: 'steps',
    steps: [1, 10, 30],
    rule: { outcomes: HELPED, second: true, count: 30 },
  },
  {
    slug: 'clear-water',
    name: 'Clear water',
    description: 'Twenty accepted answers in a row, and none was taken back.',
    emblem: 'waves',
    kind: 'once',
    rule: { inRow: true, count: 20 },
  },
  {
    slug: 'night-lamp',
    name: 'Night lamp',
    description: 'Solved it between midnight and five in the morning. Sleep is good too.',
    emblem: 'moon',
    kind: 'steps',
    steps: [1, 5, 15],
    rule: { outcomes: HELPED, hours: { from: 0, to: 5 }, count: 15 },
  },
  {
    slug: 'all-sides',
    name: 'From all sides',
    description: 'Answers accepted by twenty-five different people.',
    emblem: 'compass',
    kind: 'once',
    rule: { count: 25, people: 25 },
  },
  {
    slug: 'signpost',
    name: 'Signpost',
    description: 'Solved questions in four different categories.',
    emblem: 'signpost',
    kind: 'once',
    rule: { outcomes: HELPED, count: 4, categories: 4 },
  },
  {
    slug: 'ripples',
    name: 'Ripples',
    description: 'Answers that people who came later found helpful too.',
    emblem: 'ripples',
    kind: 'steps',
    steps: [5, 25, 100],
    rule: { outcomes: ['helpful'], count: 100 },
  },
  {
    slug: 'bucket-chain',
    name: 'Bucket chain',
    description: 'Solved it for eight people within one week.',
    emblem: 'chain',
    kind: 'once',
    rule: { outcomes: HELPED, count: 8, people: 8, days: 7 },
  },
  {
    slug: 'first-light',
    name: 'First light',
    description: 'Solved five questions before seven in the morning.',
    emblem: 'sunrise',
    kind: 'once',
    rule: { outcomes: HELPED, hours: { from: 5, to: 7 }, count: 5 },
  },
  {
    slug: 'well-digger',
    name: 'Well digger',
    description: 'Wrote articles, so that nobody has to ask.',
    emblem: 'spade',
    kind: 'steps',
    steps: [1, 5, 15],
    rule: { outcomes: ['article'], count: 15 },
  },
  {
    slug: 'mason',
    name: 'Mason',
    description: 'Wrote an article, and far fewer people ask about its topic since.',
    emblem: 'bricks',
    kind: 'once',
    rule: { outcomes: ['topic-eased'], count: 1 },
    rare: 1,
  },
  {
    slug: 'good-read',
    name: 'Good read',
    description: 'Articles that solved it for those who read them.',
    emblem: 'book',
    kind: 'steps',
    steps: [5, 25, 100],
    rule: { outcomes: ['article-helpful'], count: 100 },
  },
  {
    slug: 'whetstone',
    name: 'Whetstone',
    description: 'Edits that made an article better.',
    emblem: 'pencil',
    kind: 'steps',
    steps: [1, 10, 30],
    rule: { outcomes: ['edit'], count: 30 },
  },
  {
    slug: 'go-between',
    name: 'Go-between',
    description: 'Translated articles, so that more people can read them.',
    emblem: 'speech',
    kind: 'steps',
    steps: [1, 5, 20],
    rule: { outcomes: ['translation'], count: 20 },
  },
  {
    slug: 'sharp-eye',
    name: 'Sharp eye',
    description: 'Reported something, and the moderators agreed.',
    emblem: 'eye',
    kind: 'steps',
    steps: [1, 5, 20],
    rule: { outcomes: ['flag'], count: 20 },
  },
  {
    slug: 'many-hands',
    name: 'Many hands',
    description: 'Took part in missions that reached their goal.',
    emblem: 'knot',
    kind: 'steps',
    steps: [1, 5, 15],
    rule: { outcomes: ['mission'], count: 15 },
  },
  {
    slug: 'off-and-on',
    name: 'Off and on again',
    description: 'Said to restart it, and that was it. Three times.',
    emblem: 'switch',
    kind: 'once',
    rule: { outcomes: HELPED, count: 3, words: ['restart', 'reboot', 'off and on again'] },
  },
  {
    slug: 'the-cable',
    name: 'It was the cable',
    description: 'Asked whether it was plugged in. It wasn’t.',
    emblem: 'plug',
    kind: 'once',
    rule: { outcomes: HELPED, count: 2, words: ['cable', 'plugged in', 'plug it'] },
  },
  {
    slug: 'swept-floor',
    name: 'Swept the floor',
    description: 'Had the cache cleared, and suddenly everything worked. Five times.',
    emblem: 'broom',
    kind: 'once',
    rule: { outcomes: HELPED, count: 5, words: ['cache', 'cookies'] },
  },
  {
    slug: 'needle',
    name: 'Needle in the hay',
    description: 'Found it after a month, when others had tried.',
    emblem: 'needle',
    kind: 'once',
    rule: { outcomes: HELPED, waitedDays: 30, second: true, count: 1 },
  },
  {
    slug: 'dry-spell',
    name: 'End of the dry spell',
    description: 'Solved it for somebody who had waited three months.',
    emblem: 'hourglass',
    kind: 'once',
    rule: { outcomes: HELPED, waitedDays: 90, count: 1 },
    rare: 1,
  },
  {
    slug: 'year-of-water',
    name: 'A year of water',
    description: 'Solved it for twenty different people within one year.',
    emblem: 'wheel',
    kind: 'yearly',
    rule: { outcomes: HELPED, count: 20, people: 20 },
  },
  {
    slug: 'cup-of-tea',
    name: 'Cup of tea',
    description: 'Stayed kind where it was hard. Given by staff who saw it.',
    emblem: 'cup',
    kind: 'hand',
  },
  {
    slug: 'found-the-leak',
    name: 'Found the leak',
    description: 'Found what was really broken, and it was mended. Given by staff.',
    emblem: 'leak',
    kind: 'hand',
    rare: 1,
  },
]
