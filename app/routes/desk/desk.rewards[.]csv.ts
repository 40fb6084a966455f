import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { writeRewards } from '#app/features/rewards/queries/reward-desk.server.ts'
import { RewardsExportQuery } from '#app/features/rewards/schemas.ts'
import { parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** What members asked for between two days, for finance, as a file. */
export const loader = loaderFor(
  'admin',
  ({ context, viewer, url }) => {
    const days = parseQuery(RewardsExportQuery, url.searchParams)
    const pieces = writeRewards(context, days, viewer.zone ?? context.site.zone)
    const response = new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="rewards-${days.from}-${days.to}.csv"`,
        'Cache-Control': 'private, no-store',
      },
    })
    return Promise.resolve(response)
  },
  { hasPage: false },
)
