import { exemplarWords } from '#app/features/knowledge/words/exemplars.ts'
import { workbenchWords } from '#app/features/knowledge/words/workbench.ts'
import { useWords } from '#app/locale/react.tsx'
import { Form } from '@remix-run/react'
import type { FieldErrors } from '#app/kernel/errors.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Diff } from '#app/ui/diff.tsx'
import { ErrorSummary, Field, Select, TextArea } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { nameOf } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { RevisionState, WorkbenchView } from '../types.ts'
import { Feedback } from './feedback.tsx'
import { bold, Phrasings } from './phrasings.tsx'
import { Marks } from './marks.tsx'
import { Sentences } from './sentences.tsx'

export interface WorkbenchPageProps {
  readonly view: WorkbenchView
  readonly errors?: FieldErrors | undefined
  readonly values?: Readonly<Record<string, string>> | undefined
}

/** Where staff work on an article: its text, what comes next, and every sentence beside its source. */
export function WorkbenchPage({ view, errors, values = {} }: WorkbenchPageProps) {
  const t = useWords(workbenchWords)
  const ofExemplars = useWords(exemplarWords)
  return (
    <div className="bench">
      <div>
        <Troubles view={view} errors={errors} />
        <NextStep view={view} reason={values['reason'] ?? ''} />
        <section className="article">
          <SectionHead
            title={t('revision.title', {
              number: view.revision.number,
              state: shownState(view.revision.state, view.state),
            })}
            {...(view.may.edit && { link: { href: `/kb/${view.id}/edit`, words: t('edit') } })}
          />
          {view.revision.aliases.length > 0 && (
            <p className="asked-as" dir="auto">
              {t.rich('alsoAskedAs', { phrasings: <Phrasings of={view.revision.aliases} /> })}
            </p>
          )}
          <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: view.revision.html }} />
        </section>
        {view.changes.length > 0 && (
          <section>
            <SectionHead title={t('whatChanged')} />
            <Diff pieces={view.changes} />
          </section>
        )}
        <Smoothed view={view} />
        <Comments view={view} />
        <section>
          <SectionHead title={t('revisions')} />
          <ul className="rows">
            {view.revisions.map((one) => (
              <li className="saying" key={one.number}>
                <a href={`/desk/articles/${view.id}?revision=${one.number}`}>
                  <b>{one.number}</b>
                </a>{' '}
                {t.rich('revision.row', {
                  state: shownState(one.state, view.state),
                  by: nameOf(one.by, t.locale),
                  time: <Time at={one.at} />,
                })}
                {one.reason && <p className="meta">{one.reason}</p>}
                {one.verdict && (
                  <p className="meta">
                    {one.reviewedBy === null
                      ? t('revision.verdictOfFormer', { verdict: one.verdict })
                      : t('revision.verdict', { by: one.reviewedBy, verdict: one.verdict })}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      </div>
      <aside aria-label={t('sourcesAndCare')}>
        {view.marks && (
          <section>
            <SectionHead title={ofExemplars('whatTheRulesSay')} />
            <Marks marks={view.marks} />
          </section>
        )}
        <LinksGiven links={view.links} />
        <Sentences sentences={view.sentences} isOut={isOutNow(view)} />
        <Care view={view} errors={errors} />
        {view.feedback.length > 0 && (
          <section>
            <SectionHead title={t('whatReadersSaid')} />
            <Feedback rows={view.feedback} action={`/desk/articles/${view.id}`} />
          </section>
        )}
      </aside>
    </div>
  )
}

/** Where helpers lead those who ask this: what an article about it has to say stands there. */
function LinksGiven({ links }: { readonly links: WorkbenchPageProps['view']['links'] }) {
  const t = useWords(workbenchWords)
  if (links.length === 0) return null
  return (
    <section>
      <SectionHead title={t('helpersPoint')} />
      <ul className="side-list">
        {links.map((one) => (
          <li key={one.address}>
            <Icon name="link" />
            <span>
              <a href={one.href} rel="noopener noreferrer nofollow">
                {one.address}
              </a>{' '}
              <span className="meta">{t('pointedTimes', { count: one.requests })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Troubles({ view, errors }: Pick<WorkbenchPageProps, 'view' | 'errors'>) {
  const t = useWords(workbenchWords)
  const ofExemplars = useWords(exemplarWords)
  return (
    <>
      <ErrorSummary errors={errors} />
      {view.flagged && (
        <Notice tone="signal">
          {t.rich('flagged', { b: bold, reason: view.flagged.reason, time: <Time at={view.flagged.at} /> })}
        </Notice>
      )}
      {view.dangers.length > 0 && (
        <Notice tone="signal">
          <b>{ofExemplars('dangerStands')}</b>
          <ul>
            {view.dangers.map((one) => (
              <li key={one.sentence} dir="auto">
                <Marked sentence={one.sentence} words={one.words} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {view.personalData.length > 0 && (
        <Notice tone="signal">
          <b>{t('personalDataStands')}</b>
          <ul>
            {view.personalData.map((one) => (
              <li key={`${one.what} ${one.quote} ${one.where}`}>
                {t.rich('found', { ...one, mark: (inner) => <mark>{inner}</mark> })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

/** A sentence with the words for which it was marked. */
function Marked({ sentence, words }: { readonly sentence: string; readonly words: string }) {
  const at = sentence.indexOf(words)
  if (at < 0) return sentence
  return (
    <>
      {sentence.slice(0, at)}
      <mark>{words}</mark>
      {sentence.slice(at + words.length)}
    </>
  )
}

/** The one thing to do next, whoever looks. */
function NextStep({ view, reason }: { readonly view: WorkbenchView; readonly reason: string }) {
  const t = useWords(workbenchWords)
  const { may, revision } = view
  const hidden = <input type="hidden" name="revision" value={revision.number} />
  if (may.review) {
    return (
      <Form className="form" method="post">
        {hidden}
        <TextArea label={t('yourReview')} name="reason" hint={t('itsAuthorReads')} defaultValue={reason} />
        <Barred view={view} />
        <div className="form-acts">
          {view.personalData.length === 0 && (
            <Button look="primary" name="intent" value="approve-publish">
              {t('approveAndPublish')}
            </Button>
          )}
          <Button name="intent" value="approve">
            {t('approve')}
          </Button>
          <Button name="intent" value="decline">
            {t('doNotTake')}
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
            <> {t.rich('nobodyElseIsStaff', { link: (inner) => <a href="/desk/members">{inner}</a> })}</>
          )}
        </p>
      )}
      {may.publish && <Barred view={view} />}
      <div className="form-acts">
        {may.submit && (
          <>
            <LinkButton href={`/kb/${view.id}/edit`} icon="edit">
              {t('edit')}
            </LinkButton>
            <Button look="primary" name="intent" value="submit">
              {t('submitForReview')}
            </Button>
          </>
        )}
        {may.publish && view.personalData.length === 0 && (
          <Button look="primary" name="intent" value="publish">
            {t('publish')}
          </Button>
        )}
        <a className="more" href={view.address}>
          {view.state === 'published' || view.state === 'outdated' ? t('asReadersSee') : t('asAPage')}
        </a>
      </div>
    </Form>
  )
}

/** Why there is no button to publish with, and where what bars it stands. */
function Barred({ view }: { readonly view: WorkbenchView }) {
  const t = useWords(workbenchWords)
  if (view.personalData.length === 0) return null
  const parts = view.personalData.map(({ what, where }) => t('place', { what, where }))
  return (
    <p className="meta">
      {t.rich('barred', {
        places: [...new Set(parts)].join('; '),
        link: (inner) => <a href={`/kb/${view.id}/edit`}>{inner}</a>,
      })}
    </p>
  )
}

/** A revision of an article that is off the site is not called published: nobody can read it. */
export function shownState(state: RevisionState, article: WorkbenchView['state']): RevisionState | 'withdrawn' {
  return state === 'published' && article === 'withdrawn' ? 'withdrawn' : state
}

function isOutNow({ state }: Pick<WorkbenchView, 'state'>): boolean {
  return state === 'published' || state === 'outdated'
}

function Care({ view, errors }: Pick<WorkbenchPageProps, 'view' | 'errors'>) {
  const t = useWords(workbenchWords)
  const isOut = isOutNow(view)
  const day = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 10))
  return (
    <section>
      <SectionHead title={t('lookingAfter')} />
      {view.topic && (
        <p className="meta">
          {t.rich('madeForTheTopic', { title: <a href={`/desk/topics/${view.topic.id}`}>{view.topic.title}</a> })}
        </p>
      )}
      <Form className="form" method="post">
        <Select
          label={t('owner')}
          name="owner"
          options={[
            { value: '0', words: t('nobody') },
            ...view.staff.map((one) => ({ value: String(one.id), words: one.name })),
          ]}
          defaultValue={String(view.owner?.id ?? 0)}
          error={errors?.['owner']}
        />
        <Select
          label={t('category')}
          name="category"
          options={view.categories.map((one) => ({ value: one.slug, words: one.name }))}
          defaultValue={view.category.slug}
          error={errors?.['category']}
        />
        {view.sections.length > 0 && (
          <Select
            label={t('section')}
            name="section"
            options={[
              { value: '', words: t('none') },
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
          label={t('lookAtItAgain')}
          name="reviewBy"
          type="date"
          defaultValue={day(view.reviewByAt)}
          error={errors?.['reviewBy']}
        />
        <div className="form-acts">
          <Button name="intent" value="keep">
            {t('keep')}
          </Button>
        </div>
      </Form>
      {isOut && (
        <Form className="form" method="post">
          {view.verifiedAt !== null && (
            <p className="meta">{t.rich('verifiedTime', { time: <Time at={view.verifiedAt} /> })}</p>
          )}
          <div className="form-acts">
            <Button name="intent" value="verify" icon="check">
              {t('itStillHolds')}
            </Button>
          </div>
        </Form>
      )}
      {isOut && (
        <details className="decide">
          <summary>{t('itNoLongerHolds')}</summary>
          <Form className="form" method="post">
            <Field label={t('whatNoLongerHolds')} name="reason" id="f-outdated" maxLength={300} />
            <div className="form-acts">
              <Button name="intent" value="outdate">
                {t('markAsOutdated')}
              </Button>
            </div>
          </Form>
        </details>
      )}
      {isOut && (
        <details className="decide">
          <summary>{t('translateIt')}</summary>
          <Form className="form" method="post">
            <Field
              label={t('language')}
              name="language"
              hint={t('suchAsDe')}
              maxLength={8}
              error={errors?.['language']}
            />
            <div className="form-acts">
              <Button name="intent" value="translate">
                {t('beginATranslation')}
              </Button>
            </div>
          </Form>
        </details>
      )}
      {view.may.withdraw && (
        <details className="decide">
          <summary>{view.state === 'withdrawn' ? t('putItBack') : t('withdrawIt')}</summary>
          <Form className="form" method="post">
            {view.state === 'withdrawn' ? (
              <p>{t('readersFindItAgain')}</p>
            ) : (
              <Field label={t('why')} name="reason" id="f-withdraw" maxLength={300} />
            )}
            <div className="form-acts">
              <Button look="danger" name="intent" value={view.state === 'withdrawn' ? 'restore' : 'withdraw'}>
                {view.state === 'withdrawn' ? t('putItBack') : t('takeItOff')}
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
  const t = useWords(workbenchWords)
  const { smoothed, smoothError } = view.revision
  if (!view.canSmooth && smoothed === null && smoothError === '') return null
  return (
    <section>
      <SectionHead title={t('asTheModelWould')} />
      {smoothError !== '' && <p className="meta">{t('smoothFailed', { why: smoothError })}</p>}
      {smoothed && <Diff pieces={smoothed.changes} />}
      {view.may.submit && (
        <Form className="form-acts" method="post">
          {smoothed && (
            <Button name="intent" value="take-smoothed">
              {t('takeThisWording')}
            </Button>
          )}
          {view.canSmooth && (
            <Button look="plain" name="intent" value="smooth">
              {smoothed || smoothError ? t('askItAgain') : t('askIt')}
            </Button>
          )}
        </Form>
      )}
    </section>
  )
}

function Comments({ view }: { readonly view: WorkbenchView }) {
  const t = useWords(workbenchWords)
  return (
    <section>
      <SectionHead title={t('remarks')} />
      {view.comments.map((one) => (
        <div className="saying" key={one.id}>
          <p className="meta">
            {t.rich(one.resolvedAt === null ? 'remark.of' : 'remark.done', {
              b: bold,
              by: nameOf(one.by, t.locale),
              revision: one.revision,
              time: <Time at={one.at} />,
            })}
          </p>
          <p dir="auto">{one.body}</p>
          {one.resolvedAt === null && (
            <Form method="post">
              <input type="hidden" name="comment" value={one.id} />
              <Button look="plain" small name="intent" value="resolve">
                {t('done')}
              </Button>
            </Form>
          )}
        </div>
      ))}
      <Form className="form" method="post">
        <input type="hidden" name="revision" value={view.revision.number} />
        <TextArea label={t('aRemarkForWhoever')} name="reason" id="f-remark" maxLength={1000} />
        <div className="form-acts">
          <Button name="intent" value="comment">
            {t('addTheRemark')}
          </Button>
        </div>
      </Form>
    </section>
  )
}
