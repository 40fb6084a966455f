import { beforeEach, describe, expect, test } from 'vitest'
import { CategoryForm } from '../schemas.ts'
import { ROLES } from '#app/kernel/roles.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { listCategoriesForDesk } from '../queries/categories-desk.server.ts'
import { addCategory, archiveCategory, editCategory, moveCategory } from './save-category.server.ts'

const FIELDS = { name: 'Card payments', slug: 'card-payments', access: 'public' }

function form(given: Readonly<Record<string, string>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries({ ...FIELDS, ...given })) data.append(name, value)
  return data
}
const read = (given: Readonly<Record<string, string>> = {}): CategoryForm => parseForm(CategoryForm, form(given))

describe('the form of a category', () => {
  test('what is restricted names its roles', () => {
    expect(read({ access: 'restricted', role_agent: '1', role_admin: '1' })).toMatchObject({
      access: 'restricted',
      roles: ['agent', 'admin'],
    })
    expect(() => read({ access: 'restricted' })).toThrow()
  })

  test.each([
    ['name', ''],
    ['name', 'x'.repeat(61)],
    ['slug', ''],
    ['slug', 'Card payments'],
    ['slug', '../x'],
    ['slug', 'a--b'],
    ['slug', 'x'.repeat(61)],
    ['description', 'x'.repeat(301)],
    ['hue', '360'],
    ['hue', '-1'],
    ['hue', 'red'],
    ['access', 'everyone'],
    ['role_agent', 'yes'],
  ])('%s=%j is refused', (name, value) => {
    expect(() => read({ [name]: value })).toThrow()
  })
})

eachDatabase((_name, open) => {
  let services: TestServices
  beforeEach(async () => {
    await open().clear()
    services = someServices(open())
  })
  const as = async (role: string) => services.as(asViewer(await aMember(services.db, { role })))
  const names = async () => (await listCategoriesForDesk(await as('admin'))).map((row) => row.name)

  test('a category is added below the others, changed, and closed to new threads', async () => {
    await aCategory(services.db, { name: 'First', position: 7 })
    const context = await as('admin')

    const id = await addCategory(context, read({ hue: '200' }))
    await editCategory(context, id, read({ name: 'Cards', access: 'restricted', role_agent: '1' }))
    await archiveCategory(context, id, true)

    const rows = await listCategoriesForDesk(context)
    expect(rows.map((row) => row.name)).toEqual(['First', 'Cards'])
    expect(rows[1]).toMatchObject({ hue: null, access: 'restricted', roles: ['agent'] })
    expect(rows[1]?.archivedAt).toBe(services.clock.now())
    const acts = await services.db.selectFrom('acts').select('verb').orderBy('id').execute()
    expect(acts.map((act) => act.verb)).toEqual(['add', 'edit', 'archive'])
  })

  test('categories move by one place, and stay where there is no further one', async () => {
    const ids: number[] = []
    for (const name of ['A', 'B', 'C']) ids.push((await aCategory(services.db, { name })).id)
    const [a = 0, , c = 0] = ids
    const context = await as('admin')

    await moveCategory(context, c, 'up')
    expect(await names()).toEqual(['A', 'C', 'B'])
    await moveCategory(context, a, 'down')
    expect(await names()).toEqual(['C', 'A', 'B'])
    await moveCategory(context, c, 'up')
    expect(await names()).toEqual(['C', 'A', 'B'])
  })

  test('check 38: of twenty who add one address at once, one does; the rest are told', async () => {
    const context = await as('admin')

    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => addCategory(context, read())))

    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const lost = tries.find((one) => one.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'conflict', fields: { slug: expect.anything() } })
  })

  test('only admins do any of it', async () => {
    const { id } = await aCategory(services.db)
    for (const role of ROLES.filter((one) => one !== 'admin')) {
      const context = await as(role)
      for (const tried of [
        addCategory(context, read()),
        editCategory(context, id, read()),
        moveCategory(context, id, 'up'),
        archiveCategory(context, id, true),
        listCategoriesForDesk(context),
      ])
        await expect(tried).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('a category that is not there is not found', async () => {
    const context = await as('admin')
    await expect(editCategory(context, 999, read())).rejects.toMatchObject({ code: 'not-found' })
    await expect(moveCategory(context, 999, 'up')).rejects.toMatchObject({ code: 'not-found' })
  })
})
