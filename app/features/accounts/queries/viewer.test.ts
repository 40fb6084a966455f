import { expect, test } from 'vitest'
import { eachDatabase } from '#test/support/databases.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { findViewer } from './viewer.server.ts'

eachDatabase((_name, open) => {
  test.each(['agent', 'moderator', 'admin'])('while a suspension lasts, the %s is a customer', async (role) => {
    const { db } = open()
    const suspended = { role, suspended_at: 100, suspended_until: 200 }
    const { id } = await aMember(db, suspended)
    const forGood = await aMember(db, { ...suspended, suspended_until: null })

    expect(await findViewer(db, id, 150)).toMatchObject({ role: 'customer', suspendedUntil: 200 })
    expect(await findViewer(db, id, 200)).toMatchObject({ role })
    expect(await findViewer(db, forGood.id, 10_000)).toMatchObject({ role: 'customer' })
  })

  test('an advocate who is suspended stays one, and whoever is erased is nobody', async () => {
    const { db } = open()
    const advocate = await aMember(db, { role: 'advocate', suspended_at: 100, suspended_until: 200 })
    const gone = await aMember(db, { erased_at: 100 })

    expect(await findViewer(db, advocate.id, 150)).toMatchObject({ role: 'advocate', suspendedUntil: 200 })
    expect(await findViewer(db, gone.id, 150)).toBeUndefined()
  })
})
