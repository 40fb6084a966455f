import { expect, test } from 'vitest'
import type { NoticeView } from '../types.ts'
import { groupNotices } from './group-notices.ts'

const notice = (id: number, at: number, threadId: number): NoticeView => ({
  id,
  kind: 'answer',
  actor: { handle: 'nadia', name: 'Nadia' },
  words: 'answered your question',
  address: `/t/${threadId}/x#p${id}`,
  about: { key: `thread ${threadId}`, title: 'Lost bookmarks', state: 'answered' },
  at,
  read: false,
})

test('notices stand by day, and several of one thread stand together', () => {
  const days = groupNotices([notice(5, 20, 1), notice(4, 19, 2), notice(3, 18, 1), notice(2, 9, 1)], (at) =>
    at >= 10 ? 'today' : 'yesterday',
  )

  expect(days.map((day) => [day.words, day.threads.map((one) => one.map((it) => it.id))])).toEqual([
    ['today', [[5, 3], [4]]],
    ['yesterday', [[2]]],
  ])
})
