import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eraseAccount } from '#app/features/accounts/commands/erase-account.server.ts'
import { writeOwnData } from '#app/features/accounts/queries/own-data.server.ts'
import { settleMembers } from '#app/features/recognition/commands/settle-members.server.ts'
import { DAY } from '#app/kernel/clock.ts'
import type { MemberViewer, Role } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { quickHash } from '#test/support/factories/passwords.ts'
import { aPoint } from '#test/support/factories/points.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { refusalOfAct } from '#test/support/refusals.ts'
import { aWorld, type World } from '#test/support/world.ts'
import { addCodes, codesText } from './commands/add-codes.server.ts'
import {
  approveRedemption,
  cancelRedemption,
  receiveRedemption,
  refuseRedemption,
  sendRedemption,
} from './commands/decide-redemption.server.ts'
import { redeem } from './commands/redeem.server.ts'
import { addReward, changeReward, retireReward } from './commands/save-reward.server.ts'
import { forgetShipping } from './jobs/forget-shipping.server.ts'
import { getRedemption, listRedemptions, listRewards, rewardForm, writeRewards } from './queries/reward-desk.server.ts'
import { ownRedemptions, redemptionsForExport, rewardsFor } from './queries/rewards.server.ts'
import { RewardForm, type RedeemFields, type RewardFields } from './schemas.ts'

const PASSWORD = 'a quiet afternoon'
const GONE = 'There are none left: somebody else was quicker. You keep your points.'
const AT_HOME = { name: 'Carla Ruiz', address: '1 Pier Road\nHarbour Town\nNowhere' }

