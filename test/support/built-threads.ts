import { rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { bundleOf, THREADS } from '../../scripts/bundle.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Bundles the worker threads into `folder`, which is there only when all of it is: a thread starts from its bundle in a
 * few hundredths of a second, from its sources in a third of one, and tests start hundreds.
 */
export async function buildThreads(folder: string): Promise<void> {
  const making = `${folder}.new`
  const { ssr, build: how } = bundleOf(THREADS)
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr,
    build: { ...how, ssr: true, outDir: making },
  })
  // What is not bundled is looked for from there.
  await symlink(join(ROOT, 'node_modules'), join(making, 'node_modules'))
  await rename(making, folder)
}
