import type { SentBack } from '#app/ui/sent-back.ts'
import { LEGAL_TITLES, legalAddress, type LegalText } from '#app/kernel/legal.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import type { LegalEditView, LegalTextState } from '../types.ts'

const PURPOSES: Readonly<Record<LegalText, string>> = {
  imprint: 'Who runs the place, and how to reach them. Some countries demand it.',
  privacy: 'What is kept of people, what for, for how long, and what they may ask.',
  terms: 'On what terms the place may be used, and what is not allowed here.',
}

const editAddress = (name: LegalText): string => `/desk/settings/legal/${name}`

export interface LegalListProps {
  readonly texts: readonly LegalTextState[]
}

/** The three legal texts: which there are, and who wrote them when. */
export function LegalList({ texts }: LegalListProps) {
  return (
    <Table
      caption="Legal texts"
      rows={texts}
      keyOf={({ name }) => name}
      columns={[
        {
          head: 'Text',
          name: true,
          cell: ({ name }) => (
            <span>
              <a href={editAddress(name)}>{LEGAL_TITLES[name]}</a>
              <br />
              <span className="meta">{PURPOSES[name]}</span>
            </span>
          ),
        },
        {
          head: 'State',
          cell: ({ name, newest }) =>
            newest === null || newest.isEmpty ? (
              'not written'
            ) : (
              <span>
                <a href={legalAddress(name)}>published</a>, <Time at={newest.at} /> by {newest.by ?? 'a former member'}
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
  const { name, number, body, former, versions } = view
  const title = LEGAL_TITLES[name].toLowerCase()
  const isThere = versions[0] !== undefined && !versions[0].isEmpty
  return (
    <>
      <p className="crumbs">
        <a href="/desk/settings/legal">Legal texts</a>
        {isThere && (
          <>
            {' · '}
            <a href={legalAddress(name)}>As everybody reads it</a>
          </>
        )}
      </p>
      <ErrorSummary errors={sentBack?.errors} />
      {former && !sentBack && (
        <Notice tone="info">
          This is the text of <Time at={former.at} as="stamp" />. Saved, it is the newest again.
        </Notice>
      )}
      <form method="post" action={editAddress(name)} className="form">
        <input type="hidden" name="number" value={sentBack?.values?.['number'] ?? number} />
        <TextArea
          key={former?.number ?? 0}
          label={LEGAL_TITLES[name]}
          name="body"
          rows={20}
          defaultValue={sentBack?.values?.['body'] ?? body}
          error={sentBack?.errors?.['body']}
          hint={`${PURPOSES[name]} In Markdown: ## for a head, - for a list. Saved empty, it is taken away.`}
        />
        <div className="form-acts">
          <Button look="primary" name="intent" value="save">
            Save the {title}
          </Button>
          <Button name="intent" value="preview">
            Preview
          </Button>
        </div>
      </form>
      {sentBack?.previewHtml !== undefined && (
        <section aria-labelledby="preview">
          <SectionHead id="preview" title="How it will look" level={3} />
          {/* sanitised by the server's renderer */}
          <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: sentBack.previewHtml }} />
        </section>
      )}
      {versions.length > 0 && (
        <section>
          <SectionHead title="Versions" level={3} />
          <Table
            caption={`Versions of the ${title}`}
            rows={versions}
            keyOf={(version) => version.number}
            columns={[
              {
                head: 'When',
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
              { head: 'What', cell: ({ isEmpty }) => (isEmpty ? 'taken away' : 'written') },
              { head: 'By', cell: ({ by }) => by ?? 'a former member' },
            ]}
          />
        </section>
      )}
    </>
  )
}