eachDatabase((_name, open) => {
  let world: World
  beforeEach(async () => {
    await open().clear()
    world = await aWorld(open())
  })
  afterEach(async () => {
    await agreeing()
    await world.close()
  })

  type Person = Context & { readonly viewer: MemberViewer }
  const person = async (role: Role = 'customer', points = 0): Promise<Person> => {
    const member = await aMember(world.db, { role, password_hash: await quickHash(PASSWORD) })
    if (points > 0)
      await world.db.insertInto('wallets').values({ member_id: member.id, earned: points, balance: points }).execute()
    return { ...world, viewer: asViewer(member) }
  }
  /** The same person in another process, with connections of their own. */
  const elsewhere = (someone: Person): Person => ({ ...someone, db: open().another() })
  const aReward = async (admin: Person, given: Partial<RewardFields> = {}): Promise<number> =>
    addReward(admin, {
      title: 'Enamel mug',
      description: '',
      kind: 'arranged',
      price: 100,
      stock: null,
      stockSeen: null,
      mostEach: null,
      approval: false,
      taxNote: '',
      position: 0,
      version: 0,
      ...given,
    })
  const ask = (someone: Person, reward: number, given: Partial<RedeemFields> = {}) =>
    redeem(someone, reward, { key: '', price: 100, name: '', address: '', ...given })
  const wallet = ({ viewer }: Person) =>
    world.db.selectFrom('wallets').selectAll().where('member_id', '=', viewer.id).executeTakeFirst()
  const balance = async (someone: Person): Promise<number> => (await wallet(someone))?.balance ?? 0
  const stock = async (id: number): Promise<number | null> =>
    (await world.db.selectFrom('rewards').select('stock').where('id', '=', id).executeTakeFirstOrThrow()).stock
  const own = async (someone: Person) => (await ownRedemptions(someone))[0]

  /** Whatever a story did: what each has spent is what their redemptions cost that came to something. */
  const agreeing = async (): Promise<void> => {
    const rows = await world.db.selectFrom('redemptions').select(['member_id', 'price', 'state']).execute()
    const wallets = await world.db.selectFrom('wallets').selectAll().execute()
    for (const { member_id, earned, spent, balance: left } of wallets) {
      const counted = rows.filter(
        (row) => row.member_id === member_id && row.state !== 'refused' && row.state !== 'cancelled',
      )
      expect(spent).toBe(counted.reduce((sum, { price }) => sum + price, 0))
      expect(left).toBe(Math.max(0, earned - spent))
    }
  }

  test('of two who ask for the last one at once, one gets it, and the other loses nothing', async () => {
    const admin = await person('admin')
    for (const kind of ['arranged', 'code'] as const) {
      const reward = await aReward(admin, { kind, stock: 1 })
      if (kind === 'code') await addCodes(admin, reward, 'ONLY-1')
      const [one, other] = [await person('customer', 150), await person('customer', 150)]
      const results = await Promise.allSettled([ask(elsewhere(one), reward), ask(elsewhere(other), reward)])
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const lost = results.find((result) => result.status === 'rejected')
      expect(await refusalOfAct(Promise.reject(lost?.reason as Error))).toEqual({ '': GONE })
      expect([await balance(one), await balance(other)].sort((a, b) => a - b)).toEqual([50, 150])
      if (kind === 'arranged') expect(await stock(reward)).toBe(0)
      expect((await rewardsFor(one)).rewards.find(({ id }) => id === reward)?.left).toBe(0)
    }
  })

  test('ten who ask at once for three codes get three different ones', async () => {
    const admin = await person('admin')
    const reward = await aReward(admin, { kind: 'code' })
    await addCodes(admin, reward, 'A-1\nB-2\nC-3')
    const people = await Promise.all(Array.from({ length: 10 }, () => person('customer', 100)))
    const results = await Promise.allSettled(people.map((one) => ask(elsewhere(one), reward)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    const codes = (await Promise.all(people.map(own))).flatMap((redemption) => redemption?.code ?? [])
    expect(codes.sort()).toEqual(['A-1', 'B-2', 'C-3'])
    expect((await Promise.all(people.map(balance))).filter((left) => left === 100)).toHaveLength(7)
  })

  test('what each person can have once is had once, not by asking twice at once either; what was taken back does not count', async () => {
    const admin = await person('admin')
    const reward = await aReward(admin, { mostEach: 1, approval: true })
    const helper = await person('customer', 500)
    const results = await Promise.allSettled([ask(elsewhere(helper), reward), ask(elsewhere(helper), reward)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const once = 'You have had this already. Each person can have it once.'
    expect(await refusalOfAct(ask(helper, reward))).toEqual({ '': once })
    expect(await balance(helper)).toBe(400)
    expect((await rewardsFor(helper)).rewards).toMatchObject([{ mostEach: 1, had: 1 }])
    await cancelRedemption(helper, (await own(helper))?.id ?? 0)
    expect(await ask(helper, reward)).toMatchObject({ state: 'asked' })
    expect(await ask(await person('customer', 100), reward)).toMatchObject({ state: 'asked' })
  })

  test('nobody spends what they don’t have, not by asking twice at once either', async () => {
    const admin = await person('admin')
    const [mug, tote] = [await aReward(admin), await aReward(admin, { title: 'Tote bag' })]
    const helper = await person('customer', 150)
    const results = await Promise.allSettled([ask(elsewhere(helper), mug), ask(elsewhere(helper), tote)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await balance(helper)).toBe(50)
    expect(await refusalOfAct(ask(helper, mug))).toEqual({ '': 'You need 50 more points for this. Nothing was taken.' })
    expect(await refusalOfAct(ask(await person(), mug))).toEqual({
      '': 'You need 100 more points for this. Nothing was taken.',
    })
    await expect(
      world.db.updateTable('wallets').set({ balance: -1 }).where('member_id', '=', helper.viewer.id).execute(),
    ).rejects.toThrow()
    await expect(world.db.updateTable('rewards').set({ stock: -1 }).where('id', '=', mug).execute()).rejects.toThrow()
    expect(await refusalOfAct(ask(await person('agent', 500), mug))).toEqual({
      '': 'Rewards are for the members who help. Staff can’t ask for them.',
    })
  })

  test('a form that is sent twice asks once', async () => {
    const admin = await person('admin')
    const reward = await aReward(admin, { stock: 5 })
    const helper = await person('customer', 500)
    const [one, again] = await Promise.all([
      ask(elsewhere(helper), reward, { key: 'k' }),
      ask(elsewhere(helper), reward, { key: 'k' }),
    ])
    expect(again).toEqual(one)
    expect(await ask(helper, reward, { key: 'k' })).toEqual(one)
    expect([await balance(helper), await stock(reward)]).toEqual([400, 4])
    // The key of one member is none of another.
    const other = await person('customer', 100)
    expect((await ask(other, reward, { key: 'k' })).id).not.toBe(one.id)
  })

  test('points that are taken back after they were spent leave nothing to spend, and what is earned pays that first', async () => {
    const admin = await person('admin')
    const reward = await aReward(admin, { price: 30 })
    const helper = await person()
    const settle = () => inTransaction(world.db, (trx) => settleMembers(trx, [helper.viewer.id], world.clock.now()))
    const at = world.clock.now()
    const first = await aPoint(world.db, { member_id: helper.viewer.id, worth: 40, at })
    await settle()
    await ask(helper, reward, { price: 30 })
    expect(await wallet(helper)).toMatchObject({ earned: 40, spent: 30, balance: 10 })
    await world.db
      .updateTable('points')
      .set({ reversed_at: at, points: 0, unsettled: 1 })
      .where('id', '=', first)
      .execute()
    await settle()
    expect(await wallet(helper)).toMatchObject({ earned: 0, spent: 30, balance: 0 })
    await aPoint(world.db, { member_id: helper.viewer.id, worth: 20, at: at - 40 * DAY })
    await settle()
    expect(await balance(helper)).toBe(0)
    await aPoint(world.db, { member_id: helper.viewer.id, worth: 20, at: at - 80 * DAY })
    await settle()
    expect(await balance(helper)).toBe(10)
  })

  test('a refused one gives points and stock back, with the reason; twice decided, it is decided once', async () => {
    const [admin, moderator, agent] = [await person('admin'), await person('moderator'), await person('agent')]
    const reward = await aReward(admin, { kind: 'posted', stock: 2, approval: true })
    const helper = await person('customer', 100)
    const { id, state } = await ask(helper, reward, AT_HOME)
    expect([state, await balance(helper), await stock(reward)]).toEqual(['asked', 0, 1])
    await expect(refuseRedemption(agent, id, 'no')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(refuseRedemption(helper, id, 'no')).rejects.toMatchObject({ code: 'forbidden' })
    const results = await Promise.allSettled([
      refuseRedemption(elsewhere(moderator), id, 'We don’t post there.'),
      refuseRedemption(elsewhere(admin), id, 'We don’t post there.'),
    ])
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await wallet(helper)).toMatchObject({ spent: 0, balance: 100 })
    expect(await stock(reward)).toBe(2)
    expect(await own(helper)).toMatchObject({ state: 'refused', reason: 'We don’t post there.', shipping: null })
    expect(await refusalOfAct(approveRedemption(admin, id))).toEqual({
      '': 'This was decided meanwhile. Look at it again.',
    })
    await world.worker.drain()
    const told = await world.db
      .selectFrom('notices')
      .select(['kind', 'subject_kind', 'subject_id'])
      .where('member_id', '=', helper.viewer.id)
      .execute()
    expect(told).toEqual([{ kind: 'programme', subject_kind: 'reward', subject_id: id }])
  })

  test('asked, approved, sent, received: the address is for who sends it, and is erased at the end', async () => {
    const [admin, moderator, agent] = [await person('admin'), await person('moderator'), await person('agent')]
    const reward = await aReward(admin, { kind: 'posted', approval: true, taxNote: 'Worth 12 euros' })
    const helper = await person('customer', 200)
    expect(await refusalOfAct(ask(helper, reward))).toMatchObject({
      name: 'Enter the name for the parcel, in at most 120 characters.',
      address: 'Enter the address with street, town and country, in 10 to 500 characters.',
    })
    const { id } = await ask(helper, reward, AT_HOME)
    const row = () => world.db.selectFrom('redemptions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(JSON.stringify(await row())).not.toContain('Pier')
    expect((await own(helper))?.shipping).toEqual(AT_HOME)
    expect((await getRedemption(moderator, id)).shipping).toBeNull()
    await approveRedemption(moderator, id)
    expect((await getRedemption(moderator, id)).shipping).toEqual(AT_HOME)
    expect(await getRedemption(agent, id)).toMatchObject({ shipping: null, taxNote: '', maySend: false })
    await sendRedemption(moderator, id, 'Parcel 77')
    expect((await getRedemption(moderator, id)).shipping).toEqual(AT_HOME)
    expect(await getRedemption(admin, id)).toMatchObject({ shipping: null, taxNote: 'Worth 12 euros' })
    expect(await refusalOfAct(refuseRedemption(admin, id, 'late'))).toHaveProperty([''])
    await expect(receiveRedemption(await person(), id)).rejects.toMatchObject({ code: 'not-found' })
    await receiveRedemption(helper, id)
    await receiveRedemption(helper, id)
    expect(await own(helper)).toMatchObject({ state: 'received', reason: 'Parcel 77', shipping: null })
    expect(await row()).toMatchObject({ shipping: null, shipping_erased_at: world.clock.now() })

    // Nobody says that the other one has arrived.
    const other = await ask(helper, reward, AT_HOME)
    await approveRedemption(moderator, other.id)
    world.clock.advance(61 * DAY)
    await forgetShipping(world)
    expect((await own(helper))?.shipping).toEqual(AT_HOME) // not sent yet
    await sendRedemption(moderator, other.id, '')
    world.clock.advance(59 * DAY)
    await forgetShipping(world)
    expect((await own(helper))?.shipping).toEqual(AT_HOME)
    world.clock.advance(2 * DAY)
    await forgetShipping(world)
    expect(await own(helper)).toMatchObject({ state: 'sent', shipping: null })
  })

  test('one takes back what nobody has decided, and a code that nobody saw is free again', async () => {
    const [admin, moderator] = [await person('admin'), await person('moderator')]
    const reward = await aReward(admin, { kind: 'code', approval: true })
    await addCodes(admin, reward, 'ONLY-1')
    const [helper, other] = [await person('customer', 100), await person('customer', 100)]
    const first = await ask(helper, reward)
    expect((await own(helper))?.code).toBeNull()
    expect(await refusalOfAct(ask(other, reward))).toEqual({ '': GONE })
    await cancelRedemption(helper, first.id)
    await cancelRedemption(helper, first.id)
    expect(await balance(helper)).toBe(100)
    const second = await ask(other, reward)
    await approveRedemption(moderator, second.id)
    expect(await own(other)).toMatchObject({ state: 'sent', code: 'ONLY-1', mayCancel: false, mayConfirm: true })
    expect(await refusalOfAct(cancelRedemption(other, second.id))).toHaveProperty([''])
    expect((await own(helper))?.code).toBeNull()
    expect(await refusalOfAct(refuseRedemption(moderator, second.id, 'too late'))).toHaveProperty([''])
  })

  test('of a list of codes each is added once, sealed, and lines that repeat are named', async () => {
    const admin = await person('admin')
    const [reward, other] = [await aReward(admin, { kind: 'code' }), await aReward(admin, { kind: 'code' })]
    const list = 'GIFT-1\n\nGIFT-2\r\nGIFT-1\n  GIFT-3  \n'
    expect(await addCodes(admin, reward, list)).toEqual({ added: 3, twice: [4], known: [] })
    expect(await addCodes(admin, reward, list)).toEqual({ added: 0, twice: [4], known: [1, 3, 5] })
    expect(await addCodes(admin, other, 'GIFT-9\nGIFT-2')).toEqual({ added: 1, twice: [], known: [2] })
    const stored = JSON.stringify([
      await world.db.selectFrom('reward_codes').selectAll().execute(),
      await world.db.selectFrom('acts').selectAll().execute(),
    ])
    expect(stored).not.toContain('GIFT')

    // The same long list by two at once: each code is there once.
    const long = Array.from({ length: 1500 }, (_, n) => `LONG-${n}`).join('\n')
    const added = await Promise.all([addCodes(elsewhere(admin), reward, long), addCodes(elsewhere(admin), other, long)])
    expect(added.map((one) => one.added + one.known.length)).toEqual([1500, 1500])
    expect(added.reduce((sum, one) => sum + one.added, 0)).toBe(1500)

    expect(await refusalOfAct(addCodes(admin, reward, ' \n '))).toMatchObject({
      codes: 'Paste the codes, one on each line, or choose a file with them.',
    })
    const many = Array.from({ length: 5001 }, (_, n) => `MANY-${n}`).join('\n')
    expect(await refusalOfAct(addCodes(admin, reward, many))).toMatchObject({
      codes: 'Add at most 5,000 codes at a time. This list has 5,001.',
    })
    expect(await refusalOfAct(addCodes(admin, await aReward(admin), 'X-1'))).toHaveProperty('codes')
    expect(await refusalOfAct(addCodes(admin, reward, `ok\n${'x'.repeat(201)}`))).toHaveProperty('codes')
    await expect(addCodes(await person('moderator'), reward, 'X-1')).rejects.toMatchObject({ code: 'forbidden' })
    expect(await codesText('A', new Blob(['B\nC']))).toBe('A\nB\nC')
    expect(await codesText('', new Blob(['B']))).toBe('B')
    expect(await refusalOfAct(codesText('', new Blob([new Uint8Array([0xff, 0xfe, 0x41, 0x00])])))).toHaveProperty(
      'file',
    )
  })

  test('of two editors the second is told, and what members took meanwhile stays taken', async () => {
    const admin = await person('admin')
    const id = await aReward(admin, { stock: 5 })
    const form = (await rewardForm(admin, id)).values
    const helper = await person('customer', 100)
    await ask(helper, id)
    await changeReward(admin, id, RewardForm.parse({ ...form, stock: '8', price: '120' }))
    expect(await stock(id)).toBe(7)
    expect(await refusalOfAct(changeReward(admin, id, RewardForm.parse({ ...form, stock: '9' })))).toEqual({
      '': 'Somebody else changed this reward meanwhile. Look at theirs, then save yours.',
    })
    expect(await refusalOfAct(ask(await person('customer', 500), id))).toEqual({
      '': 'The price changed meanwhile, to 120 points. Nothing was taken. Check it, then ask again.',
    })
    const now = (await rewardForm(admin, id)).values
    expect(await refusalOfAct(changeReward(admin, id, RewardForm.parse({ ...now, kind: 'code' })))).toHaveProperty(
      'kind',
    )
    await expect(changeReward(await person('moderator'), id, RewardForm.parse(now))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await retireReward(admin, id, true)
    expect((await rewardsFor(helper)).rewards).toEqual([])
    expect(await refusalOfAct(ask(await person('customer', 500), id, { price: 120 }))).toHaveProperty([''])
    await retireReward(admin, id, false)
    expect((await rewardsFor(helper)).rewards).toMatchObject([{ id, left: 7, missing: 120 }])
    expect(await listRewards(await person('agent'))).toMatchObject([{ id, redeemed: 1, left: 7 }])
    expect(RewardForm.safeParse({ ...now, price: '0' }).success).toBe(false)
    expect(RewardForm.safeParse({ ...now, stock: '-1' }).success).toBe(false)
    expect(RewardForm.safeParse({ ...now, stock: '1.5' }).success).toBe(false)
  })

  test('the export holds no formula, no code and no address, and only the days that were asked for', async () => {
    const admin = await person('admin')
    const reward = await aReward(admin, { title: '=HYPERLINK("x")', kind: 'posted', taxNote: '@SUM(1)' })
    const codes = await aReward(admin, { kind: 'code' })
    await addCodes(admin, codes, 'SECRET-1')
    const helper = await person('customer', 300)
    await world.db.updateTable('members').set({ name: '+1+1' }).where('id', '=', helper.viewer.id).execute()
    await ask(helper, reward, AT_HOME)
    await ask(helper, codes)
    world.clock.advance(3 * DAY)
    await ask(helper, reward, AT_HOME)
    const file = (from: string, to: string) => text(Readable.from(writeRewards(admin, { from, to }, 'UTC')))
    const csv = await file('2026-05-06', '2026-05-07')
    expect(csv.trim().split('\r\n')).toHaveLength(3)
    expect(csv).toContain('"\'=HYPERLINK(""x"")"')
    expect(csv).toContain('"\'@SUM(1)"')
    expect(csv).toContain('"\'+1+1"')
    expect(csv).not.toMatch(/SECRET|Pier|(^|,)"[=+@-]/m)
    expect((await file('2026-05-06', '2026-05-09')).trim().split('\r\n')).toHaveLength(4)
    expect(() => writeRewards(admin, { from: '2026-05-09', to: '2026-05-06' }, 'UTC')).toThrow('Enter both days')
    const moderator = await person('moderator')
    expect(() => writeRewards(moderator, { from: '2026-05-06', to: '2026-05-06' }, 'UTC')).toThrow()
  })

  test('who is erased leaves price and reward, and nothing else; what was not sent goes back to the others', async () => {
    const [admin, moderator] = [await person('admin'), await person('moderator')]
    const mug = await aReward(admin, { kind: 'posted', stock: 3 })
    const codes = await aReward(admin, { kind: 'code', approval: true })
    await addCodes(admin, codes, 'ONLY-1')
    const helper = await person('customer', 300)
    const sent = await ask(helper, mug, AT_HOME)
    await sendRedemption(moderator, sent.id, 'Carla, your parcel is 77')
    await ask(helper, mug, AT_HOME)
    await ask(helper, codes)
    const data = await text(
      Readable.from(
        writeOwnData(world.db, helper.viewer.id, world.clock.now(), [
          ['rewards', () => redemptionsForExport(helper, helper.viewer.id)],
        ]),
      ),
    )
    const { rewards } = JSON.parse(data) as { rewards: Record<string, unknown>[] }
    expect(rewards).toMatchObject([
      { title: 'Enamel mug', state: 'sent', shipping: AT_HOME, code: null },
      { state: 'approved' },
      { state: 'asked', code: null },
    ])
    await eraseAccount(helper, helper.viewer, { password: PASSWORD, handle: helper.viewer.handle, posts: 'keep' })
    await world.worker.drain()
    const rows = await world.db.selectFrom('redemptions').selectAll().orderBy('id').execute()
    expect(rows.map(({ member_id, price, state }) => ({ member_id, price, state }))).toEqual([
      { member_id: null, price: 100, state: 'sent' },
      { member_id: null, price: 100, state: 'cancelled' },
      { member_id: null, price: 100, state: 'cancelled' },
    ])
    expect(
      rows.every(({ shipping, reason, once_key }) => shipping === null && reason === '' && once_key === null),
    ).toBe(true)
    expect(await stock(mug)).toBe(2)
    await ask(await person('customer', 100), codes)
    expect((await listRedemptions(moderator, { state: 'sent' })).rows).toMatchObject([{ person: null }])
  })
})
