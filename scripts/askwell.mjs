// Runs the built command line, building it first when the sources are newer.
// Plain JavaScript: production needs no TypeScript loader.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const built = join(root, 'build/server/askwell.js')

/** The newest change time under a folder, in milliseconds. */
function newest(folder) {
  let latest = 0
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      latest = Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs)
    }
  }
  return latest
}

function isStale() {
  if (!existsSync(built)) return true
  if (!existsSync(join(root, 'node_modules/@remix-run/dev'))) return false
  const builtAt = statSync(built).mtimeMs
  return ['app', 'db', 'search', 'scripts'].some((folder) => newest(join(root, folder)) > builtAt)
}

if (isStale()) {
  console.error('Building Askwell (once; it takes about half a minute) …')
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (build.status !== 0) {
    console.error('The build failed; its messages stand above.')
    process.exit(1)
  }
}

process.env.NODE_ENV ??= 'production'
await import(pathToFileURL(built).href)
