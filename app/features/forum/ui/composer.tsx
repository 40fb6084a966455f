import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { DraftWords } from '#app/features/composer/ui/draft-words.tsx'
import { Editor, type EditorHandle } from '#app/features/composer/ui/editor.tsx'
import { PreviewPart } from '#app/features/composer/ui/preview-part.tsx'
import { SureToPost } from '#app/features/composer/ui/sure-to-post.tsx'
import { useDraft } from '#app/features/composer/ui/use-draft.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { CountButton } from '#app/ui/count-button.tsx'
import { ErrorSummary, FieldError } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { useSentOnce } from '#app/ui/use-sent-once.ts'
import type { ComposerView } from '#app/features/composer/types.ts'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { ThreadPageView } from '../types.ts'
import { composerWords } from '../words/composer.ts'
import { threadWords } from '../words/thread.ts'
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

/** What is written here: what the asker found out, an answer, or a reply. */
function roleFor(view: ThreadPageView): 'found' | 'answer' | 'reply' {
  if (view.isAsker) return 'found'
  return hasAnswers(view.kind) ? 'answer' : 'reply'
}

/** Where a thread is answered: a form that works as it is, and keeps what is written once hydrated. */
export function Composer({ view, composer, owner, sentBack }: ComposerProps) {
  const t = useWords(composerWords)
  const ofThread = useWords(threadWords)
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
  const role = roleFor(view)
  const sentAs = role === 'found' ? 'comment' : 'answer'
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
      <h2 id="answer-h">{t(`title.${role}`)}</h2>
      {mayCountSelf && !view.saidSameHere && (
        <div className="instead">
          <p>{ofThread.rich('sameProblem', { b: (inner) => <b>{inner}</b> })}</p>
          <CountButton
            action={`/t/${view.id}/same-here`}
            icon="same"
            label={ofThread('sameHere')}
            count={view.sameHereCount}
            pressed={view.saidSameHere}
          />
        </div>
      )}
      <fetcher.Form method="post" action={`/t/${view.id}/answers`} onSubmit={sendOnce}>
        <input type="hidden" name="key" value={composer.key} />
        <ErrorSummary errors={result?.errors} ids={{ body: 'answer' }} />
        {refusal !== null && result?.errors === undefined && <Notice>{refusal}</Notice>}
        <PreviewPart sentBack={result} />
        {restored !== null && (
          <p className="meta" role="status">
            {t.rich('draft', {
              time: <Time at={restored} />,
              discard: (inner) => (
                <button type="button" className="linky under" onClick={discard}>
                  {inner}
                </button>
              ),
            })}
          </p>
        )}
        <div className={error === undefined ? 'field' : 'field bad'}>
          <Editor
            ref={editor}
            id="answer"
            labelledBy="answer-h"
            describedBy={error === undefined ? 'answer-hint' : 'answer-error answer-hint'}
            defaultValue={sentBack?.values?.['body'] ?? composer.draft?.body ?? ''}
            placeholder={t(`placeholder.${role}`)}
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
            {t('readsSame')}
            <span className="flow">
              <Button small name="as" value="same-here">
                {t('sameInstead')}
              </Button>
            </span>
          </Notice>
        )}
        {steered === 'thanks' && sentAs === 'answer' && (
          <Notice live>
            {t('readsThanks')}
            <span className="flow">
              <Button small name="as" value="comment">
                {t('asComment')}
              </Button>
            </span>
          </Notice>
        )}
        <SureToPost sentBack={result} />
        <div className="form-acts">
          {refusal === null && (
            <Button look="primary" name="as" value={sentAs} busy={busy} busyWord={t(`busy.${role}`)} data-post>
              {t(`act.${role}`)}
            </Button>
          )}
          <DraftWords id="answer-hint" state={draft.state} hint={t(`hint.${role}`)} />
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
