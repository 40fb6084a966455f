import { defineWords } from '#app/locale/words.ts'

/** Why something can't be done with a badge. */
export const badgeRefusals = defineWords('badges/refusals', {
  missing: 'There’s no such badge.',
  noCredential: 'There’s no such credential.',
  noMember: 'There’s no such member.',
  name: 'Give it a name of 2 to {most, number} letters.',
  'name.taken': 'Another badge has this name already.',
  description: 'Say in 5 to {most, number} letters what it’s for.',
  emblem: 'Choose a drawing from the list.',
  kind: 'Choose how it’s given.',
  outcomes: 'Choose at least one thing that counts.',
  count: 'Enter a whole number from 1 to {most, number}.',
  steps: 'Enter three numbers that grow, from 1 to {most, number}.',
  days: 'Enter a number of days from 1 to {most, number}, or leave it empty.',
  hours: 'Choose both hours, or neither.',
  'hours.same': 'Choose two different hours.',
  category: 'Choose a category from the list.',
  tag: 'There’s no tag with that name.',
  words: 'Enter up to {most, number} words or phrases, one a line, each of 3 to 60 letters.',
  everybody:
    'This rule would give the badge to {would, number} of the {known, number} people who ever earned anything here. A badge that everybody has says nothing. Ask for more, or tick “Give it to all of them” and save again.',
  changed: 'Somebody changed it in the meantime. Your text is kept here: compare it with theirs before you save again.',
  retired: 'It’s retired. Bring it back first.',
  notByHand: 'This badge is earned by its rule. Only badges that are given by hand can be given here.',
  reason: 'Say why, in 5 to {most, number} letters.',
  has: 'They have this badge already.',
  revoked: 'It’s revoked already.',
  notRevoked: 'It isn’t revoked.',
  button: 'Choose what to do.',
  nothingGiven: 'Paste the credential, or choose its file.',
  tooLarge: 'That’s too large for a credential. Choose the file that was downloaded here.',
})
