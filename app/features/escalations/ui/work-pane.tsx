import { Form } from '@remix-run/react'
import { useRef } from 'react'
import { DraftWords } from '#app/features/composer/ui/draft-words.tsx'
import { Editor, type EditorHandle } from '#app/features/composer/ui/editor.tsx'
import { PreviewPart } from '#app/features/composer/ui/preview-part.tsx'
import { SureToPost } from '#app/features/composer/ui/sure-to-post.tsx'
import { useDraft } from '#app/features/composer/ui/use-draft.ts'
import type { OfferView } from '#app/features/prepared/types.ts'
import { PreparedOffers } from '#app/features/prepared/ui/offers.tsx'
import { Comments, Post, type PostSetting } from '#app/features/forum/ui/post.tsx'
import { PostWords } from '#app/features/forum/ui/post-words.tsx'
import { PersonLink } from '#app/features/catalogue/ui/person-link.tsx'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { listIn } from '#app/locale/formats.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, FieldError, Radios, Select } from '#app/ui/field.tsx'
import { Icon, Well } from '#app/ui/icon.tsx'
import { Time, useMoment } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Person } from '#app/ui/person.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { Tags } from '#app/ui/tag.tsx'
import { dueWords, spanWords } from '#app/ui/time-words.ts'
import { useSentOnce } from '#app/ui/use-sent-once.ts'
import type { WorkView, WriteAs } from '../types/work.ts'
import type { QueueFilters } from '../types.ts'
import { deskWords } from '../words/desk.ts'
import { queueAddress } from './queue-pane.tsx'
import { partWords, reasonSentence } from './triage-words.ts'

export type PanelName = 'hand-over' | 'snooze' | 'invite' | 'close' | 'pass' | 'customer'

export interface WorkPaneProps {
  readonly view: WorkView
  readonly filters: QueueFilters
  /** Which further form is open. */
  readonly show: PanelName | null
  readonly owner: number
  readonly sentBack?: SentBack | undefined
  readonly onTyping?: () => void
}

/** One question at work: its state, why it is here, what can be done, the thread, and room to write. */
export function WorkPane({ view, filters, show, owner, sentBack, onTyping }: WorkPaneProps) {
  const t = useWords(deskWords)
  const { row, thread } = view
  const here = `/desk/escalations/${row.id}`
  const setting: PostSetting = {
    signIn: null,
    threadAddress: thread.address,
    focus: null,
    key: view.composer.key,
    mayAskDetails: false,
    maySuggestStory: false,
    askerId: thread.opening.author?.id ?? null,
    knows: {},
    structured: null,
  }
  const answers = thread.accepted ? [thread.accepted.post, ...thread.answers] : thread.answers
  return (
    <section className="work" id="work" aria-labelledby="work-h">
      <OthersHere view={view} />
      <p className="byline">
        <WorkState view={view} />
        <span className="meta">
          {row.owner === null
            ? t(row.state === 'resolved' ? 'finished' : 'nobody')
            : row.isMine
              ? t('has.you')
              : t('has.other', { name: row.owner.name })}
        </span>
        <span className="meta">{row.isPrivate ? t('private') : t('public')}</span>
        {row.team !== null && <span className="meta">{t('team', { team: row.team })}</span>}
        <span className="meta">{thread.category.name}</span>
      </p>
      <h2 className="work-title" id="work-h" dir="auto">
        {row.title}
      </h2>
      <WorkActs view={view} filters={filters} />
      {show !== null && <Panel view={view} filters={filters} show={show} sentBack={sentBack} />}
      <WhyBox view={view} />
      <article aria-label={t('question')}>
        <p className="byline">
          <Person person={thread.opening.author} />
          <PersonLink person={thread.opening.author} />
          <Time at={thread.createdAt} />
        </p>
        <PostWords html={thread.opening.html} />
        <Tags names={thread.tags} />
        <Comments post={thread.opening} setting={setting} />
      </article>
      {answers.length > 0 && (
        <>
          <div className="answers-h">
            <h2>{t('answers.more', { count: thread.answerCount })}</h2>
            <span className="meta">
              <a href={thread.address}>{t('moreAnswers')}</a>
            </span>
          </div>
          {answers.map((post) => (
            <Post key={post.id} post={post} setting={setting} />
          ))}
        </>
      )}
      {view.part && <PrivatePart view={view} />}
      <Flags view={view} />
      {row.state !== 'resolved' && (
        <DeskComposer
          key={view.write}
          view={view}
          filters={filters}
          here={here}
          owner={owner}
          sentBack={show === null ? sentBack : undefined}
          {...(onTyping && { onTyping })}
        />
      )}
      <Notes view={view} />
      <section className="desk-history" aria-labelledby="history-h">
        <h3 id="history-h">{t('history')}</h3>
        <ol>
          {view.history.map((entry) => (
            <li key={entry.id}>
              <span>{entry.words}</span> <Time at={entry.at} className="meta" />
            </li>
          ))}
        </ol>
      </section>
    </section>
  )
}

