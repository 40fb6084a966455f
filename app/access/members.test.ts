import { describe, expect, test } from 'vitest'
import { GUEST, ROLES, type Role, type Viewer } from '#app/kernel/roles.ts'
import { aViewer } from '#test/support/factories/viewers.ts'
import { english } from '#test/support/refusals.ts'
import {
  deskParts,
  mayDiscardJobs,
  mayImportRequests,
  mayMindIntake,
  mayMindJobs,
  mayReadMails,
  mayReadRequests,
} from './desk.ts'
import { mayAdminister, mayChangeRole, maySuspend, mayWrite } from './members.ts'

const NOW = 1_000_000
const EVERYBODY = ['guest', ...ROLES] as const
const as = (role: (typeof EVERYBODY)[number]): Viewer => (role === 'guest' ? GUEST : aViewer({ role }))
const allowed = (may: (viewer: Viewer) => { readonly ok: boolean }): string =>
  EVERYBODY.filter((role) => may(as(role)).ok).join(' ')

describe('who may write', () => {
  test.each([
    ['a guest', GUEST, false],
    ['a member', aViewer(), true],
    ['one whose address is not confirmed', aViewer({ emailConfirmed: false }), false],
    ['a suspended one', aViewer({ suspendedUntil: NOW + 1 }), false],
    ['one suspended without end', aViewer({ suspendedUntil: Number.MAX_SAFE_INTEGER }), false],
    ['one whose suspension is over', aViewer({ suspendedUntil: NOW }), true],
    ['a suspended admin', aViewer({ role: 'admin', suspendedUntil: NOW + 1 }), false],
  ])('%s', (_who, viewer, ok) => {
    expect(mayWrite(viewer, NOW).ok).toBe(ok)
  })
})

describe('who may suspend whom', () => {
  test.each<[Role, string]>([
    ['customer', 'moderator admin'],
    ['advocate', 'moderator admin'],
    ['agent', 'moderator admin'],
    ['moderator', 'admin'],
    ['admin', ''],
  ])('a %s is suspended by: %s', (role, by) => {
    expect(allowed((viewer) => maySuspend(viewer, { id: 999_999, role }))).toBe(by)
  })

  test('nobody suspends themselves', () => {
    for (const role of ROLES) {
      const viewer = aViewer({ role })
      expect(maySuspend(viewer, { id: viewer.id, role }).ok).toBe(false)
    }
  })
})

describe('who may change roles', () => {
  test.each(ROLES)('a %s’s role is changed by admins only', (role) => {
    expect(allowed((viewer) => mayChangeRole(viewer, { id: 999_999, role }))).toBe('admin')
  })

  test('nobody changes their own', () => {
    const viewer = aViewer({ role: 'admin' })
    expect(mayChangeRole(viewer, { id: viewer.id, role: 'admin' }).ok).toBe(false)
  })
})

describe('what runs the place', () => {
  test.each([
    ['settings and categories', mayAdminister, 'admin'],
    ['jobs', mayMindJobs, 'agent moderator admin'],
    ['discarding jobs', mayDiscardJobs, 'admin'],
    ['mails, some of which hold links that open an account', mayReadMails, 'admin'],
    ['the requests, redacted as they are', mayReadRequests, 'agent moderator admin'],
    ['imports of requests', mayImportRequests, 'agent moderator admin'],
    ['what is redacted, and tokens', mayMindIntake, 'admin'],
  ] as const)('%s', (_what, may, who) => {
    expect(allowed(may)).toBe(who)
  })

  test.each([
    ['guest', ''],
    ['customer', ''],
    ['advocate', ''],
    ['agent', 'escalations topics requests searches articles prepared advocates missions panels rewards teams jobs'],
    [
      'moderator',
      'escalations topics requests searches articles prepared advocates missions panels rewards flags log members teams tags jobs',
    ],
    [
      'admin',
      'escalations topics requests searches articles prepared badges advocates missions panels rewards flags log members teams categories calendars tags jobs mail settings',
    ],
  ] as const)('the desk of a %s: %s', (role, parts) => {
    expect(deskParts(as(role)).join(' ')).toBe(parts)
  })

  test('every refusal is a sentence', () => {
    for (const may of [mayAdminister, mayMindJobs, mayDiscardJobs, mayReadMails]) {
      const verdict = may(GUEST)
      expect(verdict.ok ? '' : english(verdict.why)).toMatch(/^[A-Z].*\.$/)
    }
  })
})
