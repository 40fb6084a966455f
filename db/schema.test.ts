import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { eachDatabase } from '#test/support/databases.ts'

type Tables = Record<string, Record<string, boolean>>

eachDatabase((_name, open) => {
  test('the types of the tables are the tables, column by column', async () => {
    const tables = await open().db.introspection.getTables()
    const migrated: Tables = {}
    for (const table of tables) {
      if (table.name.startsWith('kysely_')) continue
      migrated[table.name] = Object.fromEntries(
        table.columns.map((c) => [c.name, c.isNullable && !c.isAutoIncrementing]),
      )
    }

    expect(typedTables()).toEqual(migrated)
  })
})

/** Tables, columns and whether each may be null, as `schema.ts` and the files beside it say. */
function typedTables(): Tables {
  const interfaces = new Map<string, Map<string, string>>()
  const parts = readdirSync(new URL('./schema/', import.meta.url)).map((name) => `./schema/${name}`)
  for (const path of ['./schema.ts', ...parts]) {
    const file = fileURLToPath(new URL(path, import.meta.url))
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023)
    source.forEachChild((node) => {
      if (!ts.isInterfaceDeclaration(node)) return
      const members = new Map<string, string>()
      for (const member of node.members) {
        if (!ts.isPropertySignature(member) || !member.type) continue
        members.set(member.name.getText(source), member.type.getText(source))
      }
      interfaces.set(node.name.text, members)
    })
  }
  const columnsOf = (type: string): Record<string, boolean> => {
    const members = interfaces.get(type)
    if (!members) throw new Error(`db/schema has no interface ${type}.`)
    return Object.fromEntries([...members].map(([name, written]) => [name, isNullable(written)]))
  }
  return Object.fromEntries([...(interfaces.get('Schema') ?? [])].map(([table, type]) => [table, columnsOf(type)]))
}

const NULLABLE = new Set(['When', 'Text', 'Ref', 'Bytes'])
const NOT_NULL = new Set(['Id', 'Count', 'number', 'string', 'Generated<string>', 'Generated<number>', 'List'])

function isNullable(written: string): boolean {
  if (NULLABLE.has(written)) return true
  if (NOT_NULL.has(written)) return false
  throw new Error(`This test does not know whether a ${written} may be null.`)
}
