import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileMessage } from './compile.ts'
import { translationsInto } from './translations.server.ts'
import { formatted } from './speak.ts'
import { allWords } from './words.ts'

const FILES = ['app', 'scripts', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
)
const CATALOGUE = /^app\/.+\/words\/[a-z-]+\.ts$/
const CATALOGUES = FILES.filter((file) => CATALOGUE.test(file))
await Promise.all(CATALOGUES.map((file) => import(`../../${file}`)))
const SOURCES = FILES.filter((file) => /\.tsx?$/.test(file) && !CATALOGUE.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

describe('the catalogues', () => {
  test('each has a room of its own', () => {
    expect(CATALOGUES.length).toBeGreaterThan(40)
    expect(allWords()).toHaveLength(CATALOGUES.length)
  })

  test.each(allWords().map((words) => [words.room, words] as const))('every message of %s can be read', (_, words) => {
    const broken = Object.entries(words.messages).flatMap(([key, text]) => {
      try {
        compileMessage(text)
        return []
      } catch (error) {
        return [`${key}: ${String(error)}`]
      }
    })
    expect(broken).toEqual([])
  })

  test('every message is said somewhere', () => {
    const dead = allWords().flatMap(({ room, messages }) =>
      Object.keys(messages)
        .filter((key) => !DEMANDED.has(room) && !isSaid(key))
        .map((key) => `${room}: ${key}`),
    )
    expect(dead).toEqual([])
  })

  test('a made-up language changes every letter of every message, and keeps its arguments', () => {
    const said = Object.values(translationsInto('en-XA')).flatMap((room) => Object.values(room))
    const plain = said.filter((message) => {
      const text = typeof message === 'string' ? message : message.filter((one) => typeof one === 'string').join('')
      return /[A-Za-z]{2}/.test(text)
    })
    expect(said.length).toBeGreaterThan(1000)
    expect(plain).toEqual([])
    expect(formatted('en-XA', [['name'], ' ȧ'], { name: 'Anna' })).toBe('Anna ȧ')
  })
})

/** Rooms of which the compiler demands every key, by the type of a table. */
const DEMANDED = new Set(['moderation/acts', 'settings/names', 'forum/posts'])

/** All that stands between two quotes, and how templates begin before a value and end after one: read once. */
const QUOTED = found(/(?='([^'\n]{1,100})')/g)
const BEGINNINGS = found(/`([^`$\n]{1,100})\.\$\{/g)
const ENDS = found(/\}\.([^`$\n]{1,100})`/g)

function found(pattern: RegExp): ReadonlySet<string> {
  return new Set([...SOURCES.matchAll(pattern)].map(([, text = '']) => text))
}

/** By its name, or by a template that begins or ends as it does: `kind.${kind}`. */
function isSaid(key: string): boolean {
  if (QUOTED.has(key)) return true
  const parts = key.split('.')
  return parts.some((_, at) => BEGINNINGS.has(parts.slice(0, at).join('.')) || ENDS.has(parts.slice(at + 1).join('.')))
}
