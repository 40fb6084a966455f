import { Button } from '#app/ui/button.tsx'
import { Radios, TextArea } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { counted, figure } from '#app/ui/words.ts'
import type { ArticlePageView, VoteReason } from '../types.ts'

/** What the reader has just said, from the address they were led back to. */
export type Voted = 'yes' | 'no' | 'said' | null

export const REASON_WORDS: Readonly<Record<VoteReason, string>> = {
  wrong: 'It is wrong',
  outdated: 'It is out of date',
  unclear: 'I could not follow it',
  'other-problem': 'My problem is another one',
  wanted: 'Something is missing',
}

/** "Did this solve it?", and why not: for guests and members, with and without a script. */
export function ArticleVoteForm({
  view,
  voted,
}: {
  readonly view: ArticlePageView
  readonly voted: Voted
}) {
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
      {view.voteCount > 0 && (
        <p className="meta">
          {figure(view.helpfulCount)} of {counted(view.voteCount, 'reader')} say it did.
        </p>
      )}
    </section>
  )
}
