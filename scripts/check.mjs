// Runs the checks two at a time (each is one process, and machines have two cores or more) and prints
// what failed. Ends with status 1 when any did.
import { spawn } from 'node:child_process'

const CHECKS = ['lint', 'types', 'format', 'typed-lint', 'unused', 'imports']
const failed = []
let next = 0

/** Runs one npm script, collecting what it prints. */
function run(name) {
  return new Promise((resolve) => {
    const since = Date.now()
    const child = spawn('npm', ['run', '--silent', `check:${name}`], {
      env: { ...process.env, FORCE_COLOR: '1' },
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (status) => {
      console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name}  ${((Date.now() - since) / 1000).toFixed(1)} s`)
      if (status !== 0) failed.push({ name, output })
      resolve()
    })
  })
}

const place = async () => {
  while (next < CHECKS.length) await run(CHECKS[next++])
}
await Promise.all([place(), place()])
for (const { name, output } of failed) console.log(`\n---- ${name}\n${output}`)
process.exit(failed.length === 0 ? 0 : 1)