function OthersHere({ view }: { readonly view: WorkView }) {
  const t = useWords(deskWords)
  const moment = useMoment()
  return (
    <div className="seen-list" aria-live="polite">
      {view.here.map((one) => (
        <p className="seen" key={one.name}>
          <Icon name={one.isTyping ? 'edit' : 'eye'} />
          <span>
            {one.isTyping
              ? t('here.typing', { name: one.name })
              : t('here.reading', { name: one.name, span: spanWords(moment.now - one.since, moment.locale) })}
          </span>
        </p>
      ))}
    </div>
  )
}

function WorkState({ view }: { readonly view: WorkView }) {
  const t = useWords(deskWords)
  const moment = useMoment()
  const { row, thread } = view
  if (row.snoozedUntil !== null)
    return (
      <span className="state">
        <Icon name="away" />
        {t.rich('snoozedUntil', { time: <Time at={row.snoozedUntil} as="stamp" /> })}
      </span>
    )
  const isLate = row.dueAt !== null && row.dueAt <= moment.now && !row.isPaused && row.state !== 'resolved'
  return (
    <span className={isLate ? 'state late' : `state ${thread.state}`}>
      <Well state={isLate ? 'late' : thread.state} label={null} />
      {row.isPaused
        ? t('queue.asker')
        : row.dueAt === null
          ? t('noPromise')
          : row.state === 'resolved'
            ? t('finished')
            : dueWords(row.dueAt, moment)}
    </span>
  )
}

function WorkActs({ view, filters }: { readonly view: WorkView; readonly filters: QueueFilters }) {
  const t = useWords(deskWords)
  const { row, thread } = view
  const here = queueAddress(`/desk/escalations/${row.id}`, filters)
  const writing = (write: WriteAs) => queueAddress(`/desk/escalations/${row.id}`, filters, { write })
  const showing = (show: PanelName) => `${queueAddress(`/desk/escalations/${row.id}`, filters, { show })}#panel`
  const isOver = row.state === 'resolved'
  return (
    <div className="workacts">
      {!isOver && (
        <form method="post" action={here} className="flow">
          {!row.isMine && (
            <Button small look="primary" name="intent" value={row.owner ? 'take-over' : 'claim'} data-key="c">
              {row.owner ? t('takeOver') : t('claim')} {row.owner === null && <kbd>c</kbd>}
            </Button>
          )}
          {row.isMine && thread.answerCount > 0 && (
            <Button small look="primary" name="intent" value="resolve">
              {t('act.resolve')}
            </Button>
          )}
          {row.isMine && (
            <Button small name="intent" value="release">
              {t('act.release')}
            </Button>
          )}
          {row.snoozedUntil !== null && (
            <Button small name="intent" value="wake">
              {t('act.wake')}
            </Button>
          )}
        </form>
      )}
      {!isOver && (
        <>
          <a className="button small" href={`${writing('details')}#write`} data-key="d">
            {t('act.details')} <kbd>d</kbd>
          </a>
          {!row.isPrivate && (
            <a className="button small" href={`${writing('private')}#write`} data-key="p">
              {t('act.private')} <kbd>p</kbd>
            </a>
          )}
          <a className="button small" href={showing('hand-over')} data-key="h">
            {t('act.handOver')} <kbd>h</kbd>
          </a>
        </>
      )}
      <details className="pick more-acts" data-menu>
        <summary className="button small" aria-label={t('act.more')}>
          <Icon name="more" />
        </summary>
        <div>
          {!isOver && (
            <>
              <a href={showing('snooze')} data-key="s">
                {t('act.snooze')}
              </a>
              <a href={showing('invite')}>{t('act.invite')}</a>
              {row.isMine && <a href={showing('pass')}>{t('act.pass')}</a>}
              <a href={showing('close')}>{t('act.close')}</a>
            </>
          )}
          {view.customer && <a href={showing('customer')}>{t('aboutCustomer')}</a>}
          {view.mayDraft && (
            <form method="post" action="/desk/articles/new">
              <input type="hidden" name="thread" value={row.threadId} />
              <button>{t('act.article')}</button>
            </form>
          )}
          <a href={thread.address}>{t('act.thread')}</a>
        </div>
      </details>
    </div>
  )
}

