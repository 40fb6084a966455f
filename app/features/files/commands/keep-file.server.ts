import { AppError } from '#app/kernel/errors.ts'
import type { Context } from '#app/platform/context.server.ts'
import { isStaff } from '#app/kernel/roles.ts'
import { saying } from '#app/locale/saying.ts'
import { isNamedAsDocument, isNamedAsSent } from '../rules/attachments.ts'
import { fileRefusals } from '../words/refusals.ts'
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
    const why = saying(fileRefusals, 'send.kind')
    throw new AppError('invalid', saying(fileRefusals, 'send'), { fields: { file: why } })
  }
  if (!(file instanceof File)) throw new AppError('invalid', saying(fileRefusals, 'send.none'))
  return isNamedAsDocument(file.name) ? keepAttachment(context, file) : keepImage(context, file)
}
