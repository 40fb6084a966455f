import { articleWords } from '#app/features/knowledge/words/article.ts'
import { feedbackWords } from '#app/features/knowledge/words/feedback.ts'
import { useWords } from '#app/locale/react.tsx'
import type { Speaker } from '#app/locale/speak.ts'
import { Button } from '#app/ui/button.tsx'
import { Radios, TextArea } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { VOTE_REASONS, type ArticlePageView } from '../types.ts'
import { bold } from './phrasings.tsx'

/** What the reader has just said, from the address they were led back to. */
export type Voted = 'yes' | 'no' | 'said' | 'heard' | null

/** What a guest wrote who is one more than are counted from an address. */
export function UncountedVotePage({ address, note }: { readonly address: string; readonly note: string }) {
  const t = useWords(articleWords)
  return (
    <div className="column narrow">
      <h1 className="title page-h">{t('uncounted.title')}</h1>
      <p role="status">{t('uncounted.heard')}</p>
      <p>{t('uncounted.signIn')}</p>
      <blockquote className="prose" dir="auto">
        {note}
      </blockquote>
      <p>
        <a className="more" href={address}>
          {t('backToTheArticle')}
        </a>
      </p>
    </div>
  )
}

/** What readers said so far: "One reader says it did.", "12 of 1,040 readers say it did." */
function helpedWords(t: Speaker<(typeof articleWords)['messages']>, view: ArticlePageView): string {
  const { helpfulCount: helpful, voteCount: votes } = view
  if (votes === 1) return helpful === 1 ? t('helped.oneDid') : t('helped.oneDidNot')
  if (helpful === 0) return t('helped.none', { votes })
  return helpful === votes ? t('helped.all', { votes }) : t('helped.some', { helpful, votes })
}

/** "Did this solve it?", and why not: for guests and members, with and without a script. */
export function ArticleVoteForm({ view, voted }: { readonly view: ArticlePageView; readonly voted: Voted }) {
  const t = useWords(articleWords)
  const said = useWords(feedbackWords)
  const action = `/kb/${view.id}/vote`
  const known = voted ?? (view.vote ? (view.vote.helpful ? 'yes' : 'said') : null)
  return (
    <section className="helped" id="helped" aria-labelledby="helped-h">
      <h2 id="helped-h">{t('vote.title')}</h2>
      {known === 'yes' && <p role="status">{t.rich('vote.helped', { b: bold })}</p>}
      {known === 'said' && <p role="status">{t.rich('vote.said', { b: bold })}</p>}
      {known === 'heard' && <p role="status">{t('uncounted.heard')}</p>}
      {known === 'no' ? (
        <form className="form" method="post" action={action}>
          <input type="hidden" name="helpful" value="no" />
          <Radios
            label={t('vote.whatWasWrong')}
            name="reason"
            options={VOTE_REASONS.map((value) => ({ value, words: said(`reason.${value}`) }))}
            defaultValue="unclear"
          />
          <TextArea label={t('vote.note')} name="note" hint={t('vote.noteHint')} maxLength={2000} />
          <div className="form-acts">
            <Button look="primary">{t('vote.send')}</Button>
          </div>
        </form>
      ) : (
        <form className="acts" method="post" action={action}>
          <button className="button" name="helpful" value="yes">
            <Icon name="check" />
            {t('vote.yes')}
          </button>
          <button className="button" name="helpful" value="no">
            {t('vote.no')}
          </button>
        </form>
      )}
      {view.voteCount > 0 && <p className="meta">{helpedWords(t, view)}</p>}
    </section>
  )
}
