import { expect, test } from 'vitest'
import { aViewer } from '#test/support/factories/viewers.ts'
import { mayReadCategory, unreadableCategories, type CategoryFacts } from './categories.ts'
import { mayLink, mayShowPictures } from './members.ts'
import { mayChangePostKind, mayEditTags, type ThreadFacts } from './threads.ts'

const LOUNGE: CategoryFacts = { id: 1, access: 'restricted', roles: ['advocate'], archived: false }
const STAFF_ROOM: CategoryFacts = { id: 2, access: 'restricted', roles: ['agent'], archived: false }
const THREAD: ThreadFacts = {
  id: 1,
  authorId: 999_999,
  category: { id: 3, access: 'public', roles: [], archived: false },
  isPrivate: false,
  isHidden: false,
  isLocked: false,
  isClosed: false,
  isMerged: false,
}

test('a level opens the lounge, and no other room', () => {
  const [without, within] = [aViewer({ rights: [] }), aViewer({ rights: ['lounge'] })]
  expect([mayReadCategory(without, LOUNGE), mayReadCategory(within, LOUNGE)]).toEqual([false, true])
  expect(unreadableCategories(within, [LOUNGE, STAFF_ROOM])).toEqual([2])
})

test('a level lets customers turn answers into comments, but not where they can’t write', () => {
  const [without, within] = [aViewer({ rights: [] }), aViewer({ rights: ['convert'] })]
  expect(mayChangePostKind(without, THREAD, 0).ok).toBe(false)
  expect(mayChangePostKind(within, THREAD, 0).ok).toBe(true)
  expect(mayChangePostKind(within, { ...THREAD, isLocked: true }, 0).ok).toBe(false)
})

test('links and pictures are everybody’s unless an admin takes them from the lowest level', () => {
  const plain = aViewer()
  expect([mayLink(plain), mayShowPictures(plain)]).toEqual([true, true])
  const barred = aViewer({ rights: [] })
  expect([mayLink(barred), mayShowPictures(barred)]).toEqual([false, false])
  const agent = aViewer({ role: 'agent', rights: [] })
  expect([mayLink(agent), mayShowPictures(agent)]).toEqual([true, true])
})

test('tags are changed by whoever asked, by staff, by advocates, and by those whose level lets them', () => {
  const [plain, within] = [aViewer({ rights: [] }), aViewer({ rights: ['tags'] })]
  expect(mayEditTags(plain, THREAD, 0).ok).toBe(false)
  expect(mayEditTags(plain, { ...THREAD, authorId: plain.id }, 0).ok).toBe(true)
  for (const may of [within, aViewer({ role: 'advocate' }), aViewer({ role: 'agent' })])
    expect(mayEditTags(may, THREAD, 0).ok).toBe(true)
  expect(mayEditTags(within, { ...THREAD, isLocked: true }, 0).ok).toBe(false)
})
