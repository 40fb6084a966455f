import { AppError } from '#app/kernel/errors.ts'
import { MOST_MENTIONS, mentionsIn } from '#app/kernel/mentions.ts'

/** Refuses a text that names more people than are told of it, so that nobody is passed over in silence. */
export function stopManyMentions(html: string): void {
  const count = mentionsIn(html).length
  if (count <= MOST_MENTIONS) return
  const why = `This names ${count} people. At most ${MOST_MENTIONS} can be told by one post: name those who should answer.`
  throw new AppError('invalid', 'This names too many people.', { fields: { body: why } })
}
