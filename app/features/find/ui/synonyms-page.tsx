import type { ReactNode } from 'react'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary, Select, TextArea } from '#app/ui/field.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Table } from '#app/ui/table.tsx'
import type { SynonymProposalView, SynonymSetView, SynonymsPageView } from '../types.ts'
import { synonymWords } from '../words/synonyms.ts'
import { languageName, LANGUAGES } from './language-name.ts'

const ACTION = '/desk/searches/synonyms'

export interface SynonymsPageProps {
  readonly view: SynonymsPageView
  /** The set whose form is open. */
  readonly editing: number | null
  /** Words that a new list begins with. */
  readonly begun: string
  readonly sentBack?: SentBack | undefined
}

const hide = (inner: ReactNode) => <span className="hide">{inner}</span>
const bold = (inner: ReactNode) => <b dir="auto">{inner}</b>

/** Proposals with their evidence, the lists, and a form for one. */
export function SynonymsPage({ view, editing, begun, sentBack }: SynonymsPageProps) {
  const t = useWords(synonymWords)
  const edited = view.sets.find(({ id }) => id === editing) ?? null
  const nameOf = (language: string): string => (language === '' ? t('language.all') : languageName(language, t.locale))
  return (
    <div className="column stack">
      <p className="lead">{t('lead')}</p>
      <Proposals view={view} />
      <SynonymForm key={edited?.id ?? 0} edited={edited} begun={begun} sentBack={sentBack} />
      <SectionHead title={t('lists')} />
      {view.sets.length === 0 ? (
        <Empty title={t('none.title')} well={null} level={3}>
          <p>{t('none.text')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('caption')}
          rows={view.sets}
          keyOf={(set) => set.id}
          columns={[
            { head: t('words'), name: true, cell: (set) => <span dir="auto">{set.words.join(', ')}</span> },
            { head: t('language'), cell: (set) => nameOf(set.language) },
            { head: t('origin'), cell: (set) => t(`origin.${set.origin}`) },
            {
              head: t('act'),
              cell: (set) => (
                <form method="post" action={ACTION} className="acts">
                  <input type="hidden" name="set" value={set.id} />
                  <LinkButton small href={`${ACTION}?edit=${set.id}#list`}>
                    {t.rich('edit', { words: set.words.join(', '), hide })}
                  </LinkButton>
                  <Button small look="danger" name="intent" value="remove">
                    {t.rich('remove', { words: set.words.join(', '), hide })}
                  </Button>
                </form>
              ),
            },
          ]}
        />
      )}
    </div>
  )
}

function Proposals({ view }: { readonly view: SynonymsPageView }) {
  const t = useWords(synonymWords)
  const more = view.proposalCount - view.proposals.length
  return (
    <section aria-labelledby="proposals-h">
      <SectionHead title={t('proposals')} id="proposals-h" />
      {view.proposals.length === 0 ? (
        <Empty title={t('proposals.none.title')} well={null} level={3}>
          <p>{t('proposals.none.text')}</p>
        </Empty>
      ) : (
        <ul className="decisions">
          {view.proposals.map((proposal) => (
            <li key={proposal.id}>
              <Proposal proposal={proposal} />
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className="meta">{t('proposals.more', { count: more })}</p>}
    </section>
  )
}

function Proposal({ proposal }: { readonly proposal: SynonymProposalView }) {
  const t = useWords(synonymWords)
  const { evidence } = proposal
  const said = (['phrasings', 'refined', 'opened'] as const).flatMap((kind) =>
    evidence[kind] > 0 ? [t(`evidence.${kind}`, { count: evidence[kind] })] : [],
  )
  return (
    <>
      <p>{t.rich('pair', { word: proposal.word, other: proposal.other, b: bold })}</p>
      <p className="meta">{said.join(' · ')}</p>
      <ul className="meta">
        {evidence.examples.map((example) => (
          <li key={example} dir="auto">
            {example}
          </li>
        ))}
      </ul>
      <form method="post" action={ACTION} className="acts">
        <input type="hidden" name="proposal" value={proposal.id} />
        <Button small look="primary" name="intent" value="accept">
          {t('accept')}
        </Button>
        <Button small name="intent" value="dismiss">
          {t('dismiss')}
        </Button>
      </form>
    </>
  )
}

interface FormProps {
  readonly edited: SynonymSetView | null
  readonly begun: string
  readonly sentBack: SentBack | undefined
}

function SynonymForm({ edited, begun, sentBack }: FormProps) {
  const t = useWords(synonymWords)
  const values = sentBack?.values ?? {}
  return (
    <section aria-labelledby="list">
      <SectionHead title={t(edited ? 'change' : 'add')} id="list" />
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action={ACTION} className="form">
        {edited && (
          <>
            <input type="hidden" name="set" value={edited.id} />
            <input type="hidden" name="version" value={edited.version} />
          </>
        )}
        <TextArea
          label={t('field.words')}
          name="words"
          rows={4}
          hint={t('field.words.hint')}
          maxLength={2000}
          defaultValue={values['words'] ?? edited?.words.join('\n') ?? begun}
          error={sentBack?.errors?.['words']}
        />
        <Select
          label={t('field.language')}
          name="language"
          hint={t('field.language.hint')}
          defaultValue={values['language'] ?? edited?.language ?? ''}
          options={[
            { value: '', words: t('language.all') },
            ...LANGUAGES.map((code) => ({ value: code, words: languageName(code, t.locale) })),
          ]}
        />
        <div className="form-acts">
          <Button look="primary" name="intent" value={edited ? 'edit' : 'add'}>
            {t('save')}
          </Button>
          {edited && (
            <a className="link" href={ACTION}>
              {t('cancel')}
            </a>
          )}
        </div>
      </form>
    </section>
  )
}
