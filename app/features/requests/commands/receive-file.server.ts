import { saying } from '#app/locale/saying.ts'
import { requestRefusals } from '#app/features/requests/words/refusals.ts'
import { randomBytes } from 'node:crypto'
import { mayImportRequests } from '#app/access/desk.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { rememberedMapping } from '../queries/mapping.server.ts'
import { keptFile } from '../readers/kept-file.server.ts'
import { decideColumns } from '../readers/decide-columns.server.ts'
import { planImport } from '../readers/plan-import.server.ts'

const MAX_NAME = 200

/**
 * Keeps an uploaded file, on disk before its row, and plans how to read it; returns the import's id.
 * Throws `invalid` beside `file`, with what to do, for a file that can't be read; nothing is kept then.
 */
export async function receiveFile(
  context: Pick<Context, 'db' | 'blobs' | 'clock' | 'viewer'>,
  upload: { readonly name: string; readonly pieces: AsyncIterable<Uint8Array> },
): Promise<number> {
  const { db, blobs, clock, viewer } = context
  demand(mayImportRequests(viewer))
  const key = randomBytes(24).toString('base64url')
  const bytes = await blobs.keep(key, upload.pieces)
  try {
    const file = await keptFile(blobs, key)
    if (!file)
      throw new AppError('invalid', saying(requestRefusals, 'theFileDidNotArrive'), {
        fields: { file: saying(requestRefusals, 'sendItAgain') },
      })
    const plan = await planImport(file, upload.name)
    if (plan.refusal !== null) throw new AppError('invalid', plan.refusal, { fields: { file: plan.refusal } })
    const options = await decideColumns(file, { ...plan.options, mapping: await rememberedMapping(db, plan.options) })
    const { id } = await db
      .insertInto('imports')
      .values({
        kind: 'requests',
        source: sourceOf(upload.name),
        file_name: upload.name.replace(/\p{Cc}/gu, '').slice(0, MAX_NAME),
        file_key: key,
        bytes,
        options: JSON.stringify(options),
        by_id: viewer.id,
        started_at: clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  } catch (error) {
    await blobs.remove(key)
    throw error
  }
}

/** Where a file comes from, until somebody says it better: its name without its ending. */
export function sourceOf(fileName: string): string {
  const plain = fileName.replace(/^.*[\\/]/, '').replace(/(?:\.[a-z0-9]{1,6}){1,2}$/i, '')
  return (
    plain
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 80) || 'file'
  )
}
