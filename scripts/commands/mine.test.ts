import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { UsageError } from './command.ts'
import { mineCommand } from './mine.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askwell-mine-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

const TOPICS = ['card payment declined shop', 'password reset login locked', 'parcel late courier track']

async function mined(content: string, more: readonly string[] = []): Promise<string> {
  const [requests, out] = [join(folder, 'in.jsonl'), join(folder, 'out.jsonl')]
  await writeFile(requests, content)
  await mineCommand.run(['--requests', requests, '--out', out, ...more])
  return readFile(out, 'utf8')
}

const requests = Array.from({ length: 150 }, (_, i) => {
  const words = (TOPICS[i % 3] ?? '').split(' ')
  const text = `my ${words[i % 4] ?? ''} and ${words[(i + 1 + (i % 2)) % 4] ?? ''} ${'abcde'[i % 5] ?? ''}`
  return JSON.stringify(i % 2 ? { id: i, title: text, text: '' } : { id: `${i}`, text })
})

describe('askwell mine', () => {
  it('writes for each request its topic and subject, null where there is none', async () => {
    const out = await mined(`\ufeff${requests.join('\n')}\n\n{"id":"none","text":"😀"}\n`)

    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(rows.map(({ id }) => id)).toEqual([...requests.map((_, i) => String(i)), 'none'])
    expect(rows.at(-1)).toEqual({ id: 'none', cluster: null, subject: null })
    expect(rows[0]).toMatchObject({
      cluster: expect.stringMatching(/^topic-\d+$/),
      subject: expect.stringMatching(/^subject-\d+$/),
    })
  })

  it('says which question each asks, and lists the questions, where that is asked for', async () => {
    const topics = join(folder, 'topics.json')
    const out = await mined(`${requests.join('\n')}\n{"id":"none","text":"😀"}\n`, ['--questions', '--topics', topics])

    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(rows.at(-1)).toEqual({ id: 'none', cluster: null, subject: null, question: null })
    const listed = JSON.parse(await readFile(topics, 'utf8')) as readonly { question: string; title: string }[]
    expect(listed.map(({ question }) => question)).toContain(rows[0]?.['question'])
    expect(listed.every(({ title }) => title !== '')).toBe(true)
  })

  it.each([
    ['{"id":1,"text":"😀"}\n', '0 topics in 0 subjects; 0 of 1 request placed'],
    ['{"id":1,"text":"😀"}\n{"id":2,"text":"👍"}\n', '0 topics in 0 subjects; 0 of 2 requests placed'],
  ])('counts in words that fit one and many: %s', async (content, words) => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true).mockClear()

    await mined(content)

    expect(said.mock.calls.join('')).toContain(words)
  })

  it('says which file or folder there is not, before the work', async () => {
    const file = join(folder, 'there.jsonl')
    await writeFile(file, requests.join('\n'))

    await expect(mineCommand.run(['--requests', join(folder, 'nope'), '--out', file])).rejects.toThrow(
      /^There is no file .*nope\.$/,
    )
    await expect(mineCommand.run(['--requests', file, '--out', join(folder, 'no', 'x')])).rejects.toThrow(
      /^There is no folder .*no\.$/,
    )
  })

  it('writes the same for the same seed', async () => {
    const content = requests.join('\n')

    expect(await mined(content, ['--seed', '7'])).toBe(await mined(content, ['--seed', '7']))
  })

  it('leaves out what fits worst when told to', async () => {
    const out = await mined(requests.join('\n'), ['--coverage', '0.5'])

    const left = out.split('\n').filter((line) => line.includes('"cluster":null')).length
    expect(left).toBeGreaterThan(30)
    expect(left).toBeLessThan(110)
  })

  it('makes nothing of an empty file', async () => {
    expect(await mined('')).toBe('')
  })

  it.each([
    ['{"id":"1","text":"a"}\nnot json', 'line 2: this is not JSON'],
    ['[1]', 'line 1: this is not an object'],
    ['{"text":"a"}', 'line 1: the id is missing'],
    ['{"id":"1"}', 'line 1: the text is missing'],
    ['{"id":"1","text":5}', 'line 1: title and text are strings'],
  ])('refuses %s in one line', async (content, reason) => {
    await expect(mined(content)).rejects.toThrow(reason)
  })

  it.each([
    [['--out', 'x']],
    [['--requests', 'x', '--out', 'y', '--seed', 'z']],
    [['--requests', 'x', '--out', 'y', '--coverage', '2']],
  ])('says how it is called when %j is off', async (args) => {
    await expect(mineCommand.run(args)).rejects.toBeInstanceOf(UsageError)
  })
})