function WhyBox({ view }: { readonly view: WorkView }) {
  const t = useWords(deskWords)
  const { row } = view
  const words = partWords(row.why, t)
  const part = (name: 'severity' | 'spread' | 'influence' | 'waiting', tone: string, label: string) => (
    <div>
      <b className={tone}>{row.parts[name]}</b>
      {label}
      <br />
      {words[name]}
    </div>
  )
  return (
    <>
      <div className="why-box" role="group" aria-label={t('why.title', { score: row.score })}>
        {part('severity', 'sev', t('severity'))}
        {part('spread', 'spr', t('spread'))}
        {part('influence', 'inf', t('influence'))}
        {part('waiting', 'wai', t('waitingPart'))}
      </div>
      <ul className="why-list meta">
        {row.reasons.map(({ reason, detail }) => (
          <li key={reason}>{reasonSentence(reason, detail, t)}</li>
        ))}
      </ul>
    </>
  )
}

function PrivatePart({ view }: { readonly view: WorkView }) {
  const t = useWords(deskWords)
  return (
    <section className="private-part" aria-labelledby="part-h">
      <h3 id="part-h">
        <Icon name="private" /> {t('private.part')}
      </h3>
      {view.part?.posts.map((post) => (
        <article key={post.id}>
          <p className="byline">
            <PersonLink person={post.author} />
            <Time at={post.createdAt} />
          </p>
          <PostWords html={post.html} />
        </article>
      ))}
    </section>
  )
}

/** What members reported here; a moderator decides, and whoever works on the question knows. */
function Flags({ view }: { readonly view: WorkView }) {
  const t = useWords(deskWords)
  if (view.flags.length === 0) return null
  return (
    <section className="desk-flags" aria-labelledby="flags-h">
      <h3 id="flags-h">
        <Icon name="flag" /> {t('flags', { count: view.flags.length })}
      </h3>
      <ul>
        {view.flags.map((flag) => (
          <li key={flag.id}>
            <a href={flag.address}>
              {t('flag.reason', { reason: flag.reason === 'personal-data' ? 'personal' : flag.reason })}
            </a>{' '}
            <Time at={flag.at} className="meta" />
            {flag.note !== '' && (
              <p className="meta" dir="auto">
                {flag.note}
              </p>
            )}
          </li>
        ))}
      </ul>
      <p className="meta">{view.mayModerate ? <a href="/desk/flags">{t('flags.decide')}</a> : t('flags.waiting')}</p>
    </section>
  )
}

function Notes({ view }: { readonly view: WorkView }) {
  const t = useWords(deskWords)
  if (view.notes.length === 0) return null
  return (
    <section className="staff-notes" aria-labelledby="notes-h">
      <h3 id="notes-h">{t('notes')}</h3>
      {view.notes.map((note) => (
        <article key={note.id} className="staff-note">
          <p className="byline">
            <PersonLink person={note.by} />
            <Time at={note.at} />
          </p>
          <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: note.html }} />
        </article>
      ))}
    </section>
  )
}

interface ComposerProps {
  readonly view: WorkView
  readonly filters: QueueFilters
  readonly here: string
  readonly owner: number
  readonly sentBack: SentBack | undefined
  readonly onTyping?: () => void
}

/** What was written so far, and under it the prepared answer that the address chose. */
function withTaken(written: string, taken: OfferView | null): string {
  if (taken === null || written.includes(taken.body)) return written
  return written.trim() === '' ? taken.body : `${written.trimEnd()}\n\n${taken.body}`
}

