import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The labels in the names of tests, each with its file: `check 27`, `checks 1, 5, 11`, `F10`. */
async function labelsOfTests(): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const folder of ['app', 'db', 'search', 'scripts', 'test']) {
    const names = await readdir(`${ROOT}${folder}`, { recursive: true })
    for (const name of names.filter((one) => /\.test\.tsx?$/.test(one) && !one.endsWith('labels.test.ts'))) {
      const text = await readFile(`${ROOT}${folder}/${name}`, 'utf8')
      for (const [, numbers = ''] of text.matchAll(/['(]checks? (\d+(?:, \d+)*)[:)]/g)) {
        for (const number of numbers.split(', ')) found.add(`check ${number} in ${folder}/${name}`)
      }
      for (const [, number] of text.matchAll(/'F(\d+):/g)) found.add(`F${number} in ${folder}/${name}`)
    }
  }
  return [...found].sort()
}

test('every label in the name of a test is explained in docs/trust.md, and none that stands in no test', async () => {
  const page = await readFile(`${ROOT}docs/trust.md`, 'utf8')
  const explained = [...page.matchAll(/^\| ((?:check |F)\d+) +\| .+ \| (.+?) +\|$/gm)].flatMap(
    ([, label, files = '']) => [...files.matchAll(/`([^`]+)`/g)].map(([, file]) => `${label} in ${file}`),
  )

  expect(explained.sort()).toEqual(await labelsOfTests())
})
