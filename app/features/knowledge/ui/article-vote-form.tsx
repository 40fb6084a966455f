import { Button } from '#app/ui/button.tsx'
import { Radios, TextArea } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { counted, figure } from '#app/ui/words.ts'
import type { ArticlePageView, VoteReason } from '../types.ts'

/** What the reader has just said, from the address they were led back to. */
export type Voted = 'yes' | 'no' | 'said' | 'heard' | null

export const REASON_WORDS: Readonly<Record<VoteReason, string>> = {
  wrong: 'It is wrong',
  outdated: 'It is out of date',
  unclear: 'I could not follow it',
  'other-problem': 'My problem is another one',
  wanted: 'Something is missing',
}

const HEARD = 'Several readers at your internet address have said so already, so it is not counted again. Thank you.'

/** What a guest wrote who is one more than are counted from an address. */
export function UncountedVotePage({ address, note }: { readonly address: string; readonly note: string }) {
  return (
    <div className="column narrow">
      <h1 className="title page-h">Thank you</h1>
      <p role="status">{HEARD}</p>
      <p>If you sign in, staff read what you wrote:</p>
      <blockquote className="prose" dir="auto">
        {note}
      </blockquote>
      <p>
        <a className="more" href={address}>
          Back to the article
        </a>
      </p>
    </div>
  )
}

/** What readers said so far: "One reader says it did.", "12 of 1,040 readers say it did." */
export function helpedWords({ helpfulCount, voteCount }: Pick<ArticlePageView, 'helpfulCount' | 'voteCount'>): string {
  if (voteCount === 1) return helpfulCount === 1 ? 'One reader says it did.' : 'One reader says it did not.'
  if (helpfulCount === 0) return `None of ${counted(voteCount, 'reader')} says it did.`
  if (helpfulCount === voteCount)
    return voteCount === 2 ? 'Both readers say it did.' : `All ${counted(voteCount, 'reader')} say it did.`
  return `${figure(helpfulCount)} of ${counted(voteCount, 'reader')} ${helpfulCount === 1 ? 'says' : 'say'} it did.`
}

/** "Did this solve it?", and why not: for guests and members, with and without a script. */
export function ArticleVoteForm({ view, voted }: { readonly view: ArticlePageView; readonly voted: Voted }) {
  const action = `/kb/${view.id}/vote`
  const known = voted ?? (view.vote ? (view.vote.helpful ? 'yes' : 'said') : null)
  return (
    <section className="helped" id="helped" aria-labelledby="helped-h">
      <h2 id="helped-h">Did this solve it?</h2>
      {known === 'yes' && (
        <p role="status">
          <b>Good to know.</b> Your word counts for whoever comes next.
        </p>
      )}
      {known === 'said' && (
        <p role="status">
          <b>Thank you.</b> Whoever looks after this article reads what you said.
        </p>
      )}
      {known === 'heard' && <p role="status">{HEARD}</p>}
      {known === 'no' ? (
        <form className="form" method="post" action={action}>
          <input type="hidden" name="helpful" value="no" />
          <Radios
            label="What was wrong?"
            name="reason"
            options={Object.entries(REASON_WORDS).map(([value, words]) => ({ value, words }))}
            defaultValue="unclear"
          />
          <TextArea
            label="In your own words"
            name="note"
            hint="Not needed, but it helps most. Staff read it; it is not shown here."
            maxLength={2000}
          />
          <div className="form-acts">
            <Button look="primary">Send</Button>
          </div>
        </form>
      ) : (
        <form className="acts" method="post" action={action}>
          <button className="button" name="helpful" value="yes">
            <Icon name="check" />
            Yes, it did
          </button>
          <button className="button" name="helpful" value="no">
            Not quite
          </button>
        </form>
      )}
      {view.voteCount > 0 && <p className="meta">{helpedWords(view)}</p>}
    </section>
  )
}
