import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { describedBy, ErrorSummary, Field, FieldWrap, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Table } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'
import { WRITTEN_PLACEHOLDERS } from '../schemas.ts'
import {
  ANSWER_LANGUAGES,
  MAX_PREPARED_BODY,
  MAX_PREPARED_TITLE,
  PREPARED_STATES,
  type AnswerLanguage,
  type PreparedFilters,
  type PreparedListView,
  type PreparedView,
} from '../types.ts'
import { preparedWords } from '../words/prepared.ts'

type PreparedSpeaker = PageSpeaker<typeof preparedWords.messages>

const LIST = '/desk/prepared'
const LANGUAGES = Object.entries(ANSWER_LANGUAGES) as readonly [AnswerLanguage, string][]

function listAddress(filters: PreparedFilters, more: Readonly<Record<string, string | null>> = {}): string {
  return address(LIST, { q: filters.q || null, locale: filters.locale, state: filters.state, ...more })
}

/** What a language is called by those who speak it. */
function LanguageName({ language }: { readonly language: AnswerLanguage }) {
  return <span lang={language}>{ANSWER_LANGUAGES[language]}</span>
}

interface LanguageSelectProps {
  readonly label: string
  readonly value: string
  /** What "any" is called; absent where one must be chosen. */
  readonly any?: string
  readonly error?: string | undefined
}

/** The languages by their own names, which is why each is marked as what it is. */
function LanguageSelect({ label, value, any, error }: LanguageSelectProps) {
  return (
    <FieldWrap label={label} name="locale" error={error}>
      <select
        id="f-locale"
        name="locale"
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy('f-locale', null, error)}
      >
        {any !== undefined && <option value="">{any}</option>}
        {LANGUAGES.map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </FieldWrap>
  )
}

/** All prepared answers, to be found by their words. */
export function PreparedListPage({ view }: { readonly view: PreparedListView }) {
  const t = useWords(preparedWords)
  const { filters, rows, counts } = view
  const total = counts.draft + counts.reviewed + counts.retired
  const isFiltered = filters.q !== '' || filters.locale !== null || filters.state !== null
  return (
    <div className="stack">
      <Tabs
        label={t('states')}
        tabs={[
          { href: listAddress({ ...filters, state: null }), words: t('state.all'), current: filters.state === null },
          ...PREPARED_STATES.map((state) => ({
            href: listAddress({ ...filters, state }),
            words: t(`state.${state}`),
            current: filters.state === state,
            count: counts[state] || null,
          })),
        ]}
      />
      <form method="get" action={LIST} className="flow prepared-find" role="search">
        {filters.state !== null && <input type="hidden" name="state" value={filters.state} />}
        <Field label={t('search')} name="q" type="search" maxLength={200} defaultValue={filters.q} dir="auto" />
        <LanguageSelect label={t('language')} value={filters.locale ?? ''} any={t('language.all')} />
        <Button>{t('find')}</Button>
      </form>
      {rows.length > 0 ? (
        <PreparedTable view={view} />
      ) : total === 0 ? (
        <Empty title={t('empty.title')}>
          <p>{t('empty.text')}</p>
        </Empty>
      ) : (
        <Empty title={t('none.title')}>
          {isFiltered && <p>{t.rich('none.text', { link: (inner) => <a href={LIST}>{inner}</a> })}</p>}
        </Empty>
      )}
      <Paging
        newer={view.newer && listAddress(filters, { page: view.newer })}
        older={view.older && listAddress(filters, { page: view.older })}
        words={{ newer: t('newer'), older: t('older') }}
      />
      <p>
        <LinkButton href={`${LIST}/new`} look={total === 0 ? 'primary' : 'border'}>
          {t('add')}
        </LinkButton>
      </p>
    </div>
  )
}

function PreparedTable({ view }: { readonly view: PreparedListView }) {
  const t = useWords(preparedWords)
  return (
    <Table
      caption={t('caption')}
      rows={view.rows}
      keyOf={(row) => row.id}
      columns={[
        {
          head: t('head.title'),
          name: true,
          cell: (row) => (
            <a href={`${LIST}/${row.id}`} dir="auto">
              {row.title}
            </a>
          ),
        },
        { head: t('head.language'), cell: (row) => <LanguageName language={row.locale} /> },
        { head: t('head.state'), cell: (row) => t(`state.${row.state}`) },
        { head: t('head.used'), figures: true, cell: (row) => row.used },
        {
          head: t('head.solved'),
          figures: true,
          cell: (row) => (row.used === 0 ? '–' : t('solved.of', { solved: row.solved, used: row.used })),
        },
        { head: t('head.author'), cell: (row) => row.author ?? '–' },
        { head: t('head.changed'), cell: (row) => <Time at={row.changedAt} /> },
      ]}
    />
  )
}

