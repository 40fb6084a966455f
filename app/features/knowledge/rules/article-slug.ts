import { wordsAfter } from '#app/kernel/match-address.ts'
import { slugWords } from '#app/kernel/text.ts'

/** Ends of addresses under an article's number that are pages of their own. */
const TAKEN = wordsAfter('/kb/:articleId')

/** The readable end of an article's address. */
export function articleSlug(title: string): string {
  const slug = slugWords(title) || 'article'
  return TAKEN.has(slug) ? `${slug}-article` : slug
}