/** Where staff write: to everybody, to the asker, or to each other. */
function DeskComposer({ view, filters, here, owner, sentBack, onTyping }: ComposerProps) {
  const t = useWords(deskWords)
  const { write, composer, row, customer } = view
  const editor = useRef<EditorHandle>(null)
  const used = useRef<HTMLInputElement>(null)
  const sendOnce = useSentOnce(false)
  const draft = useDraft({
    draftKey: composer.draftKey,
    owner,
    keptAt: composer.draft?.savedAt ?? null,
    read: () => ({ body: editor.current?.read() ?? '' }),
  })
  const error = sentBack?.errors?.['body']
  const { offers, taken } = view.prepared
  const noteUse = (id: number): void => {
    if (used.current) used.current.value = [used.current.value, String(id)].filter(Boolean).join(',')
  }
  const take = (offer: OfferView): void => {
    const text = editor.current?.read() ?? ''
    editor.current?.write(text.trim() === '' ? offer.body : `${text.trimEnd()}\n\n${offer.body}`)
    noteUse(offer.id)
    draft.touch()
  }
  // Asked privately, an answer stays between the asker and staff.
  const isPrivateAnswer = row.isPrivate && write === 'answer'
  const parts: readonly WriteAs[] = row.isPrivate
    ? ['answer', 'details', 'note']
    : ['answer', 'details', 'private', 'note']
  const hint =
    write === 'private'
      ? customer
        ? t('hint.private', { name: customer.person.name })
        : t('hint.private.former')
      : t(isPrivateAnswer ? 'hint.answer.private' : `hint.${write}`)
  const action = queueAddress(here, filters, { write: write === 'answer' ? null : write })
  return (
    <section className={`composer desk-composer ${write}`} id="write" aria-labelledby="write-h">
      <Tabs
        label={t('writeAs')}
        tabs={parts.map((name) => ({
          href: `${queueAddress(here, filters, { write: name === 'answer' ? null : name })}#write`,
          words: t(name === 'answer' && row.isPrivate ? 'write.answer.private' : `write.${name}`),
          current: name === write,
          count: name === 'note' ? view.notes.length || null : null,
        }))}
      />
      <h3 className="hide" id="write-h">
        {t(`label.${write}`)}
      </h3>
      {row.owner && !row.isMine && <Notice>{t('here.has', { name: row.owner.name })}</Notice>}
      <Form
        method="post"
        action={action}
        onSubmit={(event) => {
          sendOnce(event)
          draft.posted()
        }}
      >
        <input type="hidden" name="key" value={composer.key} />
        {write !== 'note' && (
          <input
            ref={used}
            type="hidden"
            name="prepared"
            defaultValue={sentBack?.values?.['prepared'] ?? String(taken?.id ?? '')}
          />
        )}
        <ErrorSummary errors={sentBack?.errors} ids={{ body: 'desk-body' }} />
        {write !== 'note' && (
          <PreparedOffers
            offers={offers}
            addressOf={(id) =>
              `${queueAddress(here, filters, { write: write === 'answer' ? null : write, prepared: String(id) })}#write`
            }
            onTake={take}
          />
        )}
        <PreviewPart sentBack={sentBack} />
        <div className={error === undefined ? 'field' : 'field bad'}>
          <Editor
            ref={editor}
            id="desk-body"
            labelledBy="write-h"
            describedBy={error === undefined ? 'desk-hint' : 'desk-error desk-hint'}
            defaultValue={sentBack?.values?.['body'] ?? withTaken(composer.draft?.body ?? '', taken)}
            // The field's own attribute: an example of what to write, in words of the catalogue.
            placeholder={t(isPrivateAnswer ? 'placeholder.answer.private' : `placeholder.${write}`)}
            invalid={error !== undefined}
            maxBytes={composer.maxBytes}
            {...(write !== 'note' && { prepared: { escalation: row.id, onTake: noteUse } })}
            onText={() => {
              draft.touch()
              onTyping?.()
            }}
          />
          {error !== undefined && <FieldError id="desk-error">{error}</FieldError>}
        </div>
        <SureToPost sentBack={sentBack} />
        <div className="form-acts">
          {write === 'answer' ? (
            <>
              <Button look="primary" name="intent" value="answer-resolve" data-post>
                {t('send.resolve')}
              </Button>
              <Button name="intent" value="answer">
                {t('send.answer')}
              </Button>
            </>
          ) : (
            <Button look="primary" name="intent" value={write} data-post>
              {t(`send.${write}`)}
            </Button>
          )}
          {write === 'private' && (
            <Button name="intent" value="private-told">
              {t('send.private-told')}
            </Button>
          )}
          <DraftWords id="desk-hint" state={draft.state} hint={hint} />
        </div>
      </Form>
    </section>
  )
}

interface PanelProps {
  readonly view: WorkView
  readonly filters: QueueFilters
  readonly show: PanelName
  readonly sentBack: SentBack | undefined
}

