// The import rules of the house: arrows point downward only. Each was seen to fail on a planted breach.
const TEST = '(\\.test\\.tsx?$|^test/)'
const PURE = '^app/features/[^/]+/(types|rules|schemas)(\\.ts$|/)'
// Text and number libraries by name, never one that does I/O.
const PURE_PACKAGES = '(node_modules/(zod|luxon|@types/luxon|entities|htmlparser2)/|^tinyld/light$)'
// Finding personal data is pure too; it lies below the features because several need it.
const PERSONAL_DATA = '^app/platform/personal-data/'
// Words, spelling, likeness and language of texts: pure, and below the features and the search engine.
const TEXT = '^app/text/'
// Languages of the interface: below all, since every room has sentences; and the catalogues themselves.
const LOCALE = '^app/locale/'
const WORDS = '^app/(features/[^/]+|[^/]+)/words/'
// From the bottom up: a feature may import from those before it only, so that no circle can arise between features.
const FEATURES = [
  'catalogue',
  'promises',
  'composer',
  'accounts',
  'requests',
  'settings',
  'mining',
  'forum',
  'forum-import',
  'home',
  'knowledge',
  'files',
  'find',
  'ask',
  'recognition',
  'badges',
  'missions',
  'rewards',
  'panels',
  'stories',
  'notices',
  'prepared',
  'escalations',
  'advocates',
  'members',
  'moderation',
]
// Writes whole threads of another forum into the tables of the forum, by its rules.
const FORUM_IMPORT = '^app/features/forum-import/'
const DESK = '^app/features/escalations/'
const EDGE = ['^app/routes/', '^app/server/', '^app/(root|entry\\.server)\\.tsx$', '^scripts/']

const forbid = (name, from, to) => ({
  name,
  severity: 'error',
  from: { ...from, pathNot: [TEST, ...[from.pathNot ?? []].flat()] },
  to,
})
const onlyIn = (home, packages) =>
  forbid(`${packages[0]}-stays-home`, { pathNot: [home] }, { path: `node_modules/(${packages.join('|')})/` })

const aboveOf = (feature) => FEATURES.slice(FEATURES.indexOf(feature) + 1)

module.exports = {
  forbidden: [
    forbid(
      'everything-resolves',
      {},
      {
        couldNotResolve: true,
        pathNot: '^(virtual:|vitest/config|typescript-eslint|hono/|tinyld/|icu-minify/|@schummar/|meilisearch$)',
      },
    ),
    forbid('no-cycles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbid(
      'locale-is-bottom',
      { path: LOCALE },
      { pathNot: [LOCALE, '(node_modules/(react|@types/react)|icu-minify|@schummar)/'] },
    ),
    forbid('words-are-data', { path: WORDS }, { pathNot: ['^app/locale/words\\.ts$'] }),
    forbid(
      'kernel-is-bottom',
      { path: '^app/kernel/' },
      { pathNot: ['^app/kernel/', LOCALE, 'node_modules/entities/'] },
    ),
    forbid('text-is-pure', { path: TEXT }, { pathNot: [TEXT, LOCALE, '^app/kernel/'] }),
    forbid(
      'rules-are-pure',
      { path: PURE },
      { pathNot: ['^app/kernel/', LOCALE, WORDS, TEXT, PURE, PERSONAL_DATA, PURE_PACKAGES] },
    ),
    forbid(
      'personal-data-is-pure',
      { path: PERSONAL_DATA },
      { pathNot: ['^app/kernel/', LOCALE, WORDS, PERSONAL_DATA, 'node_modules/(ibantools|libphonenumber-js|re2js)/'] },
    ),
    forbid(
      'zod-is-for-schemas',
      { path: '^app/features/[^/]+/(types|rules)(\\.ts$|/)' },
      { path: 'node_modules/zod/' },
    ),
    forbid('database-knows-only-kernel', { path: '^db/' }, { path: '^(app/(?!kernel/|locale/)|scripts/)' }),
    forbid(
      'search-knows-only-kernel-and-text',
      { path: '^search/' },
      { path: '^(app/(?!kernel/|text/|locale/)|scripts/)' },
    ),
    forbid('db-and-search-are-strangers', { path: '^(db|search)/' }, { path: '^(db|search)/', pathNot: '^$1/' }),
    forbid(
      'platform-below-features',
      { path: '^app/(access|platform)/' },
      { path: '^(app/(features|routes|ui)/|search/)' },
    ),
    forbid(
      'features-read-never-command-each-other',
      { path: '^app/features/([^/]+)/', pathNot: [FORUM_IMPORT, DESK] },
      {
        path: '^app/features/',
        // Working time is counted wherever something is due, and what can't be undone is told by one list of words: pure, and
        // one way for all.
        pathNot:
          '^app/features/($1/|[^/]+/types\\.ts$|[^/]+/(queries|ui|words)/|promises/rules/|knowledge/rules/exemplars/(danger|lexicons)\\.ts$)',
      },
    ),
    // The second tier answers, asks and judges by the commands and rules of the forum, as a member does.
    forbid(
      'the-desk-acts-by-the-commands-of-the-forum',
      { path: DESK },
      {
        path: '^app/features/',
        pathNot: [
          DESK,
          '^app/features/([^/]+/types\\.ts$|[^/]+/(queries|ui|words)/|(promises|forum)/rules(/|\\.ts$))',
          '^app/features/forum/commands/(add-post|answer-doubt|private-part)\\.server\\.ts$',
        ],
      },
    ),
    forbid(
      'importing-a-forum-shares-the-rules-and-counts-of-the-forum',
      { path: FORUM_IMPORT },
      {
        path: '^app/features/',
        pathNot: [FORUM_IMPORT, '^app/features/forum/(types|rules|commands/(recount|start-clocks)\\.server)\\.ts$'],
      },
    ),
    ...FEATURES.slice(0, -1).map((feature) =>
      forbid(
        `${feature}-imports-features-below-it`,
        { path: `^app/features/${feature}/` },
        { path: `^app/features/(${aboveOf(feature).join('|')})/` },
      ),
    ),
    forbid(
      'every-feature-has-its-place-in-the-order',
      {},
      { path: '^app/features/', pathNot: `^app/features/(${FEATURES.join('|')})/` },
    ),
    forbid('only-the-edge-composes', { pathNot: EDGE }, { path: '^app/composition\\.server\\.ts$' }),
    forbid('nobody-imports-routes-or-scripts', { pathNot: EDGE }, { path: '^(app/routes|scripts)/' }),
    forbid('routes-hold-no-sql', { path: '^app/routes/' }, { path: '(^(db|search)/|node_modules/kysely/)' }),
    forbid('ui-kit-knows-no-feature', { path: '^app/ui/' }, { path: '^(app/(access|features|platform)|db|search)/' }),
    forbid(
      'components-load-no-server-code',
      { path: '\\.tsx$', pathNot: EDGE },
      { path: '(\\.server\\.tsx?$|^(db|search)/)', dependencyTypesNot: ['type-only'] },
    ),
    forbid('files-are-named-by-noun-or-act', {}, { path: '/(steps|utils|helpers|common|misc)(\\.server)?\\.tsx?$' }),
    forbid('product-ships-no-tests', {}, { path: TEST }),
    onlyIn('^(db|search/(fts5|vectors))/', ['better-sqlite3', 'pg']),
    onlyIn('^search/vectors/', ['sqlite-vec']),
    onlyIn('^app/features/accounts/sessions\\.server\\.ts$', ['lucia', '@lucia-auth']),
    onlyIn('^app/platform/markdown\\.server\\.ts$', ['marked']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}
