import { defineWords } from '#app/locale/words.ts'

/** Addresses of feeds and of the sitemap that are not there, and lists of words that can't be. */
export const findRefusals = defineWords('find/refusals', {
  feed: 'This feed doesn’t exist, or you don’t have access to it.',
  sitemap: 'This page of the sitemap doesn’t exist, or you don’t have access to it.',
  solved: 'What you name here doesn’t exist, or you don’t have access to it.',
  trail: 'There is nothing here that you could hide or show.',
  'point.article': 'There is no published article with this number that you can read.',
  'point.query': 'There are no words in this search.',
  'synonyms.few': 'Enter at least two different words, one per line.',
  'synonyms.many': 'Enter at most {most, number} words. Make two lists instead.',
  'synonyms.long': 'Keep each to a word or a short phrase: at most five words and {most, number} characters.',
  'synonyms.twice': 'There is already a list of exactly these words for this language.',
  'synonyms.full': 'There are {most, number} lists, which is the most. Remove one first.',
  'synonyms.changed': 'Somebody changed this list meanwhile. Load the page again, then change it.',
  'synonyms.set': 'This list doesn’t exist any more.',
  'synonyms.proposal': 'This proposal doesn’t exist any more.',
  'synonyms.decided': 'Somebody has already decided about this proposal.',
})
