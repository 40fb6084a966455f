import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What the projects share; `globalSetup` stands outside, so that it runs once for all. */
const shared = {
  setupFiles: [`${root}test/support/setup.ts`],
  testTimeout: 20_000,
  hookTimeout: 60_000,
  // Both cores of the smallest machine: left to itself the runner keeps one of two for nobody.
  maxWorkers: 2,
}

/** What needs nothing but itself. */
const rules = [
  'app/features/*/rules.test.ts',
  'app/features/*/{rules,ui}/**/*.test.{ts,tsx}',
  'app/{kernel,text,ui}/**/*.test.{ts,tsx}',
  'app/platform/personal-data/**/*.test.ts',
]

/** What drives the built product, most of it in a browser. */
const journeys = ['test/journeys/**/*.test.ts', 'test/faults/**/*.test.ts', 'test/conformance/routes.test.ts']

export default defineConfig({
  root,
  cacheDir: `${root}node_modules/.cache/vitest`,
  test: {
    globalSetup: [`${root}test/support/global-setup.ts`],
    projects: [
      {
        root,
        test: {
          ...shared,
          name: 'rules',
          include: rules,
          // The import rules keep state, servers and databases out of these, and a new process costs more than most take.
          isolate: false,
        },
      },
      {
        root,
        test: {
          ...shared,
          name: 'unit',
          include: ['{app,db,search}/**/*.test.{ts,tsx}'],
          exclude: rules,
          // Each file has databases of its own, and leaves nothing behind in a module: a fresh one each took a third of the time.
          isolate: false,
        },
      },
      {
        root,
        test: {
          ...shared,
          name: 'product',
          include: ['{scripts,test}/**/*.test.{ts,tsx}'],
          exclude: journeys,
        },
      },
      {
        root,
        test: {
          ...shared,
          name: 'journeys',
          include: journeys,
          globalSetup: [`${root}test/support/journeys-setup.ts`],
          testTimeout: 120_000,
          // One test's page is drawn while the server answers the other's: more would only wait in line.
          maxConcurrency: 2,
          // Each has a server and a browser beside it: after the others, and two at a time. Three at a time took as long and met
          // the limits of what must end in time.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
