import { defineWords } from '#app/locale/words.ts'

/** What is wrong with a reward or with asking for one, and what to do. */
export const rewardRefusals = defineWords('rewards/refusals', {
  title: 'Name the reward in 3 to 120 characters.',
  description: 'Use at most 2,000 characters.',
  price: 'Enter a price from 1 to 1,000,000 points.',
  stock: 'Enter how many there are, from 0 to 100,000, or leave it empty.',
  taxNote: 'Use at most 500 characters.',
  position: 'Enter a number from 0 to 10,000.',
  name: 'Enter the name for the parcel, in at most 120 characters.',
  address: 'Enter the address with street, town and country, in 10 to 500 characters.',
  reason: 'Say why in 3 to 500 characters. They’ll read it.',
  note: 'Use at most 500 characters.',
  missing: 'this reward',
  'missing.redemption': 'this request',
  gone: 'There are none left: somebody else was quicker. You keep your points.',
  retired: 'This reward isn’t offered any more. You keep your points.',
  enough:
    '{most, plural, one {You have had this already. Each person can have it once.} other {You have had this # times already, which is as often as one person can.}}',
  mostEach: 'Enter how often one person can have it, from 1 to 1,000, or leave it empty.',
  poor: '{missing, plural, one {You need one more point for this. Nothing was taken.} other {You need # more points for this. Nothing was taken.}}',
  priceChanged:
    '{price, plural, one {The price changed meanwhile, to one point. Nothing was taken. Check it, then ask again.} other {The price changed meanwhile, to # points. Nothing was taken. Check it, then ask again.}}',
  changed: 'Somebody else changed this reward meanwhile. Look at theirs, then save yours.',
  decided: 'This was decided meanwhile. Look at it again.',
  own: 'Somebody else has to decide about your own request.',
  kindStays: 'This reward was asked for already, so how it reaches people can’t change. Make a new one instead.',
  notCodes: 'Only rewards that are handed out as codes can hold some.',
  'codes.none': 'Paste the codes, one on each line, or choose a file with them.',
  'codes.many': 'Add at most 5,000 codes at a time. This list has {count, number}.',
  'codes.long':
    '{lines, plural, one {Line {first} is longer than 200 characters, so it’s no code. Nothing was added.} other {# lines are longer than 200 characters, so they’re no codes. The first is line {first}. Nothing was added.}}',
  'codes.unreadable': 'This file isn’t plain text in UTF-8. Save it as a text file, or paste the codes.',
  dates: 'Enter both days, the first one not after the last.',
})
