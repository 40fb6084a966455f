import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** Where the browser lies, and what its process needs in its environment. */
export interface BrowserFiles {
  readonly path: string
  readonly args: readonly string[]
  /** Libraries that came with the browser, where the machine lacks them; null where it has its own. */
  readonly libraries: string | null
}

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url))
/**
 * What the package switches off for servers without processes of their own, what a site relies on, and a graphics card
 * in software, which takes a fifth of all that the journeys take and draws nothing that they look at.
 */
const UNWANTED =
  /^--(single-process|no-zygote|disable-web-security|in-process-gpu|disable-features=.*|disable-site-isolation-trials|allow-running-insecure-content|use-gl=.*|use-angle=.*|enable-unsafe-swiftshader|ignore-gpu-blocklist)/

/**
 * Unpacks Chromium once (about three seconds, then kept) and tries whether it starts. Throws with the
 * Debian packages to install when it can't.
 */
export async function unpackBrowser(): Promise<BrowserFiles> {
  // Read by the package when it is loaded: it unpacks the libraries beside the browser, too.
  const before = { ...process.env }
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  if (!existsSync(join(CACHE, 'chromium'))) {
    await mkdir(CACHE, { recursive: true })
    const folder = await mkdtemp(`${CACHE}-`)
    process.env['TMPDIR'] = folder
    await chromium.executablePath()
    await rm(CACHE, { recursive: true, force: true })
    await rename(folder, CACHE)
  }
  for (const name of ['AWS_EXECUTION_ENV', 'TMPDIR', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = before[name]
  }
  const path = join(CACHE, 'chromium')
  const args = chromium.args.filter((arg) => !UNWANTED.test(arg) && !arg.startsWith('--headless'))
  args.push('--disable-gpu')
  const problem = await start(path, null)
  if (problem === null) return { path, args, libraries: null }
  const libraries = join(CACHE, 'al2023/lib')
  if ((await start(path, libraries)) === null) return { path, args, libraries }
  throw new Error(`The browser of the journeys can't start: ${problem}. On Debian: apt-get install libnss3`)
}

/** What keeps the browser from starting, in a line; null when it starts. */
async function start(path: string, libraries: string | null): Promise<string | null> {
  const env = libraries === null ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries }
  try {
    await promisify(execFile)(path, ['--version', '--no-sandbox'], { env, timeout: 20_000 })
    return null
  } catch (error) {
    const { stderr } = error as { stderr?: string } // what execFile throws carries it
    return (stderr ?? String(error)).trim().split('\n')[0] ?? 'it says nothing'
  }
}
