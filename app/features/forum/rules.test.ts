import { describe, expect, it, test } from 'vitest'
import { excerptOf, plainText, tagName } from '#app/kernel/text.ts'
import { decideAcceptance, isWaiting, slugOf, type AcceptanceFacts } from './rules.ts'
import { stateOf } from './queries/thread-state.ts'

describe('accepting', () => {
  const facts = (
    thread: Partial<AcceptanceFacts['thread']>,
    post: Partial<AcceptanceFacts['post']>,
  ): AcceptanceFacts => ({
    thread: { id: 1, kind: 'question', acceptedPostId: null, ...thread },
    post: { id: 7, threadId: 1, kind: 'answer', isHidden: false, ...post },
  })
  test.each<[string, AcceptanceFacts, object]>([
    ['an answer', facts({}, {}), { kind: 'accept', replaces: null }],
    ['another answer', facts({ acceptedPostId: 5 }, {}), { kind: 'accept', replaces: 5 }],
    ['the same answer again', facts({ acceptedPostId: 7 }, {}), { kind: 'unchanged' }],
    ['an answer of another thread', facts({}, { threadId: 2 }), { kind: 'refused' }],
    ['the question itself', facts({}, { kind: 'opening' }), { kind: 'refused' }],
    ['a comment', facts({}, { kind: 'comment' }), { kind: 'refused' }],
    ['a hidden answer', facts({}, { isHidden: true }), { kind: 'refused' }],
    ['a reply to an idea', facts({ kind: 'idea' }, { kind: 'reply' }), { kind: 'refused' }],
  ])('%s', (_what, given, decision) => {
    expect(decideAcceptance(given)).toMatchObject(decision)
  })
})

describe('the state of a thread', () => {
  const row = {
    accepted_post_id: null,
    answer_count: 0,
    closed_at: null,
    details_asked_at: null,
    reopened_at: null,
    due_at: null,
  }
  test.each([
    ['nobody answered', {}, 'open'],
    ['somebody answered', { answer_count: 1 }, 'answered'],
    ['an answer was accepted', { answer_count: 1, accepted_post_id: 5, closed_at: 1 }, 'solved'],
    ['details were asked for', { details_asked_at: 1 }, 'paused'],
    ['the promise has passed', { due_at: 9 }, 'late'],
    ['it was closed', { closed_at: 1 }, 'closed'],
    ['the answers did not help', { answer_count: 2, reopened_at: 1 }, 'open'],
  ])('when %s', (_when, more, state) => {
    expect(stateOf({ ...row, ...more }, 10)).toBe(state)
  })

  it('waits for an answer until one came, and again when it did not help', () => {
    const waiting = {
      kind: 'question',
      private_at: null,
      hidden_at: null,
      merged_into: null,
      accepted_post_id: null,
      closed_at: null,
      answer_count: 0,
      reopened_at: null,
      details_asked_at: null,
    }
    expect(isWaiting(waiting)).toBe(1)
    expect(isWaiting({ ...waiting, details_asked_at: 5 })).toBe(0)
    expect(isWaiting({ ...waiting, answer_count: 1 })).toBe(0)
    expect(isWaiting({ ...waiting, answer_count: 1, reopened_at: 5 })).toBe(1)
    expect(isWaiting({ ...waiting, kind: 'idea' })).toBe(0)
    expect(isWaiting({ ...waiting, private_at: 5 })).toBe(0)
  })
})

test.each([
  ['How do I reset my card?', 'how-do-i-reset-my-card'],
  ['  Ünïcode  —  Straße ', 'unicode-straße'],
  ['???', 'thread'],
  ['カードが届かない', 'カードが届かない'],
  ['a'.repeat(200), 'a'.repeat(60)],
  ['Moderation', 'moderation-thread'],
])('the address of “%.30s” ends in %.30s', (title, slug) => {
  expect(slugOf(title)).toBe(slug)
})

test.each([
  ['Windows 10', 'windows-10'],
  ['C++', 'c++'],
  ['.NET', 'net'],
  ['<b>', 'b'],
  ['  ', ''],
])('the tag “%s” is stored as “%s”', (typed, stored) => {
  expect(tagName(typed)).toBe(stored)
})

it('reads the words of HTML without its marks', () => {
  const html = '<p>One &amp; <b>two</b></p><pre><code>&lt;x&gt;</code></pre><p>It&#39;s</p>'

  expect(plainText(html)).toBe("One & two\n<x>\nIt's")
  expect(excerptOf(`<p>${'word '.repeat(100)}</p>`, 30)).toBe('word word word word word word…')
})
