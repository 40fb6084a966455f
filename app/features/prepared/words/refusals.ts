import { defineWords } from '#app/locale/words.ts'

/** Why something can't be done with a prepared answer. */
export const preparedRefusals = defineWords('prepared/refusals', {
  missing: 'There’s no such prepared answer.',
  title: 'Give it a title of 3 to {most, number} letters, by which colleagues find it.',
  'title.taken': 'There’s one with that title in that language already.',
  body: 'Write the answer.',
  'body.long': 'Keep the answer to {most, number} letters.',
  placeholder: 'There’s no placeholder {name}. These can be filled in: {known}.',
  language: 'Choose a language from the list.',
  changed: 'Somebody changed it in the meantime. Your text is kept here: compare it with theirs before you save again.',
  button: 'Choose what to do.',
  reviewed: 'It’s reviewed already.',
  retired: 'It’s retired. Bring it back first.',
})
