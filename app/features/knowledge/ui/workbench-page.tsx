import { Form } from '@remix-run/react'
import type { FieldErrors } from '#app/kernel/errors.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Diff } from '#app/ui/diff.tsx'
import { ErrorSummary, Field, Select, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { nameOf } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { RevisionState, WorkbenchView } from '../types.ts'
import { Feedback } from './feedback.tsx'
import { Sentences } from './sentences.tsx'

const REVISION_WORDS: Readonly<Record<RevisionState, string>> = {
  draft: 'draft',
  review: 'waits for a review',
  approved: 'approved',
  declined: 'not taken',
  published: 'published',
}

export interface WorkbenchPageProps {
  readonly view: WorkbenchView
  readonly errors?: FieldErrors | undefined
  readonly values?: Readonly<Record<string, string>> | undefined
}

/** Where staff work on an article: its text, what comes next, and every sentence beside its source. */
export function WorkbenchPage({ view, errors, values = {} }: WorkbenchPageProps) {
  return (
    <div className="bench">
      <div>
        <Troubles view={view} errors={errors} />
        <NextStep view={view} reason={values['reason'] ?? ''} />
        <section className="article">
          <SectionHead
            title={`Revision ${view.revision.number}: ${revisionWords(view.revision.state, view.state)}`}
            {...(view.may.edit && { link: { href: `/kb/${view.id}/edit`, words: 'Edit' } })}
          />
          {view.revision.aliases.length > 0 && (
            <p className="asked-as" dir="auto">
              Also asked as{' '}
              {view.revision.aliases.map((alias, at) => (
                <span key={alias}>
                  {at > 0 && ', '}
                  <q>{alias}</q>
                </span>
              ))}
            </p>
          )}
          <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: view.revision.html }} />
        </section>
        {view.changes.length > 0 && (
          <section>
            <SectionHead title="What changed" />
            <Diff pieces={view.changes} />
          </section>
        )}
        <Smoothed view={view} />
        <Comments view={view} />
        <section>
          <SectionHead title="Revisions" />
          <ul className="rows">
            {view.revisions.map((one) => (
              <li className="saying" key={one.number}>
                <a href={`/desk/articles/${view.id}?revision=${one.number}`}>
                  <b>{one.number}</b>
                </a>{' '}
                {revisionWords(one.state, view.state)}, by {nameOf(one.by)}, <Time at={one.at} />
                {one.reason && <p className="meta">{one.reason}</p>}
                {one.verdict && (
                  <p className="meta">
                    {one.reviewedBy ?? 'A former member'}: {one.verdict}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      </div>
      <aside aria-label="Sources and care">
        <Sentences sentences={view.sentences} isOut={isOutNow(view)} />
        <Care view={view} errors={errors} />
        {view.feedback.length > 0 && (
          <section>
            <SectionHead title="What readers said" />
            <Feedback rows={view.feedback} action={`/desk/articles/${view.id}`} />
          </section>
        )}
      </aside>
    </div>
  )
}

function Troubles({ view, errors }: Pick<WorkbenchPageProps, 'view' | 'errors'>) {
  return (
    <>
      <ErrorSummary errors={errors} />
      {view.flagged && (
        <Notice tone="signal">
          <b>{view.flagged.reason}</b> Look whether the article may still say it, then edit or verify it.{' '}
          <Time at={view.flagged.at} />
        </Notice>
      )}
      {view.personalData.length > 0 && (
        <Notice tone="signal">
          <b>Personal data stands in it, so it can’t be published:</b>
          <ul>
            {view.personalData.map((one) => (
              <li key={`${one.what} ${one.quote} ${one.where}`}>
                {one.what} {one.where}: <mark>{one.quote}</mark>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

/** The one thing to do next, whoever looks. */
function NextStep({ view, reason }: { readonly view: WorkbenchView; readonly reason: string }) {
  const { may, revision } = view
  const hidden = <input type="hidden" name="revision" value={revision.number} />
  if (may.review) {
    return (
      <Form className="form" method="post">
        {hidden}
        <TextArea
          label="Your review"
          name="reason"
          hint="Its author reads this. Needed when you do not take it."
          defaultValue={reason}
        />
        <Barred view={view} />
        <div className="form-acts">
          {view.personalData.length === 0 && (
            <Button look="primary" name="intent" value="approve-publish">
              Approve and publish
            </Button>
          )}
          <Button name="intent" value="approve">
            Approve
          </Button>
          <Button name="intent" value="decline">
            Do not take it
          </Button>
        </div>
      </Form>
    )
  }
  return (
    <Form className="form" method="post">
      {hidden}
      {may.reviewRefusal && (
        <p className="meta">
          {may.reviewRefusal}
          {view.staff.length < 2 && (
            <>
              {' '}
              Nobody else is staff yet: an admin makes somebody one under <a href="/desk/members">Members</a>.
            </>
          )}
        </p>
      )}
      {may.publish && <Barred view={view} />}
      <div className="form-acts">
        {may.submit && (
          <>
            <LinkButton href={`/kb/${view.id}/edit`} icon="edit">
              Edit
            </LinkButton>
            <Button look="primary" name="intent" value="submit">
              Submit for review
            </Button>
          </>
        )}
        {may.publish && view.personalData.length === 0 && (
          <Button look="primary" name="intent" value="publish">
            Publish
          </Button>
        )}
        <a className="more" href={view.address}>
          {view.state === 'published' || view.state === 'outdated' ? 'As readers see it' : 'As a page'}
        </a>
      </div>
    </Form>
  )
}

/** Why there is no button to publish with, and where what bars it stands. */
function Barred({ view }: { readonly view: WorkbenchView }) {
  if (view.personalData.length === 0) return null
  const parts = view.personalData.map(({ what, where }) => `${what} ${where}`)
  return (
    <p className="meta">
      It can’t be published while personal data stands in it: {[...new Set(parts)].join('; ')}.{' '}
      <a href={`/kb/${view.id}/edit`}>Take it out</a>, and submit it again.
    </p>
  )
}

/** A revision of an article that is off the site is not called published: nobody can read it. */
export function revisionWords(state: RevisionState, article: WorkbenchView['state']): string {
  return state === 'published' && article === 'withdrawn' ? 'was published, now withdrawn' : REVISION_WORDS[state]
}

function isOutNow({ state }: Pick<WorkbenchView, 'state'>): boolean {
  return state === 'published' || state === 'outdated'
}

function Care({ view, errors }: Pick<WorkbenchPageProps, 'view' | 'errors'>) {
  const isOut = isOutNow(view)
  const day = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 10))
  return (
    <section>
      <SectionHead title="Looking after it" />
      {view.topic && (
        <p className="meta">
          Made for the topic <a href={`/desk/topics/${view.topic.id}`}>{view.topic.title}</a>
        </p>
      )}
      <Form className="form" method="post">
        <Select
          label="Owner"
          name="owner"
          options={[
            { value: '0', words: 'Nobody' },
            ...view.staff.map((one) => ({ value: String(one.id), words: one.name })),
          ]}
          defaultValue={String(view.owner?.id ?? 0)}
          error={errors?.['owner']}
        />
        <Select
          label="Category"
          name="category"
          options={view.categories.map((one) => ({ value: one.slug, words: one.name }))}
          defaultValue={view.category.slug}
          error={errors?.['category']}
        />
        {view.sections.length > 0 && (
          <Select
            label="Section"
            name="section"
            options={[
              { value: '', words: 'None' },
              ...view.sections.map((one) => ({
                value: one.slug,
                words: `${one.category}: ${one.name}`,
              })),
            ]}
            defaultValue={view.section ?? ''}
            error={errors?.['section']}
          />
        )}
        <Field
          label="Look at it again by"
          name="reviewBy"
          type="date"
          defaultValue={day(view.reviewByAt)}
          error={errors?.['reviewBy']}
        />
        <div className="form-acts">
          <Button name="intent" value="keep">
            Keep
          </Button>
        </div>
      </Form>
      {isOut && (
        <Form className="form" method="post">
          {view.verifiedAt !== null && (
            <p className="meta">
              Verified <Time at={view.verifiedAt} />
            </p>
          )}
          <div className="form-acts">
            <Button name="intent" value="verify" icon="check">
              It still holds
            </Button>
          </div>
        </Form>
      )}
      {isOut && (
        <details className="decide">
          <summary>It no longer holds</summary>
          <Form className="form" method="post">
            <Field label="What no longer holds" name="reason" id="f-outdated" maxLength={300} />
            <div className="form-acts">
              <Button name="intent" value="outdate">
                Mark as outdated
              </Button>
            </div>
          </Form>
        </details>
      )}
      {isOut && (
        <details className="decide">
          <summary>Translate it</summary>
          <Form className="form" method="post">
            <Field
              label="Language"
              name="language"
              hint="Such as de or pt-BR."
              maxLength={8}
              error={errors?.['language']}
            />
            <div className="form-acts">
              <Button name="intent" value="translate">
                Begin a translation
              </Button>
            </div>
          </Form>
        </details>
      )}
      {view.may.withdraw && (
        <details className="decide">
          <summary>{view.state === 'withdrawn' ? 'Put it back' : 'Withdraw it'}</summary>
          <Form className="form" method="post">
            {view.state === 'withdrawn' ? (
              <p>Readers find it again, as it was published.</p>
            ) : (
              <Field label="Why" name="reason" id="f-withdraw" maxLength={300} />
            )}
            <div className="form-acts">
              <Button look="danger" name="intent" value={view.state === 'withdrawn' ? 'restore' : 'withdraw'}>
                {view.state === 'withdrawn' ? 'Put it back' : 'Take it off the site'}
              </Button>
            </div>
          </Form>
        </details>
      )}
    </section>
  )
}

/** What a configured model would make of it, beside the draft; nothing of it counts unless it is taken. */
function Smoothed({ view }: { readonly view: WorkbenchView }) {
  const { smoothed, smoothError } = view.revision
  if (!view.canSmooth && smoothed === null && smoothError === '') return null
  return (
    <section>
      <SectionHead title="As the model would word it" />
      {smoothError !== '' && <p className="meta">{smoothError} The draft is as it was.</p>}
      {smoothed && <Diff pieces={smoothed.changes} />}
      {view.may.submit && (
        <Form className="form-acts" method="post">
          {smoothed && (
            <Button name="intent" value="take-smoothed">
              Take this wording
            </Button>
          )}
          {view.canSmooth && (
            <Button look="plain" name="intent" value="smooth">
              {smoothed || smoothError ? 'Ask it again' : 'Ask it'}
            </Button>
          )}
        </Form>
      )}
    </section>
  )
}

function Comments({ view }: { readonly view: WorkbenchView }) {
  return (
    <section>
      <SectionHead title="Remarks" />
      {view.comments.map((one) => (
        <div className="saying" key={one.id}>
          <p className="meta">
            <b>{nameOf(one.by)}</b> on revision {one.revision}, <Time at={one.at} />
            {one.resolvedAt !== null && ' · done'}
          </p>
          <p dir="auto">{one.body}</p>
          {one.resolvedAt === null && (
            <Form method="post">
              <input type="hidden" name="comment" value={one.id} />
              <Button look="plain" small name="intent" value="resolve">
                Done
              </Button>
            </Form>
          )}
        </div>
      ))}
      <Form className="form" method="post">
        <input type="hidden" name="revision" value={view.revision.number} />
        <TextArea label="A remark for whoever works on it" name="reason" id="f-remark" maxLength={1000} />
        <div className="form-acts">
          <Button name="intent" value="comment">
            Add the remark
          </Button>
        </div>
      </Form>
    </section>
  )
}
