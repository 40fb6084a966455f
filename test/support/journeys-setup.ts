import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { unpackBrowser, type BrowserFiles } from './browser-files.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    browser: BrowserFiles
  }
}

const BUILT = fileURLToPath(new URL('../../build/server/askwell.js', import.meta.url))

/** Runs once before all journeys: they drive the built product, in a browser that comes with the packages. */
export default async function setup(project: TestProject): Promise<void> {
  if (!existsSync(BUILT)) throw new Error('There is no build to test: run npm run build first.')
  project.provide('browser', await unpackBrowser())
}
