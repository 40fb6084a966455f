import type { Format, Mapping } from '#app/features/requests/types.ts'
import { decideColumns } from '#app/features/requests/readers/decide-columns.server.ts'
import { planImport } from '#app/features/requests/readers/plan-import.server.ts'
import { readRequests, type ReadRecord } from '#app/features/requests/readers/read-requests.server.ts'
import type { ByteFile } from '#app/features/requests/readers/source.server.ts'

/** A file in memory that comes in small pieces, so that records are cut anywhere. */
export function fileOf(content: string | Buffer, step = 7): ByteFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return {
    size: bytes.length,
    async *stream(from) {
      for (let at = from; at < bytes.length; at += step) {
        yield bytes.subarray(at, at + step)
        await Promise.resolve()
      }
    },
    sample: (from, length) => Promise.resolve(bytes.subarray(from, from + length)),
  }
}

export interface Given {
  readonly name?: string
  readonly format?: Format
  readonly mapping?: Mapping
  readonly step?: number
}

/** Every record of a file, as an import of it takes them or says why not. */
export async function readAll(
  content: string | Buffer,
  { name = 'requests.csv', format, mapping, step = 7 }: Given = {},
): Promise<ReadRecord[]> {
  const file = fileOf(content, step)
  const plan = await planImport(file, name, { format })
  if (plan.refusal !== null) throw new Error(plan.refusal)
  const options = await decideColumns(file, mapping ? { ...plan.options, mapping } : plan.options)
  const records: ReadRecord[] = []
  for await (const record of readRequests(file, options, {
    position: options.start,
    line: options.startLine,
  }))
    if (record.request !== null || record.refusal !== null) records.push(record)
  return records
}
