import { defineWords } from '#app/locale/words.ts'

/** Addresses of feeds and of the sitemap that are not there. */
export const findRefusals = defineWords('find/refusals', {
  feed: 'This feed doesn’t exist, or you don’t have access to it.',
  sitemap: 'This page of the sitemap doesn’t exist, or you don’t have access to it.',
})
