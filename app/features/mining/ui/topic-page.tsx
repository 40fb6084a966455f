import { Form } from '@remix-run/react'
import type { FieldErrors } from '#app/kernel/errors.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary, Field, Select } from '#app/ui/field.tsx'
import { Icon, Well } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { WeekBars } from '#app/ui/week-bars.tsx'
import { address, counted, figure } from '#app/ui/words.ts'
import type { TopicGroupsView, TopicPageView } from '../types.ts'
import { COVERAGE_WELLS, COVERAGE_WORDS, hours, savingWords } from './topics-page.tsx'

export interface TopicPageProps {
  readonly view: TopicPageView
  /** What it would fall apart into, when somebody looks closer; null when there is too little to tell. */
  readonly closer?: TopicGroupsView | null | undefined
  readonly errors?: FieldErrors | undefined
  /** What a refused form held. */
  readonly values?: Readonly<Record<string, string>> | undefined
}

/** One topic: why it stands where it stands, who asks it how, what answers it, and what editors decided. */
export function TopicPage({ view, closer, errors, values }: TopicPageProps) {
  const chosen = new Set(values?.['request']?.split(','))
  return (
    <div className="bench">
      <div>
        <TopicNotices view={view} closer={closer} errors={errors} />
        <section>
          <p className="asked-as" dir="auto">
            {view.aliases.length > 0 && 'Also asked as '}
            {view.aliases.map((alias, at) => (
              <span key={alias}>
                {at > 0 && ', '}
                <q>{alias}</q>
              </span>
            ))}
          </p>
          <p className="telling" aria-label="Telling words">
            {view.words.map((word) => (
              <span key={word}>{word}</span>
            ))}
          </p>
          <a className="to-aside" href="#what-to-do">
            Why it stands here, and what to do
          </a>
        </section>
        <Volume view={view} />
        {closer === undefined ? (
          <Requests view={view} chosen={chosen} />
        ) : (
          <Groups view={view} closer={closer} errors={errors} chosen={chosen} />
        )}
      </div>
      <aside id="what-to-do" aria-label="Why, and what to do">
        <Why view={view} />
        <Answers view={view} />
        <Decide view={view} errors={errors} isParting={closer !== undefined} />
        <Decisions view={view} />
        {view.related.length > 0 && (
          <section>
            <SectionHead title="Near it" />
            <ul className="side-list">
              {view.related.map((one) => (
                <li key={one.id}>
                  <Icon name="list" />
                  <a href={`/desk/topics/${one.id}`} dir="auto">
                    {one.title} <span className="meta">{counted(one.askerCount, 'asker')}</span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </aside>
    </div>
  )
}

function TopicNotices({ view, closer, errors }: TopicPageProps) {
  return (
    <>
      <ErrorSummary
        errors={errors}
        ids={{ title: closer ? 'f-split' : 'f-rename', into: 'f-merge', reason: 'f-dismiss' }}
      />
      {view.mergedInto && (
        <Notice>
          <b>Joined.</b> Its requests are part of{' '}
          <a href={`/desk/topics/${view.mergedInto.id}`}>{view.mergedInto.title}</a> now.
        </Notice>
      )}
      {view.dismissed && (
        <Notice>
          <b>{view.dismissed.never ? 'Never again.' : 'Dismissed.'}</b> {view.dismissed.reason}{' '}
          <Time at={view.dismissed.at} />
        </Notice>
      )}
      {view.isProposed && (
        <Notice>
          <b>Proposed.</b> Several requests that fitted nowhere ask this. The next run confirms it or parts it again.
        </Notice>
      )}
    </>
  )
}

function Volume({ view }: { readonly view: TopicPageView }) {
  const weeks = view.volume.weeks
  return (
    <section>
      <SectionHead title="Requests a week" />
      <WeekBars weeks={weeks} articleFrom={view.volume.articleFrom} tall />
      {view.beforeAndSince && (
        <p>
          <b>{view.beforeAndSince.before.toFixed(1)}</b> a week before the article,{' '}
          <b>{view.beforeAndSince.since.toFixed(1)}</b> since.
        </p>
      )}
      <p className="meta">
        {view.channels.map((one) => `${one.channel} ${figure(one.requests)}`).join(' · ')}
        {view.season > 30 && ' · comes back every year'}
      </p>
      <details className="fold">
        <summary>As a table of figures</summary>
        <table className="table">
          <caption className="hide">Requests a week</caption>
          <thead>
            <tr>
              <th scope="col">Week from</th>
              <th scope="col" className="r">
                Requests
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks
              .filter((week) => week.requests > 0)
              .map((week) => (
                <tr key={week.at}>
                  <th scope="row">
                    <Time at={week.at} as="day" />
                  </th>
                  <td className="r" data-head="Requests">
                    {figure(week.requests)}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

function Requests({ view, chosen }: { readonly view: TopicPageView; readonly chosen: ReadonlySet<string> }) {
  const to = (page: string | null) => (page === null ? null : address(`/desk/topics/${view.id}`, { page }))
  return (
    <section>
      <SectionHead
        title={`${counted(view.requestCount, 'request')}${view.requestCount > 1 ? ', the most typical first' : ''}`}
      />
      {view.requests.length === 0 && (
        <Empty title="No request is in it now.">
          <p>Other topics took them, or they were removed.</p>
        </Empty>
      )}
      <Form method="post" id="split">
        <ul className="rows">
          {view.requests.map((one) => (
            <li className="row plain" key={one.id}>
              <input
                type="checkbox"
                name="request"
                value={one.id}
                defaultChecked={chosen.has(String(one.id))}
                aria-label={`Choose: ${one.subject || one.text.slice(0, 60)}`}
              />
              <div>
                <h3 className="row-title">
                  <a href={one.address} dir="auto">
                    {one.subject || one.text}
                  </a>
                </h3>
                {one.subject && (
                  <p className="excerpt" dir="auto">
                    {one.text}
                  </p>
                )}
                <p className="meta">
                  {one.channel} · <Time at={one.at} as="day" />
                  {one.pinned && ' · put here by an editor'}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Form>
      <Paging newer={to(view.newer)} older={to(view.older)} words={{ newer: 'More typical', older: 'Less typical' }} />
    </section>
  )
}

/** Groups that are shown at once: what matters is large. */
const SHOWN_GROUPS = 10

/** The topic's requests mined by themselves; groups are chosen and parted like single requests. */
function Groups({
  view,
  closer,
  errors,
  chosen,
}: {
  readonly view: TopicPageView
  readonly closer: TopicGroupsView | null
  readonly errors?: FieldErrors | undefined
  readonly chosen: ReadonlySet<string>
}) {
  const hasParts = closer !== null && closer.groups.length > 1
  return (
    <section>
      <SectionHead
        title="How it would fall apart"
        link={{ href: `/desk/topics/${view.id}`, words: 'Back to its requests' }}
      />
      {!hasParts && (
        <Empty title="It does not fall apart.">
          <p>Its requests say much the same, or are too few to tell.</p>
        </Empty>
      )}
      {hasParts && (
        <>
          <p className="meta">
            {closer.looked < view.requestCount
              ? `The ${figure(closer.looked)} most typical requests, mined by themselves. `
              : 'Its requests, mined by themselves. '}
            Some groups ask something else, some ask the same in other words. Choose those that belong to a topic of
            their own.
          </p>
          <Form method="post" id="split">
            <GroupRows groups={closer.groups.slice(0, SHOWN_GROUPS)} chosen={chosen} />
            {closer.groups.length > SHOWN_GROUPS && (
              <details className="fold">
                <summary>{counted(closer.groups.length - SHOWN_GROUPS, 'smaller group')}</summary>
                <GroupRows groups={closer.groups.slice(SHOWN_GROUPS)} chosen={chosen} />
              </details>
            )}
          </Form>
          <div className="form part-form">
            <Parting others={optionsOf(view)} error={errors?.['title']} />
          </div>
          {closer.apart > 0 && <p className="meta">{counted(closer.apart, 'request')} fit none of these groups.</p>}
        </>
      )}
    </section>
  )
}

function GroupRows({
  groups,
  chosen,
}: {
  readonly groups: TopicGroupsView['groups']
  readonly chosen: ReadonlySet<string>
}) {
  return (
    <ul className="rows">
      {groups.map((group) => (
        <li className="row plain" key={group.requests[0]}>
          <input
            type="checkbox"
            name="request"
            value={group.requests.join(',')}
            defaultChecked={group.requests.some((id) => chosen.has(String(id)))}
            aria-label={`Choose these ${group.requests.length}: ${group.samples[0] ?? group.words.join(', ')}`}
          />
          <div>
            <h3 className="row-title" dir="auto">
              {group.samples[0] ?? group.words.join(', ')}
            </h3>
            {group.samples.slice(1).map((sample) => (
              <p className="excerpt" dir="auto" key={sample}>
                {sample}
              </p>
            ))}
            <p className="meta">
              {counted(group.requests.length, 'request')} · {group.words.join(', ')}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Why({ view }: { readonly view: TopicPageView }) {
  const minutes = (seconds: number): string => `${figure(Math.round(seconds / 60))} min`
  return (
    <section>
      <SectionHead title="Why it stands where it stands" />
      <p>
        <b>{hours(view.saving)}</b> a month an article would save: {savingWords(view.savingParts)}.
      </p>
      <dl className="facts">
        <dt>Askers</dt>
        <dd>{figure(view.askerCount)}</dd>
        <dt>Requests</dt>
        <dd>{figure(view.requestCount)}</dd>
        <dt>Spent by hand</dt>
        <dd>{view.handlingSeconds > 0 ? minutes(view.handlingSeconds) : 'nobody measured'}</dd>
        <dt>Left unanswered</dt>
        <dd>{Math.round(view.unansweredShare * 100)} %</dd>
        <dt>Trend</dt>
        <dd>
          {view.trend >= 133
            ? `growing ${view.trend - 100} %`
            : view.trend <= 75
              ? `falling ${100 - view.trend} %`
              : 'steady'}
        </dd>
        {view.lastAt !== null && (
          <>
            <dt>Last asked</dt>
            <dd>
              <Time at={view.lastAt} />
            </dd>
          </>
        )}
        {view.subject && (
          <>
            <dt>Subject</dt>
            <dd>
              <a href={address('/desk/topics', { subject: String(view.subject.id) })}>{view.subject.title}</a>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Answers({ view }: { readonly view: TopicPageView }) {
  return (
    <section>
      <SectionHead title="What answers it" />
      <p>
        <span className={view.coverage === 'failing' ? 'state late' : 'state'}>
          <Well state={COVERAGE_WELLS[view.coverage]} label={null} />
          {COVERAGE_WORDS[view.coverage]}
        </span>{' '}
        <span className="meta">{view.reason}</span>
      </p>
      {view.covering.length > 0 && (
        <ul className="side-list">
          {view.covering.map((one) => (
            <li key={one.address}>
              <Well state={one.kind === 'article' ? 'covered' : 'solved'} />
              <a href={one.address} dir="auto">
                {one.title}
              </a>
            </li>
          ))}
        </ul>
      )}
      {view.articles.length === 0 ? (
        view.mergedInto === null && (
          <form method="post" action="/desk/articles/new">
            <input type="hidden" name="topic" value={view.id} />
            <Button look="primary" icon="edit">
              Draft an article
            </Button>
          </form>
        )
      ) : (
        <ul className="side-list">
          {view.articles.map((one) => (
            <li key={one.id}>
              <Icon name="article" />
              <span>
                <a href={`/desk/articles/${one.id}`} dir="auto">
                  {one.title}
                </a>{' '}
                <span className="meta">{one.state}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const optionsOf = (view: TopicPageView) => view.others.map((one) => ({ value: String(one.id), words: one.title }))

/** Rename, join, part, dismiss: each says what it does, and each can be taken back. */
function Decide({ view, errors, isParting }: TopicPageProps & { readonly isParting: boolean }) {
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
function Parting({
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

function Decisions({ view }: { readonly view: TopicPageView }) {
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
