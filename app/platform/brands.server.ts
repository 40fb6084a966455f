import type { Executor } from '#db/transaction.server.ts'

/** The brand of this name, made where there is none; null for no name. However it is written, one name is one brand. */
export async function keepBrand(trx: Executor, name: string): Promise<number | null> {
  if (name === '') return null
  const folded = foldedName(name)
  await trx
    .insertInto('brands')
    .values({ name, folded })
    .onConflict((c) => c.column('folded').doNothing())
    .execute()
  const { id } = await trx.selectFrom('brands').select('id').where('folded', '=', folded).executeTakeFirstOrThrow()
  return id
}

const foldedName = (name: string): string => name.normalize('NFKC').toLowerCase()