interface FormProps {
  readonly view: PreparedView | null
  readonly sentBack: SentBack | undefined
}

function PreparedForm({ view, sentBack }: FormProps) {
  const t = useWords(preparedWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  const [name, product, title, due] = WRITTEN_PLACEHOLDERS.map((one) => <code key={one}>{one}</code>)
  return (
    <form method="post" className="form">
      <input type="hidden" name="version" value={view?.version ?? 0} />
      <Field
        label={t('name')}
        name="title"
        required
        maxLength={MAX_PREPARED_TITLE}
        dir="auto"
        hint={t('name.hint')}
        defaultValue={values['title'] ?? view?.title}
        error={errors['title']}
      />
      <LanguageSelect label={t('language')} value={values['locale'] ?? view?.locale ?? 'en'} error={errors['locale']} />
      <TextArea
        label={t('body')}
        name="body"
        rows={12}
        required
        maxLength={MAX_PREPARED_BODY}
        hint={t.rich('body.hint', { name, product, title, due })}
        defaultValue={values['body'] ?? view?.body}
        error={errors['body']}
      />
      <div className="form-acts">
        <Button look="primary" name="intent" value="save">
          {t(view ? 'save' : 'save.new')}
        </Button>
        <a href={LIST}>{t('cancel')}</a>
      </div>
    </form>
  )
}

/** The form of a new one. */
export function NewPreparedPage({ sentBack }: { readonly sentBack?: SentBack | undefined }) {
  return (
    <div className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <PreparedForm view={null} sentBack={sentBack} />
    </div>
  )
}

export interface PreparedPageProps {
  readonly view: PreparedView
  readonly sentBack?: SentBack | undefined
}

/** One prepared answer: how it looks, its review, and the form that changes it. */
export function PreparedPage({ view, sentBack }: PreparedPageProps) {
  const t = useWords(preparedWords)
  return (
    <div className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <section aria-labelledby="look-h">
        <SectionHead title={t('preview')} id="look-h" />
        <div className="prose" dir="auto" lang={view.locale} dangerouslySetInnerHTML={{ __html: view.html }} />
        <PreparedFactsLine view={view} t={t} />
      </section>
      <PreparedReview view={view} />
      <section aria-labelledby="edit-h">
        <SectionHead title={t('edit.head')} id="edit-h" />
        <p className="meta">{t('edit.text')}</p>
        <PreparedForm view={view} sentBack={sentBack} />
      </section>
    </div>
  )
}

function PreparedFactsLine({ view, t }: { readonly view: PreparedView; readonly t: PreparedSpeaker }) {
  const time = <Time at={view.changedAt} />
  return (
    <ul className="owns meta" aria-label={t('facts')}>
      <li>
        {t(`state.${view.state}`)} · <LanguageName language={view.locale} />
      </li>
      <li>
        {view.author === null
          ? t.rich('writtenBy.former', { time })
          : t.rich('writtenBy', { name: <bdi>{view.author}</bdi>, time })}
      </li>
      {view.reviewedAt !== null && (
        <li>
          {view.reviewedBy === null
            ? t.rich('reviewedBy.former', { time: <Time at={view.reviewedAt} /> })
            : t.rich('reviewedBy', { name: <bdi>{view.reviewedBy}</bdi>, time: <Time at={view.reviewedAt} /> })}
        </li>
      )}
      <li>{view.used === 0 ? t('used', { used: 0 }) : t('used.solved', { used: view.used, solved: view.solved })}</li>
    </ul>
  )
}

/** What can be decided about it: reviewed by somebody else, retired, brought back. */
function PreparedReview({ view }: { readonly view: PreparedView }) {
  const t = useWords(preparedWords)
  const act = (intent: 'approve' | 'retire' | 'restore', text: string, look?: 'primary') => (
    <form method="post" className="stack">
      <input type="hidden" name="version" value={view.version} />
      <p className="meta">{text}</p>
      <div>
        <Button name="intent" value={intent} {...(look && { look })}>
          {t(intent)}
        </Button>
      </div>
    </form>
  )
  if (view.state === 'retired') return act('restore', t('restore.text'))
  return (
    <>
      {view.mayReview && act('approve', t('review.text'))}
      {view.state === 'draft' && view.isOwn && <Notice>{t('review.own')}</Notice>}
      {act('retire', t('retire.text'))}
    </>
  )
}
