import { defineWords } from '#app/locale/words.ts'

/** Why a report or a decision is refused. */
export const moderationRefusals = defineWords('moderation/refusals', {
  sayWhatIsWrong: 'Say what’s wrong with it.',
  sayItInAtMost: 'Use at most 1,000 characters.',
  chooseWhatBecomes: 'Choose what to do with it.',
  thisFormIsBrokenLoad: 'This form is broken. Reload the page.',
  sayItInAtMost2: 'Use at most 500 characters.',
  nameTheTag: 'Enter the tag.',
  aTagHasAtMost: 'A tag can have at most 30 characters.',
  nameTheTagItBecomes: 'Enter the tag that replaces it.',
  chooseWhatToDo: 'Choose what to do.',
  thereIsNoSuchTag: 'There’s no such tag.',
  thereIsNoSuchTag2: 'There’s no such tag. A thread must use it first.',
  aTagCantBecomeItself: 'A tag can’t replace itself.',
  nameAnotherTag: 'Enter a different tag.',
  thatTagIsItself: 'That tag is itself a synonym. Enter the one it stands for.',
  thisTagIsNoSynonym: 'This tag is no longer a synonym.',
})
