import { legalWords } from '#app/kernel/words/legal.ts'
import { settingsWords } from '#app/features/settings/words/settings.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { legalAddress, type LegalText } from '#app/kernel/legal.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import type { LegalEditView, LegalTextState } from '../types.ts'

const editAddress = (name: LegalText): string => `/desk/settings/legal/${name}`

export interface LegalListProps {
  readonly texts: readonly LegalTextState[]
}

/** The three legal texts: which there are, and who wrote them when. */
export function LegalList({ texts }: LegalListProps) {
  const t = useWords(settingsWords)
  const title = useWords(legalWords)
  return (
    <Table
      caption={t('legalTexts')}
      rows={texts}
      keyOf={({ name }) => name}
      columns={[
        {
          head: t('text'),
          name: true,
          cell: ({ name }) => (
            <span>
              <a href={editAddress(name)}>{title(`title.${name}`)}</a>
              <br />
              <span className="meta">{t(`purpose.${name}`)}</span>
            </span>
          ),
        },
        {
          head: t('state'),
          cell: ({ name, newest }) =>
            newest === null || newest.isEmpty ? (
              t('notWritten')
            ) : (
              <span>
                {t.rich('publishedBy', {
                  link: (inner) => <a href={legalAddress(name)}>{inner}</a>,
                  time: <Time at={newest.at} />,
                  by: newest.by ?? t('aFormerMember'),
                })}
              </span>
            ),
        },
      ]}
    />
  )
}

export interface LegalEditorProps {
  readonly view: LegalEditView
  readonly sentBack?: SentBack | undefined
}

/** One legal text in Markdown, how it will look, and who wrote it before. */
export function LegalEditor({ view, sentBack }: LegalEditorProps) {
  const t = useWords(settingsWords)
  const { name, number, body, former, versions } = view
  const legal = useWords(legalWords)
  const title = legal(`inside.${name}`)
  const isThere = versions[0] !== undefined && !versions[0].isEmpty
  return (
    <>
      <p className="crumbs">
        <a href="/desk/settings/legal">{t('legalTexts')}</a>
        {isThere && (
          <>
            {' · '}
            <a href={legalAddress(name)}>{t('asEverybodyReads')}</a>
          </>
        )}
      </p>
      <ErrorSummary errors={sentBack?.errors} />
      {former && !sentBack && (
        <Notice tone="info">{t.rich('thisIsTheText', { time: <Time at={former.at} as="stamp" /> })}</Notice>
      )}
      <form method="post" action={editAddress(name)} className="form">
        <input type="hidden" name="number" value={sentBack?.values?.['number'] ?? number} />
        <TextArea
          key={former?.number ?? 0}
          label={legal(`title.${name}`)}
          name="body"
          rows={20}
          defaultValue={sentBack?.values?.['body'] ?? body}
          error={sentBack?.errors?.['body']}
          hint={t('purposesInMarkdown', { purpose: t(`purpose.${name}`) })}
        />
        <div className="form-acts">
          <Button look="primary" name="intent" value="save">
            {t('saveTheTitle', { title })}
          </Button>
          <Button name="intent" value="preview">
            {t('preview')}
          </Button>
        </div>
      </form>
      {sentBack?.previewHtml !== undefined && (
        <section aria-labelledby="preview">
          <SectionHead id="preview" title={t('howItWillLook')} level={3} />
          {/* sanitised by the server's renderer */}
          <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: sentBack.previewHtml }} />
        </section>
      )}
      {versions.length > 0 && (
        <section>
          <SectionHead title={t('versions')} level={3} />
          <Table
            caption={t('versionsOfTheTitle', { title })}
            rows={versions}
            keyOf={(version) => version.number}
            columns={[
              {
                head: t('when'),
                name: true,
                cell: (version) =>
                  version.isEmpty ? (
                    <Time at={version.at} as="stamp" />
                  ) : (
                    <a href={`${editAddress(name)}?version=${version.number}`}>
                      <Time at={version.at} as="stamp" />
                    </a>
                  ),
              },
              { head: t('what'), cell: ({ isEmpty }) => (isEmpty ? t('takenAway') : t('written')) },
              { head: t('by'), cell: ({ by }) => by ?? t('aFormerMember') },
            ]}
          />
        </section>
      )}
    </>
  )
}
