import { Form } from '@remix-run/react'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Field, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { TopicPageView } from '../types.ts'
import type { TopicPageProps } from './topic-page-props.ts'

/** The topics that one may be joined to, as options of a field. */
export const optionsOf = (view: TopicPageView) =>
  view.others.map((one) => ({ value: String(one.id), words: one.title }))

/** Rename, join, part, dismiss: each says what it does, and each can be taken back. */
export function Decide({ view, errors, isParting }: TopicPageProps & { readonly isParting: boolean }) {
  if (view.mergedInto) return null
  const others = optionsOf(view)
  return (
    <section>
      <SectionHead title="Decide" />
      <details className="decide">
        <summary>Rename it</summary>
        <Form className="form" method="post">
          <Field
            label="Title"
            name="title"
            id="f-rename"
            defaultValue={view.title}
            error={errors?.['title']}
            maxLength={150}
          />
          <div className="form-acts">
            <Button name="intent" value="rename">
              Rename
            </Button>
          </div>
        </Form>
      </details>
      <details className="decide">
        <summary>Join it to another</summary>
        <Form className="form" method="post">
          <Select
            label="The topic that goes on"
            name="into"
            id="f-merge"
            options={[{ value: '0', words: 'Choose one' }, ...others]}
            error={errors?.['into']}
          />
          <div className="form-acts">
            <Button name="intent" value="merge">
              Join
            </Button>
          </div>
        </Form>
      </details>
      {!isParting && (
        <details className="decide">
          <summary>Part it, or move requests</summary>
          <div className="form">
            <p className="hint">
              Choose requests in the list first, or{' '}
              <a className="under" href={`/desk/topics/${view.id}?look=closer`}>
                look how it would fall apart
              </a>
              .
            </p>
            <Parting others={others} />
          </div>
        </details>
      )}
      {view.dismissed ? (
        <Form method="post">
          <Button name="intent" value="restore">
            Bring it back
          </Button>
        </Form>
      ) : (
        <details className="decide">
          <summary>Dismiss it</summary>
          <Form className="form" method="post">
            <Field label="Why" name="reason" id="f-dismiss" error={errors?.['reason']} maxLength={300} />
            <div className="form-acts">
              <Button name="intent" value="dismiss">
                Dismiss
              </Button>
              <Button look="plain" name="intent" value="never">
                Never again
              </Button>
            </div>
          </Form>
        </details>
      )}
      <LinkButton href="/desk/topics" look="plain" small>
        All topics
      </LinkButton>
    </section>
  )
}

/** What is done with the requests, or groups of them, that are chosen in the list. */
export function Parting({
  others,
  error,
}: {
  readonly others: readonly { readonly value: string; readonly words: string }[]
  readonly error?: string | undefined
}) {
  return (
    <>
      <Field label="Title of the new topic" name="title" id="f-split" form="split" error={error} maxLength={150} />
      <div className="form-acts">
        <Button name="intent" value="split" form="split">
          Make a new topic of them
        </Button>
      </div>
      <Select
        label="Or the topic they belong to"
        name="into"
        id="f-move"
        form="split"
        options={[{ value: '', words: 'Choose one' }, { value: '0', words: 'None: they fit nowhere' }, ...others]}
      />
      <div className="form-acts">
        <Button name="intent" value="move" form="split">
          Move them
        </Button>
      </div>
    </>
  )
}

/** What editors decided about a topic, and the way to take it back. */
export function Decisions({ view }: { readonly view: TopicPageView }) {
  if (view.decisions.length === 0) return null
  return (
    <section>
      <SectionHead title="What was decided" />
      {view.decisions.map((one) => (
        <div className="saying" key={one.id}>
          <p>
            {one.by ?? 'A former member'} {one.words} <Time className="meta" at={one.at} />
          </p>
          {one.mayUndo && (
            <Form method="post">
              <input type="hidden" name="decision" value={one.id} />
              <Button look="plain" small name="intent" value="undo">
                Take it back
              </Button>
            </Form>
          )}
        </div>
      ))}
    </section>
  )
}
