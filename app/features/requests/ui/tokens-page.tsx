import type { SentBack } from '#app/ui/sent-back.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { CopyField } from '#app/ui/copy-field.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Checkbox, ErrorSummary, Field, FieldError } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import { SCOPES, type Scope } from '#app/kernel/roles.ts'
import type { TokensView, TokenView } from '../types.ts'

const ADDRESS = '/desk/settings/api'

const SCOPE_WORDS: Readonly<Record<Scope, { readonly words: string; readonly hint: string }>> = {
  'requests.write': {
    words: 'Send requests',
    hint: 'It adds support requests, which are redacted as all are. It reads nothing.',
  },
}

const wordsOf = (scope: string): string =>
  SCOPES.find((one) => one === scope) ? SCOPE_WORDS[scope as Scope].words : scope

export interface TokensPageProps {
  readonly view: TokensView
  /** One that was made just now, with the text that is shown once. */
  readonly made: { readonly name: string; readonly text: string } | null
  readonly sentBack?: SentBack | undefined
}

/** What other tools use the API with. */
export function TokensPage({ view, made, sentBack }: TokensPageProps) {
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <>
      {made && (
        <>
          <Notice tone="good" live>
            The token “<span dir="auto">{made.name}</span>” is made. Copy it now: it is shown this once and kept
            nowhere.
          </Notice>
          <CopyField
            label="The token"
            name="token_text"
            value={made.text}
            hint="The tool sends it as Authorization: Bearer …"
          />
        </>
      )}
      <ErrorSummary errors={sentBack?.errors} />
      {view.living.length === 0 ? (
        <Empty title="No tool may use the API." well={null} level={3} />
      ) : (
        <Table
          caption="Tokens"
          rows={view.living}
          keyOf={({ id }) => id}
          columns={[
            { head: 'Name', name: true, cell: ({ name }) => <span dir="auto">{name}</span> },
            { head: 'May', cell: ({ scopes }) => scopes.map(wordsOf).join(', ').toLowerCase() },
            { head: 'Made', cell: (token) => <Made token={token} /> },
            {
              head: 'Last used',
              cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : <Time at={lastUsedAt} />),
            },
            {
              head: 'Act',
              cell: ({ id, name }) => (
                <LinkButton small look="danger" href={`${ADDRESS}?revoke=${id}`}>
                  Revoke<span className="hide"> {name}</span>
                </LinkButton>
              ),
            },
          ]}
        />
      )}
      <SectionHead title="Make a token" level={3} />
      <form key={made?.text} method="post" action={ADDRESS} className="form">
        <Field
          label="Name"
          name="name"
          required
          maxLength={80}
          autoComplete="off"
          defaultValue={values['name']}
          error={errors['name']}
          hint="Such as the tool that uses it: what it sends carries this name."
        />
        <fieldset className={errors['scopes'] ? 'field bad' : 'field'} id="f-scopes" tabIndex={-1}>
          <legend>What it may do</legend>
          {SCOPES.map((scope) => (
            <Checkbox
              key={scope}
              name="scopes"
              value={scope}
              label={SCOPE_WORDS[scope].words}
              hint={SCOPE_WORDS[scope].hint}
              defaultChecked={sentBack === undefined || values['scopes'] !== undefined}
            />
          ))}
          {errors['scopes'] && <FieldError>{errors['scopes']}</FieldError>}
        </fieldset>
        <div>
          <Button look="primary" name="intent" value="make">
            Make the token
          </Button>
        </div>
      </form>
      <p className="meta">
        What the API takes is described in{' '}
        <a className="link" href="/api/openapi.json">
          its own document
        </a>
        . The command line makes and revokes tokens, too.
      </p>
      {view.revoked.length > 0 && (
        <>
          <SectionHead title="Revoked" level={3} />
          <Table
            caption="Revoked tokens"
            rows={view.revoked}
            keyOf={({ id }) => id}
            columns={[
              { head: 'Name', name: true, cell: ({ name }) => <span dir="auto">{name}</span> },
              { head: 'Made', cell: (token) => <Made token={token} /> },
              {
                head: 'Revoked',
                cell: ({ revokedAt }) => revokedAt !== null && <Time at={revokedAt} />,
              },
            ]}
          />
        </>
      )}
    </>
  )
}

function Made({ token }: { readonly token: TokenView }) {
  return (
    <span>
      <Time at={token.createdAt} /> {token.by === null ? 'on the command line' : `by ${token.by}`}
    </span>
  )
}

export interface RevokeTokenPageProps {
  readonly token: TokenView
}

/** Asks once more before a tool is cut off. */
export function RevokeTokenPage({ token }: RevokeTokenPageProps) {
  return (
    <form method="post" action={ADDRESS} className="form">
      <input type="hidden" name="token" value={token.id} />
      <p>
        Revoke the token “<b dir="auto">{token.name}</b>”? The tool that uses it is refused from the next request on.
        This can’t be taken back: it would need a new token.{' '}
        {token.lastUsedAt === null ? (
          'It was never used.'
        ) : (
          <>
            It was used <Time at={token.lastUsedAt} />.
          </>
        )}
      </p>
      <div className="form-acts">
        <Button look="danger-primary" name="intent" value="revoke">
          Revoke it
        </Button>
        <LinkButton look="plain" href={ADDRESS}>
          Keep it
        </LinkButton>
      </div>
    </form>
  )
}
