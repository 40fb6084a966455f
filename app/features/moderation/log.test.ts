import { actWords } from './words/acts.ts'
import { describe, expect, test } from 'vitest'
import { inviteMember, withdrawInvitation } from '#app/features/accounts/commands/invite-member.server.ts'
import { makeAccount } from '#app/features/accounts/commands/make-account.server.ts'
import { mergeThread } from '#app/features/forum/commands/merge-thread.server.ts'
import { hidePost } from '#app/features/forum/commands/moderate-post.server.ts'
import { moveThread } from '#app/features/forum/commands/moderate-thread.server.ts'
import { changeRole } from '#app/features/members/commands/change-role.server.ts'
import { getMemberForDesk } from '#app/features/members/queries/desk.server.ts'
import { ACT_VERBS, type ActKind } from '#app/kernel/acts.ts'
import { logAct } from '#app/platform/acts.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { mailedToken } from '#test/support/mails.ts'
import { someServices } from '#test/support/services.ts'
import { getLog, readLogFilter, writeLog } from './queries/log.server.ts'
import { csvRecord } from '#app/kernel/csv-record.ts'
import { fillSentence, listActs, readAct, sentenceOf } from './rules/act-sentences.ts'
import type { LogEntryView, LogFilter } from './types.ts'

const EVERYTHING: LogFilter = { by: '', act: '', from: '', to: '' }

const words = (row: LogEntryView | undefined): string => (row?.said ?? []).map((part) => part.words).join('')

describe('the sentences of the log', () => {
  test('every act that is written down has its own, which names its subject', () => {
    for (const kind of Object.keys(ACT_VERBS) as ActKind[]) {
      for (const verb of ACT_VERBS[kind]) {
        const key = sentenceOf(kind, verb, null)
        expect(key).toBe(`${kind}.${verb}`)
        expect(actWords.messages[key]).toMatch(/^[a-z].*\{subject\}/)
      }
    }
    for (const verb of ACT_VERBS.topic.filter((one) => one !== 'undo'))
      expect(sentenceOf('topic', 'undo', verb)).toBe(`undo.${verb}`)
  })

  test('each can be chosen from a list of words without blanks', () => {
    const acts = listActs('en')

    expect(acts).toHaveLength(Object.values(ACT_VERBS).flat().length)
    expect(acts.filter((one) => /[{}]/.test(one.words))).toEqual([])
    expect(acts).toContainEqual({ value: 'thread.merge', words: 'merged a thread into another' })
    expect(readAct('thread.make private')).toEqual({ kind: 'thread', verb: 'make private' })
    for (const none of ['', 'thread', 'thread.constructor', '__proto__.x', null]) expect(readAct(none)).toBeNull()
  })

  test('an act that nobody wrote a sentence for is said in general words', () => {
    expect(sentenceOf('thread', 'toString', null)).toBe('unknown')
    expect(sentenceOf('constructor', 'name', null)).toBe('unknown')
    expect(fillSentence('en', 'thread.hide', () => ({ words: 'it', address: '/x' }))).toEqual([
      { words: 'hid ', address: null },
      { words: 'it', address: '/x' },
    ])
  })
})

test('no cell of a file is a formula, and quotes stay quotes', () => {
  const cells = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', 'say "no"', 'a,b']

  expect(csvRecord(cells)).toBe(`"'=1+1","'+1","'-1","'@x","'\tx","'\rx","say ""no""","a,b"\r\n`)
})

