import { peopleWords } from '#app/features/catalogue/words/people.ts'
import { useWords } from '#app/locale/react.tsx'
import type { PostView, ThreadPageView } from '../types.ts'
import { hasAnswers } from './kinds.ts'

/** Attributes of an element that is one thing of schema.org's vocabulary, and what it is to the one around it. */
interface Item {
  readonly itemScope: true
  readonly itemType: string
  readonly itemProp?: string
}

const itemOf = (type: string, property?: string): Item => ({
  itemScope: true,
  itemType: `https://schema.org/${type}`,
  ...(property !== undefined && { itemProp: property }),
})

/** What search engines are told of a thread as microdata, so that no text stands on the page twice. */
export interface Structured {
  readonly page: Item
  readonly question: Item
}

/**
 * For guests, and so for search engines, on a public question or problem: a `QAPage` with its question, the accepted
 * answer and the others. Null on all other pages.
 */
export function structuredOf(view: ThreadPageView, isGuest: boolean): Structured | null {
  if (!isGuest || view.isPrivate || !hasAnswers(view.kind)) return null
  return { page: itemOf('QAPage'), question: itemOf('Question', 'mainEntity') }
}

/** The attributes of an answer's element. */
export const answerItem = (structured: Structured | null, isAccepted: boolean): Item | undefined =>
  structured === null ? undefined : itemOf('Answer', isAccepted ? 'acceptedAnswer' : 'suggestedAnswer')

interface PostFactsProps {
  readonly structured: Structured | null
  readonly post: Pick<PostView, 'id' | 'author' | 'createdAt' | 'kind'>
  readonly upvotes: number
}

/** What of a post is not said in words that a program could read: when, by whom, found helpful by how many, and where. */
export function PostFacts({ structured, post, upvotes }: PostFactsProps) {
  const t = useWords(peopleWords)
  if (structured === null) return null
  const { author } = post
  return (
    <>
      <meta itemProp="datePublished" content={new Date(post.createdAt).toISOString()} />
      <meta itemProp="upvoteCount" content={String(upvotes)} />
      {post.kind !== 'opening' && <link itemProp="url" href={`#p${post.id}`} />}
      <span hidden {...itemOf('Person', 'author')}>
        <meta itemProp="name" content={author?.name ?? t('former')} />
        {author && <link itemProp="url" href={`/members/${author.handle}`} />}
      </span>
    </>
  )
}
