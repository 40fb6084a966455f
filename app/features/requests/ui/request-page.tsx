import { requestWords } from '#app/features/requests/words/requests.ts'
import { useWords } from '#app/locale/react.tsx'
import { Form } from '@remix-run/react'
import type { FieldErrors } from '#app/kernel/errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { RequestView } from '../types.ts'
import { redactedWords } from './counted-kinds.ts'
import { SECOND } from '#app/kernel/clock.ts'
import { spanWords } from '#app/ui/time-words.ts'
import { valueWords } from '../words/values.ts'

export interface RequestPageProps {
  readonly view: RequestView
  /** Where it could be moved. */
  readonly topics: readonly { readonly id: number; readonly title: string }[]
  readonly errors?: FieldErrors | undefined
}

/** One request as it was kept: what was asked, what was answered, what was taken out, where it belongs. */
export function RequestPage({ view, topics, errors }: RequestPageProps) {
  const t = useWords(requestWords)
  const value = useWords(valueWords)
  const redacted = redactedWords(view.redactions, t.locale)
  return (
    <div className="column stack">
      <p className="meta">
        {value(`channel.${view.channel}`)} ·
        {view.channel !== 'thread' && view.channel !== 'search' && ` ${view.source} ·`} <Time at={view.askedAt} />
        {view.times > 1 && <> · {t('timesCount', { times: view.times })}</>}
      </p>
      {view.text !== '' && (
        <div className="prose voice" dir="auto" lang={view.language ?? undefined}>
          {view.text.split('\n\n').map((part, at) => (
            <p key={at} className="lines">
              {part}
            </p>
          ))}
        </div>
      )}
      <dl className="facts start">
        <Fact head={t('topic')}>
          {view.topic ? (
            <a className="under" href={`/desk/topics/${view.topic.id}`} dir="auto">
              {view.topic.title}
            </a>
          ) : (
            t('noneYet')
          )}
        </Fact>
        <Fact head={t('outcome')}>
          {value(`outcome.${view.outcome}`)}
          {view.satisfaction !== null && (view.satisfaction === 1 ? t('satisfied') : t('notSatisfied'))}
        </Fact>
        {view.handlingSeconds !== null && (
          <Fact head={t('handlingTime')}>{spanWords(view.handlingSeconds * SECOND, t.locale)}</Fact>
        )}
        <Fact head={t('redacted')}>{redacted.length === 0 ? t('nothingTaken') : redacted.join(', ')}</Fact>
        {view.tags.length > 0 && <Fact head={t('tags')}>{view.tags.join(', ')}</Fact>}
        {view.language !== null && <Fact head={t('language')}>{view.language}</Fact>}
        {view.member && (
          <Fact head={t('askedBy')}>
            <a className="under" href={`/members/${encodeURIComponent(view.member.handle)}`} dir="auto">
              {view.member.name}
            </a>
          </Fact>
        )}
        {view.thread && (
          <Fact head={t('thread')}>
            <a className="under" href={view.thread.address} dir="auto">
              {view.thread.title}
            </a>
          </Fact>
        )}
        {view.importId !== null && (
          <Fact head={t('cameWith')}>
            <a className="under" href={`/desk/requests/imports/${view.importId}`}>
              {t('importImportid', { importId: view.importId })}
            </a>
          </Fact>
        )}
      </dl>
      {topics.length > 0 && (
        <details className="decide" open={errors !== undefined}>
          <summary>
            <b>{view.topic ? t('moveIt') : t('placeIt')}</b>
            <span>{view.topic ? t('toAnotherTopic') : t('intoATopic')}</span>
          </summary>
          <Form className="form" method="post">
            <ErrorSummary errors={errors} />
            <Select
              label={t('topic')}
              name="into"
              defaultValue={String(view.topic?.id ?? 0)}
              hint={t('itStaysThereWhatever')}
              error={errors?.['into']}
              options={[
                { value: '0', words: t('noneItFitsNowhere') },
                ...topics.map((one) => ({ value: String(one.id), words: one.title })),
              ]}
            />
            <div className="form-acts">
              <Button>{t('moveIt')}</Button>
            </div>
          </Form>
        </details>
      )}
      <SectionHead title={t('replies')} />
      {view.replies.length === 0 ? (
        <p className="meta">{view.thread ? t('itsAnswersStand') : t('noReplyCame')}</p>
      ) : (
        <ol className="comments">
          {view.replies.map((reply) => (
            <li key={reply.position}>
              <b>{reply.author === 'staff' ? t('staff') : t('theOneWhoAsked')}</b>{' '}
              {reply.at !== null && <Time className="meta" at={reply.at} />}
              {reply.handlingSeconds !== null && (
                <span className="meta"> · {spanWords(reply.handlingSeconds * SECOND, t.locale)}</span>
              )}
              <p className="lines" dir="auto">
                {reply.text}
              </p>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function Fact({ head, children }: { readonly head: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{head}</dt>
      <dd>{children}</dd>
    </>
  )
}
