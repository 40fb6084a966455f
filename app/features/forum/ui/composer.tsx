import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { DraftWords } from '#app/features/composer/ui/draft-words.tsx'
import { Editor, type EditorHandle } from '#app/features/composer/ui/editor.tsx'
import { SureToPost } from '#app/features/composer/ui/sure-to-post.tsx'
import { useDraft } from '#app/features/composer/ui/use-draft.ts'
import { Button } from '#app/ui/button.tsx'
import { CountButton } from '#app/ui/count-button.tsx'
import { ErrorSummary, FieldError } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { useSentOnce } from '#app/ui/use-sent-once.ts'
import type { ComposerView } from '#app/features/composer/types.ts'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { ThreadPageView } from '../types.ts'
import { AskAside } from './ask-aside.tsx'
import { hasAnswers } from './kinds.ts'
import { QuoteSelection } from './quote-selection.tsx'
import { steer, type Steer } from './steering.ts'

export interface ComposerProps {
  readonly view: ThreadPageView
  readonly composer: ComposerView
  /** Who writes, so that drafts of two people on one device stay apart. */
  readonly owner: number
  readonly sentBack?: SentBack
}

interface Words {
  readonly title: string
  readonly placeholder: string
  readonly act: string
  readonly busy: string
  readonly as: 'answer' | 'comment'
  readonly hint: string
}

function wordsFor(view: ThreadPageView): Words {
  if (view.isAsker) {
    return {
      title: 'Add what you found out',
      placeholder: 'What you tried since, what changed',
      act: 'Add comment',
      busy: 'Adding',
      as: 'comment',
      hint: 'Your own words are a comment; the question stays open.',
    }
  }
  const hint = 'Markdown works. Kept as a draft while you write, also on your other devices.'
  return hasAnswers(view.kind)
    ? {
        title: 'Your answer',
        placeholder: 'What solved it for you, step by step',
        act: 'Post answer',
        busy: 'Posting',
        as: 'answer',
        hint,
      }
    : {
        title: 'Your reply',
        placeholder: 'What you think of it, and why',
        act: 'Post reply',
        busy: 'Posting',
        as: 'answer',
        hint,
      }
}

/** Where a thread is answered: a form that works as it is, and keeps what is written once hydrated. */
export function Composer({ view, composer, owner, sentBack }: ComposerProps) {
  const fetcher = useFetcher<SentBack>()
  const editor = useRef<EditorHandle>(null)
  const sending = useRef(false)
  const [steered, setSteered] = useState<Steer>(null)
  const [restored, setRestored] = useState(composer.draft?.savedAt ?? null)
  const draft = useDraft({
    draftKey: composer.draftKey,
    owner,
    keptAt: composer.draft?.savedAt ?? null,
    read: () => ({ body: editor.current?.read() ?? '' }),
    onNewer: sentBack?.values
      ? undefined
      : ({ body, savedAt }) => {
          if (body.trim() === '') return
          editor.current?.write(body)
          setRestored(savedAt)
        },
  })
  const { hold, refused, posted } = draft
  const result = fetcher.data ?? sentBack
  const words = wordsFor(view)
  const busy = fetcher.state !== 'idle'
  const sendOnce = useSentOnce(busy)

  const failed = fetcher.data?.errors !== undefined
  const [wasBusy, setWasBusy] = useState(busy)
  if (busy !== wasBusy) {
    setWasBusy(busy)
    if (!busy && !failed) {
      setRestored(null)
      setSteered(null)
    }
  }

  useEffect(() => {
    if (busy) {
      sending.current = true
      hold()
    } else if (sending.current) {
      sending.current = false
      if (failed) {
        refused()
        return
      }
      posted()
      editor.current?.write('')
    }
  }, [busy, failed, hold, refused, posted])

  const discard = () => {
    draft.discard()
    editor.current?.write('')
    setRestored(null)
    setSteered(null)
  }

  const mayCountSelf = view.may.sameHere && !view.isAsker && hasAnswers(view.kind)
  const error = result?.errors?.['body']
  const refusal = view.may.answerRefusal
  return (
    <section className="composer" aria-labelledby="answer-h">
      <h2 id="answer-h">{words.title}</h2>
      {mayCountSelf && !view.saidSameHere && (
        <div className="instead">
          <p>
            The same problem? <b>Same here</b> counts, and tells you when something moves.
          </p>
          <CountButton
            action={`/t/${view.id}/same-here`}
            icon="same"
            label="Same here"
            count={view.sameHereCount}
            pressed={view.saidSameHere}
          />
        </div>
      )}
      <fetcher.Form method="post" action={`/t/${view.id}/answers`} onSubmit={sendOnce}>
        <input type="hidden" name="key" value={composer.key} />
        <ErrorSummary errors={result?.errors} ids={{ body: 'answer' }} />
        {refusal !== null && result?.errors === undefined && <Notice>{refusal}</Notice>}
        {result?.previewHtml !== undefined && (
          <div className="preview-part">
            <p className="meta">How it will look</p>
            <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: result.previewHtml }} />
          </div>
        )}
        {restored !== null && (
          <p className="meta" role="status">
            A draft of yours, kept <Time at={restored} />.{' '}
            <button type="button" className="linky under" onClick={discard}>
              Throw it away
            </button>
          </p>
        )}
        <div className={error === undefined ? 'field' : 'field bad'}>
          <Editor
            ref={editor}
            id="answer"
            labelledBy="answer-h"
            describedBy={error === undefined ? 'answer-hint' : 'answer-error answer-hint'}
            defaultValue={sentBack?.values?.['body'] ?? composer.draft?.body ?? ''}
            placeholder={words.placeholder}
            invalid={error !== undefined}
            maxBytes={composer.maxBytes}
            onText={(text) => {
              draft.touch()
              setSteered(steer(text))
            }}
          />
          {error !== undefined && <FieldError id="answer-error">{error}</FieldError>}
        </div>
        {steered === 'same-here' && mayCountSelf && !view.saidSameHere && (
          <Notice live>
            This reads like “same here”. Counting yourself tells helpers how many wait, and tells you when something
            moves.
            <span className="flow">
              <Button small name="as" value="same-here">
                Same here instead
              </Button>
            </span>
          </Notice>
        )}
        {steered === 'thanks' && words.as === 'answer' && (
          <Notice live>
            This reads like thanks. As a comment it reaches the person, and the answers stay answers.
            <span className="flow">
              <Button small name="as" value="comment">
                Post as a comment
              </Button>
            </span>
          </Notice>
        )}
        <SureToPost sentBack={result} />
        <div className="form-acts">
          {refusal === null && (
            <Button look="primary" name="as" value={words.as} busy={busy} busyWord={words.busy} data-post>
              {words.act}
            </Button>
          )}
          <DraftWords id="answer-hint" state={draft.state} hint={words.hint} />
        </div>
      </fetcher.Form>
      <QuoteSelection
        onQuote={(text) => {
          editor.current?.quote(text)
        }}
      />
      <AskAside view={view} />
    </section>
  )
}
