import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { writeOwnData } from '#app/features/accounts/queries/own-data.server.ts'
import { redemptionsForExport } from '#app/features/rewards/queries/rewards.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Everything that is kept about the member who asks, as a file to download. */
export const loader = loaderFor(
  'member',
  async ({ context, viewer }) => {
    const now = context.clock.now()
    const pieces = Readable.from(
      writeOwnData(context.db, viewer.id, now, [['rewards', () => redemptionsForExport(context, viewer.id)]]),
    )
    const day = new Date(now).toISOString().slice(0, 10)
    return new Response(createReadableStreamFromReadable(pieces), {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="my-data-${day}.json"`,
        'Cache-Control': 'private, no-store',
      },
    })
  },
  { hasPage: false },
)
