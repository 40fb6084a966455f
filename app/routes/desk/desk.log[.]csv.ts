import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { readLogFilter, writeLog } from '#app/features/moderation/queries/log.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** What is asked for of the log, as a file. */
export const loader = loaderFor(
  'moderator',
  async ({ context, viewer, url }) => {
    const pieces = writeLog(context, readLogFilter(url.searchParams), viewer.zone ?? context.site.zone)
    return new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="log.csv"',
        'Cache-Control': 'private, no-store',
      },
    })
  },
  { hasPage: false },
)
