import { defineWords } from '#app/locale/words.ts'

/** What a link or a choice about notices is refused for. */
export const noticeRefusals = defineWords('notices/refusals', {
  thereIsNoSuchNotice: 'There’s no such notice.',
  thisLink: 'This link',
})
