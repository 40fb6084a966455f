import { AppError } from '#app/kernel/errors.ts'
import { saying } from '#app/locale/saying.ts'
import { personalDataIn } from '#app/platform/personal-data/public-text.ts'
import { forumRefusals } from '../words/refusals.ts'

/** A text that is about to be read by everybody. */
export interface PublicText {
  readonly body: string
  readonly title?: string | undefined
  /** Its author was shown what was found and wants it public all the same. */
  readonly isSure?: boolean | undefined
}

/**
 * Stops a public text once when it holds a card number, an account, an address, a password and the like. Throws
 * `invalid` with what was found; the field `sure` tells the form to offer a way on. `before`: what was public already.
 */
export function stopPersonalData({ body, title = '', isSure = false }: PublicText, before = ''): void {
  if (isSure) return
  const found = personalDataIn(`${title}\n${body}`, before)
  if (found.length === 0) return
  const list = found
    .map(({ kind, quote }) => saying(forumRefusals, `personal.${kind}`, { quote }))
    .reduceRight((rest, first) => saying(forumRefusals, 'personal.list', { first, rest }))
  throw new AppError('invalid', saying(forumRefusals, 'personal'), {
    fields: { body: saying(forumRefusals, 'personal.body', { list }), sure: saying(forumRefusals, 'personal.sure') },
  })
}
