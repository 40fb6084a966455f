import { useWords } from '#app/locale/react.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { address } from '#app/ui/words.ts'
import type { ThreadPageView } from '../types.ts'
import { threadWords } from '../words/thread.ts'

/** For those with another problem: ask, with the promise of this category. */
export function AskAside({ view }: { readonly view: Pick<ThreadPageView, 'category' | 'promise'> }) {
  const t = useWords(threadWords)
  return (
    <div className="promise aside-ask">
      <Icon name="clock" />
      <p>
        {t.rich('different', {
          link: (inner) => (
            <a className="link" href={address('/ask', { category: view.category.slug })}>
              {inner}
            </a>
          ),
        })}
      </p>
      {view.promise !== null && (
        <p className="meta">{t('promise', { category: view.category.name, promise: view.promise })}</p>
      )}
    </div>
  )
}
