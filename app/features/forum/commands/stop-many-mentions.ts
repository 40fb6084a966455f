import { AppError } from '#app/kernel/errors.ts'
import { MOST_MENTIONS, mentionsIn } from '#app/kernel/mentions.ts'
import { saying } from '#app/locale/saying.ts'
import { forumRefusals } from '../words/refusals.ts'

/** Refuses a text that names more people than are told of it, so that nobody is passed over in silence. */
export function stopManyMentions(html: string): void {
  const count = mentionsIn(html).length
  if (count <= MOST_MENTIONS) return
  const why = saying(forumRefusals, 'mentions.many', { count, most: MOST_MENTIONS })
  throw new AppError('invalid', saying(forumRefusals, 'mentions'), { fields: { body: why } })
}
