import { describe, expect, test } from 'vitest'
import { GUEST, SYSTEM, type Actor, type TokenActor } from '#app/kernel/roles.ts'
import type { Verdict } from '#app/kernel/verdict.ts'
import { aViewer } from '#test/support/factories/viewers.ts'
import { mayKeepArticle, mayReadArticle } from './articles.ts'
import type { CategoryFacts } from './categories.ts'
import { mayMindIntake, mayReadMails, mayReadRequests, maySendRequests } from './desk.ts'
import { mayAdminister, mayChangeRole, maySuspend, mayWrite } from './members.ts'
import {
  mayAcceptAnswer,
  mayEditPost,
  mayFlag,
  mayFollow,
  mayHidePost,
  mayMakePrivate,
  mayMakePublic,
  mayModerate,
  mayPostIn,
  mayReadPost,
  mayReadThread,
  mayReportOutcome,
  maySaySameHere,
  mayVoteHelpful,
  type PostFacts,
  type ThreadFacts,
} from './threads.ts'
import { mayMine } from './topics.ts'

const NOW = 1_000_000
const TOKEN: TokenActor = { id: null, role: 'token', tokenId: 1, name: 'chat', scopes: ['requests.write'] }
const NO_SCOPE: TokenActor = { ...TOKEN, scopes: [] }

const category = (access: CategoryFacts['access']): CategoryFacts => ({
  id: 1,
  access,
  roles: ['agent'],
  archived: false,
})
/** Of somebody who is gone: whoever has no id must not be taken for its author. */
const thread = (more: Partial<ThreadFacts> = {}): ThreadFacts => ({
  id: 1,
  authorId: null,
  category: category('public'),
  isPrivate: false,
  isHidden: false,
  isLocked: false,
  isClosed: false,
  isMerged: false,
  ...more,
})
const post: PostFacts = { id: 2, authorId: null, kind: 'answer', isHidden: false, isAccepted: false }
const hidden: PostFacts = { ...post, isHidden: true }
const member = { id: 7, role: 'customer' } as const
const article = { id: 1, category: category('public'), isPublished: false, createdBy: null }

type Rule = (actor: Actor) => Verdict | boolean
const RULES: Readonly<Record<string, Rule>> = {
  'reads a public thread': (a) => mayReadThread(a, thread()),
  'reads a private thread': (a) => mayReadThread(a, thread({ isPrivate: true })),
  'reads a hidden thread': (a) => mayReadThread(a, thread({ isHidden: true })),
  'reads what is for members': (a) => mayReadThread(a, thread({ category: category('members') })),
  'reads what is for agents': (a) => mayReadThread(a, thread({ category: category('restricted') })),
  'reads a hidden post': (a) => mayReadPost(a, hidden),
  'reads an article that is not out': (a) => mayReadArticle(a, article),
  'writes at all': (a) => mayWrite(a, NOW),
  answers: (a) => mayPostIn(a, thread(), NOW),
  accepts: (a) => mayAcceptAnswer(a, thread(), NOW),
  votes: (a) => mayVoteHelpful(a, thread(), post, NOW),
  'says same here': (a) => maySaySameHere(a, thread(), NOW),
  edits: (a) => mayEditPost(a, thread(), post, NOW),
  follows: (a) => mayFollow(a, thread()),
  reports: (a) => mayFlag(a, post, NOW),
  'says how it went': (a) => mayReportOutcome(a, thread(), NOW),
  'makes private': (a) => mayMakePrivate(a, thread(), NOW),
  'makes public': (a) => mayMakePublic(a),
  moderates: (a) => mayModerate(a),
  hides: (a) => mayHidePost(a, post, NOW),
  suspends: (a) => maySuspend(a, member),
  'changes a role': (a) => mayChangeRole(a, member),
  administers: (a) => mayAdminister(a),
  'looks after articles': (a) => mayKeepArticle(a),
  mines: (a) => mayMine(a),
  'reads requests': (a) => mayReadRequests(a),
  'sends requests': (a) => maySendRequests(a),
  'makes tokens': (a) => mayMindIntake(a),
  'reads mails': (a) => mayReadMails(a),
}
const mayDo = (actor: Actor): readonly string[] =>
  Object.entries(RULES)
    .filter(([, rule]) => {
      const verdict = rule(actor)
      return typeof verdict === 'boolean' ? verdict : verdict.ok
    })
    .map(([what]) => what)

describe('who acts without being somebody', () => {
  test('a guest and a tool without a scope may read what is public, and nothing else', () => {
    expect(mayDo(GUEST)).toEqual(['reads a public thread'])
    expect(mayDo(NO_SCOPE)).toEqual(['reads a public thread'])
  })

  test('a tool may do what its scope says beside that', () => {
    expect(mayDo(TOKEN)).toEqual(['reads a public thread', 'sends requests'])
    for (const role of ['customer', 'agent', 'admin'] as const)
      expect(mayDo(aViewer({ role })), role).not.toContain('sends requests')
  })

  test('the system reads everything and does by rule what staff do, but never what only a person does', () => {
    const done = mayDo(SYSTEM)

    for (const what of [
      'writes at all',
      'answers',
      'accepts',
      'votes',
      'says same here',
      'edits',
      'follows',
      'reports',
      'says how it went',
    ])
      expect(done, what).not.toContain(what)
    for (const what of [
      'reads a private thread',
      'reads what is for agents',
      'moderates',
      'hides',
      'administers',
      'makes tokens',
    ])
      expect(done, what).toContain(what)
  })
})
