import { keepImage } from '#app/features/files/commands/keep-image.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { actForScripts } from '#app/platform/http.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

/** A picture for a post that is being written. */
export const action = actForScripts('member', LIMITS.upload, async ({ context, request }) => {
  const form = await request.formData().catch(() => null)
  const file = form?.get('file')
  if (!(file instanceof File)) throw new AppError('invalid', 'No picture arrived. Choose it again.')
  return Response.json(await keepImage(context, file))
})
