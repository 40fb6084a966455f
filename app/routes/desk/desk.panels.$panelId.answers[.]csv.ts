import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { writeAnswers } from '#app/features/panels/queries/answers-file.server.ts'
import { getPanelDesk } from '#app/features/panels/queries/panels.server.ts'
import { idParam } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** All answers to a panel, as a file. */
export const loader = loaderFor(
  'staff',
  async ({ context, params }) => {
    const { id } = await getPanelDesk(context, idParam(params['panelId']))
    return new Response(createReadableStreamFromReadable(Readable.from(writeAnswers(context, id))), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="panel-answers.csv"',
        'Cache-Control': 'private, no-store',
      },
    })
  },
  { hasPage: false },
)
