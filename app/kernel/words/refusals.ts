import { defineWords } from '#app/locale/words.ts'

/** What a name, a handle or an address is refused for, and what is not there. */
export const kernelRefusals = defineWords('kernel/refusals', {
  'handle.empty': 'Choose a handle: the name others type after an @.',
  'handle.unseen': 'This handle contains invisible characters. Type it again.',
  'handle.signs': 'This handle has too many accents on one letter.',
  'handle.letters': 'A handle can only have letters, digits, _ and -, without spaces.',
  'handle.start': 'A handle must start with a letter or a digit.',
  'handle.noLetter': 'A handle needs at least one letter.',
  'handle.reserved': 'This handle is reserved for the people who run this community. Choose another.',
  'name.empty': 'Enter the name that others will see.',
  'name.unseen': 'This name contains invisible characters. Type it again.',
  'name.marks': 'This name has too many accents on one letter.',
  'name.noLetter': 'A name needs at least one letter.',
  'name.address': 'A name can’t be a web address.',
  noSuchPage: 'This page of the list doesn’t exist. Start at the first page.',
  'handle.short': 'A handle needs at least {least, number} characters.',
  'handle.long': 'A handle can have at most {most, number} characters.',
  'name.long': 'A name can have at most {most, number} characters.',
  notFound: '{what} doesn’t exist, or you don’t have access to it.',
  thisPage: 'This page',
})