/** A form for one of the rarer acts, under the row of acts. */
function Panel({ view, filters, show, sentBack }: PanelProps) {
  const t = useWords(deskWords)
  const { row } = view
  const action = queueAddress(`/desk/escalations/${row.id}`, filters, { show })
  const errors = sentBack?.errors ?? {}
  const values = sentBack?.values ?? {}
  const back = queueAddress(`/desk/escalations/${row.id}`, filters)
  const titles = {
    'hand-over': t('act.handOver'),
    snooze: t('act.snooze'),
    invite: t('act.invite'),
    close: t('act.close'),
    pass: t('act.pass'),
    customer: t('aboutCustomer'),
  } as const
  return (
    <section className="desk-panel" id="panel" aria-labelledby="panel-h">
      <h3 id="panel-h">{titles[show]}</h3>
      <form method="post" action={action} className="form">
        <ErrorSummary errors={sentBack?.errors} />
        <PanelFields view={view} show={show} errors={errors} values={values} />
        <div className="form-acts">
          <Button small look="primary" name="intent" value={show}>
            {show === 'customer' ? t('save') : titles[show]}
          </Button>
          <a href={back}>{t('cancel')}</a>
        </div>
      </form>
    </section>
  )
}

/** A colleague as one can choose them: what they know of it, and how much they hold. */
function colleagueWords(t: PageSpeaker<typeof deskWords.messages>, one: WorkView['colleagues'][number]): string {
  const { name, open, isHere, knows } = one
  if (!isHere) return t('handOver.away', { name })
  if (knows.length === 0) return t('handOver.person', { name, open })
  return t('handOver.knows', { name, open, skills: listIn(t.locale, knows) })
}

interface PanelFieldsProps {
  readonly view: WorkView
  readonly show: PanelName
  readonly errors: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, string>>
}

function PanelFields({ view, show, errors, values }: PanelFieldsProps) {
  const t = useWords(deskWords)
  const why = (
    <Field
      label={t('reasonField')}
      name="reason"
      maxLength={500}
      defaultValue={values['reason']}
      error={errors['reason']}
      hint={t('reasonField.hint')}
      required
    />
  )
  switch (show) {
    case 'hand-over':
      return (
        <>
          <Select
            label={t('handOver.to')}
            name="to"
            error={errors['to']}
            defaultValue={values['to'] ?? ''}
            options={[
              ...view.teams.map((team) => ({ value: `team:${team.id}`, words: team.name })),
              ...view.colleagues.map((one) => ({
                value: `member:${one.id}`,
                words: colleagueWords(t, one),
              })),
            ]}
          />
          {why}
        </>
      )
    case 'snooze':
      return (
        <Radios
          label={t('snooze.until')}
          name="until"
          defaultValue={values['until'] ?? 'tomorrow'}
          error={errors['until']}
          options={(['hour', 'tomorrow', 'week'] as const).map((value) => ({ value, words: t(`snooze.${value}`) }))}
        />
      )
    case 'invite':
      return (
        <>
          <Field
            label={t('invite.handle')}
            name="handle"
            maxLength={60}
            autoCapitalize="none"
            spellCheck={false}
            list="could-know"
            defaultValue={values['handle'] ?? view.couldKnow[0]?.handle ?? ''}
            error={errors['handle']}
            hint={t('invite.hint')}
            required
          />
          <datalist id="could-know" aria-label={t('invite.suggested')}>
            {view.couldKnow.map((one) => (
              <option key={one.handle} value={one.handle}>
                {one.name}
              </option>
            ))}
          </datalist>
          <Field label={t('invite.why')} name="why" maxLength={500} defaultValue={values['why']} />
        </>
      )
    case 'close':
      return (
        <Field
          label={t('close.reason')}
          name="reason"
          maxLength={500}
          defaultValue={values['reason']}
          error={errors['reason']}
          hint={t('close.hint')}
          required
        />
      )
    case 'pass':
      return why
    case 'customer':
      return (
        <>
          <Field
            label={t('customer.edit.plan')}
            name="plan"
            maxLength={80}
            defaultValue={values['plan'] ?? view.customer?.plan ?? ''}
          />
          <Radios
            label={t('customer.edit.influence')}
            name="influence"
            defaultValue={values['influence'] ?? String(view.customer?.influence ?? 0)}
            options={(['0', '1', '2', '3'] as const).map((value) => ({ value, words: t(`influence.${value}`) }))}
          />
        </>
      )
  }
}
