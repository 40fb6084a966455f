import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { address } from '#app/ui/words.ts'
import type { ThreadPageView } from '../types.ts'
import { threadWords } from '../words/thread.ts'

/** What the asker had searched for and opened before asking, so that nobody sends them back to it. */
export function Trail({ view }: { readonly view: ThreadPageView }) {
  const t = useWords(threadWords)
  const { trail } = view
  if (trail === null || trail.steps.length === 0) return null
  return (
    <details className="trail" id="trail">
      <summary>{t('trail')}</summary>
      <ol>
        {trail.steps.map((step, at) => (
          <li key={at}>
            {step.step === 'searched'
              ? t.rich('trail.searched', {
                  query: step.query,
                  found: step.found,
                  link: (inner) => (
                    <a href={address('/search', { q: step.query })} dir="auto">
                      {inner}
                    </a>
                  ),
                })
              : t.rich('trail.opened', {
                  title: step.title,
                  link: (inner) => (
                    <a href={step.address} dir="auto">
                      {inner}
                    </a>
                  ),
                })}
          </li>
        ))}
      </ol>
      {trail.mayHide && (
        <form method="post" action={`/t/${view.id}/trail`}>
          <p className="meta">{t(trail.isHidden ? 'trail.isHidden' : 'trail.isShown')}</p>
          <Button small name="intent" value={trail.isHidden ? 'add' : 'withdraw'}>
            {t(trail.isHidden ? 'trail.show' : 'trail.hide')}
          </Button>
        </form>
      )}
    </details>
  )
}

/** A reader who isn't the asker says that the thread answered their question too. */
export function SolvedMine({ view }: { readonly view: ThreadPageView }) {
  const t = useWords(threadWords)
  if (view.isAsker || view.isPrivate || view.answerCount === 0) return null
  return (
    <form method="post" action="/solved" className="acts solved-mine">
      <input type="hidden" name="at" value="thread" />
      <input type="hidden" name="solved" value={`thread:${view.id}`} />
      <Button small icon="check">
        {t('solvedMine')}
      </Button>
    </form>
  )
}
