import { Icon } from '#app/ui/icon.tsx'
import { address } from '#app/ui/words.ts'
import type { ThreadPageView } from '../types.ts'

/** For those with another problem: ask, with the promise of this category. */
export function AskAside({ view }: { readonly view: Pick<ThreadPageView, 'category' | 'promise'> }) {
  return (
    <div className="promise aside-ask">
      <Icon name="clock" />
      <p>
        A different problem?{' '}
        <a className="link" href={address('/ask', { category: view.category.slug })}>
          Ask your own question
        </a>
        .
      </p>
      {view.promise !== null && (
        <p className="meta">
          {view.category.name}: {view.promise}
        </p>
      )}
    </div>
  )
}
