import { AppError } from '#app/kernel/errors.ts'
import type { Context } from '#app/platform/context.server.ts'
import { isStaff } from '#app/kernel/roles.ts'
import { ATTACHABLE, isNamedAsDocument, isNamedAsSent } from '../rules/attachments.ts'
import { keepAttachment } from './keep-attachment.server.ts'
import { keepImage } from './keep-image.server.ts'

/**
 * Keeps what a form sent in its field `file`: a picture, or a document of staff's. Its name says which
 * of both it is; what it really is, each of both looks at itself.
 */
export async function keepFile(
  context: Context,
  form: FormData | null,
): Promise<{ readonly url: string; readonly markdown: string }> {
  const file = form?.get('file')
  if (file instanceof File && isStaff(context.viewer) && !isNamedAsSent(file.name)) {
    const why = `Pictures (PNG, JPEG, WebP, GIF) can be sent, and ${ATTACHABLE}.`
    throw new AppError('invalid', 'This file can’t be sent.', { fields: { file: why } })
  }
  if (!(file instanceof File)) throw new AppError('invalid', 'No file arrived. Choose it again.')
  return isNamedAsDocument(file.name) ? keepAttachment(context, file) : keepImage(context, file)
}
