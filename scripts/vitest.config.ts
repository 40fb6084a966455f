import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What both projects share; `globalSetup` stands outside, so that it runs once for both. */
const shared = {
  setupFiles: [`${root}test/support/setup.ts`],
  testTimeout: 20_000,
  hookTimeout: 60_000,
}

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
          name: 'unit',
          include: ['{app,db,search,scripts}/**/*.test.{ts,tsx}'],
        },
      },
      { root, test: { ...shared, name: 'product', include: ['test/**/*.test.{ts,tsx}'] } },
    ],
  },
})
