import { saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import { inTransaction, isLastAdmin, type Executor } from '#db/transaction.server.ts'

/**
 * A transaction that may take an admin's rights away. The table itself refuses to lose its last active admin,
 * whoever acts at the same moment; here the refusal becomes a sentence.
 */
export async function keepingAnAdmin<T>(db: Executor, change: (trx: Executor) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(db, change)
  } catch (error) {
    if (!isLastAdmin(error)) throw error
    throw new AppError('forbidden', saying(platformRefusals, 'lastAdmin'))
  }
}
