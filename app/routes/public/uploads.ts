import { keepFile } from '#app/features/files/commands/keep-file.server.ts'
import { scriptActionFor } from '#app/platform/http/action.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

/** A picture or a file for a text that is being written. */
export const action = scriptActionFor('member', LIMITS.upload, async ({ context, request }) =>
  Response.json(await keepFile(context, await request.formData().catch(() => null))),
)