eachDatabase((_name, open) => {
  const set = async () => {
    const services = someServices(open())
    const row = await aMember(services.db, { role: 'admin', name: 'Ada Stern' })
    const context = services.as(asViewer(row))
    const { slug, id: categoryId } = await aCategory(services.db, { name: 'Lost things' })
    const logOf = async (filter: Partial<LogFilter> = {}, zone = 'UTC') =>
      (await getLog(context, { ...EVERYTHING, by: row.handle, ...filter }, zone, null)).rows
    return { services, db: services.db, row, context, slug, categoryId, logOf }
  }

  test('says whole sentences with names and titles as links, and the reason', async () => {
    const { db, context, categoryId, slug, logOf } = await set()
    const from = await aCategory(db, { name: 'Odds and ends' })
    const thread = await aThread(db, { title: 'Lost bookmarks', category_id: from.id })
    const answer = await aPost(db, { thread_id: thread.id })
    const twin = await aThread(db, { title: 'Bookmarks are gone', category_id: categoryId })
    await aPost(db, { thread_id: twin.id, kind: 'opening' })
    const member = await aMember(db, { name: 'Nadia' })

    await moveThread(context, thread.id, slug, 'It fits better')
    await hidePost(context, answer.id, 'Spam')
    await changeRole(context, member.id, { role: 'agent', reason: 'She helps' })
    await inviteMember(context, { email: `new-${member.id}@example.test`, role: 'agent' })
    await mergeThread(context, twin.id, thread.id, 'The same')

    const rows = await logOf()
    expect(rows.map(words)).toEqual([
      'merged “Bookmarks are gone” into “Lost bookmarks”',
      'invited n…@example.test as an agent',
      'changed the role of Nadia from customer to agent',
      'hid an answer in “Lost bookmarks”',
      'moved “Lost bookmarks” from “Odds and ends” to “Lost things”',
    ])
    expect(rows.map((one) => one.reason)).toEqual(['The same', null, 'She helps', 'Spam', 'It fits better'])
    expect(rows[0]?.said.filter((part) => part.address !== null)).toHaveLength(2)
    expect(rows[2]?.said.find((part) => part.words === 'Nadia')?.address).toBe(`/members/${member.handle}`)
  })

  test('says who was invited and whose invitation was withdrawn: by a masked address until they have an account', async () => {
    const { services, db, row, context, logOf } = await set()
    const [one, other] = [`one-${row.id}@example.test`, `other-${row.id}@example.test`]
    await inviteMember(context, { email: one, role: 'moderator' })
    await inviteMember(context, { email: other, role: 'customer' })
    await withdrawInvitation(context, other)
    await withdrawInvitation(context, other)
    const asked = ['withdrew the invitation of o…@example.test as a customer', 'invited o…@example.test as a customer']
    expect((await logOf()).map(words)).toEqual([...asked, 'invited o…@example.test as a moderator'])
    expect(JSON.stringify(await db.selectFrom('acts').selectAll().execute())).not.toContain(one)

    const token = await mailedToken(db, one, 'confirm')
    const handle = `olga${row.id}`
    const { memberId } = await makeAccount(services, token, { name: 'Olga', handle, password: 'a quiet afternoon' })

    const rows = await logOf()
    expect(rows.map(words)).toEqual([...asked, 'invited Olga as a moderator'])
    expect(rows[2]?.said.find((part) => part.words === 'Olga')?.address).toBe(`/members/${handle}`)
    const desk = await getMemberForDesk(db, asViewer(row), memberId)
    expect(desk.acts).toMatchObject([{ by: row.handle, verb: 'invite' }])
    expect((await getMemberForDesk(db, asViewer(row), row.id)).acts).toEqual([])
    await db.updateTable('members').set({ erased_at: 1, name: '' }).where('id', '=', memberId).execute()
    expect(words((await logOf())[2])).toBe('invited a former member as a moderator')
  })

  test('an invitation of a former version, which kept no address, is of somebody', async () => {
    const { db, row, logOf } = await set()
    await logAct(db, { by: row.id, kind: 'member', verb: 'invite', id: row.id, at: 1, detail: { role: 'agent' } })

    expect((await logOf()).map(words)).toEqual(['invited somebody as an agent'])
  })

  test('can be asked by person, act and day in the reader’s zone, a page at a time', async () => {
    const { db, row, context, logOf } = await set()
    const thread = await aThread(db, { title: 'Lost bookmarks' })
    // 23:30 in Vienna on the 28th, 00:30 on the 29th.
    const late = Date.UTC(2026, 10, 28, 22, 30)
    const early = Date.UTC(2026, 10, 28, 23, 30)
    const done = { by: row.id, kind: 'thread', id: thread.id } as const
    await logAct(db, { ...done, verb: 'close', at: late })
    await logAct(db, { ...done, verb: 'lock', at: early })
    for (let n = 0; n < 31; n += 1) await logAct(db, { ...done, verb: 'reopen', at: early + 86_400_000 })

    expect((await logOf({ act: 'thread.close' })).map(words)).toEqual(['closed “Lost bookmarks”'])
    expect((await logOf({ from: '2026-11-29', to: '2026-11-29' }, 'Europe/Vienna')).map(words)).toEqual([
      'locked “Lost bookmarks”',
    ])
    expect(await logOf({ to: '2026-11-28' }, 'UTC')).toHaveLength(2)
    expect(await logOf({ by: 'nobody-has-this-handle' })).toEqual([])
    const asked = { ...EVERYTHING, by: row.handle, act: 'thread.reopen' }
    const first = await getLog(context, asked, 'UTC', null)
    const second = await getLog(context, asked, 'UTC', first.older)
    expect([first.rows.length, second.rows.length]).toEqual([30, 1])
    let file = ''
    for await (const piece of writeLog(context, { ...asked, act: '' }, 'UTC')) file += piece
    expect(file.trimEnd().split('\r\n')).toHaveLength(34)
    expect(file).toContain('"2026-11-28T22:30:00.000Z"')
  })

  test('does not name what its reader may not read', async () => {
    const { services, db, row, logOf } = await set()
    const hidden = await aCategory(db, { name: 'Secret', access: 'restricted', roles: 'admin' })
    const thread = await aThread(db, { title: 'Confidential', category_id: hidden.id })
    await logAct(db, { by: row.id, kind: 'thread', verb: 'close', id: thread.id, at: 5 })
    await logAct(db, { by: row.id, kind: 'category', verb: 'edit', id: hidden.id, at: 6 })
    const moderator = services.as(asViewer(await aMember(db, { role: 'moderator' })))

    const { rows } = await getLog(moderator, { ...EVERYTHING, by: row.handle }, 'UTC', null)

    expect(rows.map(words)).toEqual(['changed a category you can’t read', 'closed a thread you can’t read'])
    expect((await logOf()).map(words)).toEqual(['changed “Secret”', 'closed “Confidential”'])
  })

  test('a topic’s title, an undone decision and an act of a former version are said', async () => {
    const { db, row, logOf } = await set()
    const topic = { id: 999_999, by: row.id, kind: 'topic' } as const
    await logAct(db, { ...topic, verb: 'undo', at: 1, detail: { decision: 'merge' } })
    await logAct(db, { ...topic, verb: 'move', at: 2, detail: { request: 7, into: null } })
    await db
      .insertInto('acts')
      .values({ at: 3, member_id: row.id, verb: 'once', subject_kind: 'topic', subject_id: 1_000_000 })
      .execute()

    expect((await logOf()).map(words)).toEqual([
      'did something to a topic that is gone',
      'moved a request from a topic that is gone to no topic',
      'undid the merging of a topic that is gone',
    ])
  })

  test('an address gives only filters that there are', () => {
    const read = (query: string) => readLogFilter(new URLSearchParams(query))

    expect(read('by=@ada&act=thread.merge&from=2026-11-01&to=2026-13-01')).toEqual({
      by: 'ada',
      act: 'thread.merge',
      from: '2026-11-01',
      to: '',
    })
    expect(read('act=nothing')).toEqual(EVERYTHING)
  })
})
