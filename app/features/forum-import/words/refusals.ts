import { defineWords } from '#app/locale/words.ts'

/** Why a line of a forum’s export is refused. */
export const forumImportRefusals = defineWords('forum-import/refusals', {
  thereIsNoFile: 'There is no file {file}.',
  fileIsNoWhole: '{file} is no whole gzip file: it breaks off after line {number}.',
  isLongerThan1: 'is longer than 1 MB',
  isNoJson: 'is no JSON',
  cantBeRead: 'can’t be read',
  bodyCantBeRendered: 'body can’t be rendered: too long, or too deeply nested',
  handleHandleIsTaken: 'handle {handle} is taken by somebody else',
  categoryCategoryWasNot: 'category {category} was not named before',
  threadThreadWasNot: 'thread {thread} was not named before, or was refused',
  parentParentWasNot: 'parent {parent} was not named before in this thread',
  aCommentCantBe: 'a comment can’t be the accepted answer',
  threadThreadHas: 'thread {thread} has an accepted answer already',
  isNoTime: 'is no time',
  mayHaveAZ: 'may have a-z, 0-9 and - only',
  mayHave3: 'may have 3 to 30 letters, digits, _ and -',
  at: '{path} {why}',
  authorUnknown: 'author {author} was not named before',
  acceptedElsewhere:
    'an accepted answer belongs to a question or problem, not to {kind, select, idea {an idea} other {praise}}',
})
