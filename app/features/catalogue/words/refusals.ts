import { defineWords } from '#app/locale/words.ts'

/** Why a category is not there or not saved as it was sent. */
export const catalogueRefusals = defineWords('catalogue/refusals', {
  missing: 'This category doesn’t exist, or you don’t have access to it.',
  name: 'Give the category a name.',
  'name.long': 'A name can have at most 60 characters.',
  slug: 'Enter the last part of its address.',
  'slug.letters': 'An address can only have lowercase letters, digits and hyphens, such as card-payments.',
  'slug.long': 'An address can have at most 60 characters.',
  'slug.other': 'Choose a different address.',
  'slug.taken': 'Another category already has this address.',
  'description.long': 'A description can have at most 300 characters.',
  hue: 'Enter a hue from 0 to 359, or nothing.',
  access: 'Choose who can read it.',
  roles: 'Choose at least one role that can read it.',
  'brand.long': 'The name of a brand can have at most 60 characters.',
  button: 'Press one of the buttons.',
  twoButtons: 'Press one of the two buttons.',
  unknown: 'There’s no such category.',
})
