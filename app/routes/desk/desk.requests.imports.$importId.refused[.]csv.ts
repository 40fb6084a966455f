import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { getImport, writeRefusals } from '#app/features/requests/queries/imports.server.ts'
import { idParam } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** The refused rows of an import as a file. */
export const loader = loaderFor(
  'staff',
  async ({ context, params }) => {
    const { id } = await getImport(context.db, idParam(params['importId']))
    return new Response(createReadableStreamFromReadable(Readable.from(writeRefusals(context, id))), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="refused-${id}.csv"`,
        'Cache-Control': 'private, no-store',
      },
    })
  },
  { hasPage: false },
)
