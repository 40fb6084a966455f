import { Form } from '@remix-run/react'
import type { FieldErrors } from '#app/kernel/errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { counted } from '#app/ui/words.ts'
import type { RequestView } from '../types.ts'
import { CHANNEL_WORDS, OUTCOME_WORDS, redactedWords } from './words.ts'

export interface RequestPageProps {
  readonly view: RequestView
  /** Where it could be moved. */
  readonly topics: readonly { readonly id: number; readonly title: string }[]
  readonly errors?: FieldErrors | undefined
}

/** One request as it was kept: what was asked, what was answered, what was taken out, where it belongs. */
export function RequestPage({ view, topics, errors }: RequestPageProps) {
  const redacted = redactedWords(view.redactions)
  return (
    <div className="column stack">
      <p className="meta">
        {CHANNEL_WORDS[view.channel]} · {view.source} · <Time at={view.askedAt} />
        {view.times > 1 && <> · {counted(view.times, 'time')}</>}
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
        <Fact head="Topic">
          {view.topic ? (
            <a className="under" href={`/desk/topics/${view.topic.id}`} dir="auto">
              {view.topic.title}
            </a>
          ) : (
            'none yet'
          )}
        </Fact>
        <Fact head="Outcome">
          {OUTCOME_WORDS[view.outcome]}
          {view.satisfaction !== null && (view.satisfaction === 1 ? ', satisfied' : ', not satisfied')}
        </Fact>
        {view.handlingSeconds !== null && <Fact head="Handling time">{duration(view.handlingSeconds)}</Fact>}
        <Fact head="Redacted">{redacted.length === 0 ? 'nothing' : redacted.join(', ')}</Fact>
        {view.tags.length > 0 && <Fact head="Tags">{view.tags.join(', ')}</Fact>}
        {view.language !== null && <Fact head="Language">{view.language}</Fact>}
        {view.member && (
          <Fact head="Asked by">
            <a className="under" href={`/members/${encodeURIComponent(view.member.handle)}`} dir="auto">
              {view.member.name}
            </a>
          </Fact>
        )}
        {view.thread && (
          <Fact head="Thread">
            <a className="under" href={view.thread.address} dir="auto">
              {view.thread.title}
            </a>
          </Fact>
        )}
        {view.importId !== null && (
          <Fact head="Came with">
            <a className="under" href={`/desk/requests/imports/${view.importId}`}>
              import {view.importId}
            </a>
          </Fact>
        )}
      </dl>
      {topics.length > 0 && (
        <details className="decide" open={errors !== undefined}>
          <summary>
            <b>{view.topic ? 'Move it' : 'Place it'}</b>
            <span>{view.topic ? 'to another topic, or out of all' : 'into a topic'}</span>
          </summary>
          <Form className="form" method="post">
            <ErrorSummary errors={errors} />
            <Select
              label="Topic"
              name="into"
              defaultValue={String(view.topic?.id ?? 0)}
              hint="It stays there, whatever later runs find."
              error={errors?.['into']}
              options={[
                { value: '0', words: 'None: it fits nowhere' },
                ...topics.map((one) => ({ value: String(one.id), words: one.title })),
              ]}
            />
            <div className="form-acts">
              <Button>Move it</Button>
            </div>
          </Form>
        </details>
      )}
      <SectionHead title="Replies" />
      {view.replies.length === 0 ? (
        <p className="meta">{view.thread ? 'Its answers stand in its thread.' : 'No reply came with it.'}</p>
      ) : (
        <ol className="comments">
          {view.replies.map((reply) => (
            <li key={reply.position}>
              <b>{reply.author === 'staff' ? 'Staff' : 'The one who asked'}</b>{' '}
              {reply.at !== null && <Time className="meta" at={reply.at} />}
              {reply.handlingSeconds !== null && <span className="meta"> · {duration(reply.handlingSeconds)}</span>}
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

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}
