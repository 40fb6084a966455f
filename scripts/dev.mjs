// Builds, serves the demonstration on ./data/dev, and does both again whenever a source changes. The
// whole build runs each time, so that what is seen while working is what production serves.
import { spawn, spawnSync } from 'node:child_process'
import { watch } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const env = {
  DEMO_PASSWORD: 'demo-password',
  DATA_DIR: './data/dev',
  ...process.env,
  NODE_ENV: 'production',
}
let server
let timer

/** Builds; on success the server is started anew, otherwise the old one goes on. */
function renew() {
  const since = Date.now()
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (build.status !== 0) return
  console.log(`Built in ${((Date.now() - since) / 1000).toFixed(1)} s.`)
  const start = () => {
    server = spawn(process.execPath, ['build/server/askwell.js', 'demo'], {
      cwd: root,
      env,
      stdio: 'inherit',
    })
  }
  if (!server || server.exitCode !== null) return start()
  server.once('exit', start)
  server.kill('SIGTERM')
}

for (const folder of ['app', 'db', 'search', 'scripts', 'public']) {
  watch(new URL(`../${folder}`, import.meta.url), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(renew, 200)
  })
}
renew()
