import { intakeWords } from '#app/features/requests/words/intake.ts'
import { BrandField } from '#app/features/catalogue/ui/brand-field.tsx'
import { useWords } from '#app/locale/react.tsx'
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

const isScope = (scope: string): scope is Scope => SCOPES.some((one) => one === scope)

export interface TokensPageProps {
  readonly view: TokensView
  /** What the brands are called so far. */
  readonly brands: readonly string[]
  /** One that was made just now, with the text that is shown once. */
  readonly made: { readonly name: string; readonly text: string } | null
  readonly sentBack?: SentBack | undefined
}

/** What other tools use the API with. */
export function TokensPage({ view, brands, made, sentBack }: TokensPageProps) {
  const t = useWords(intakeWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <>
      {made && (
        <>
          <Notice tone="good" live>
            {t.rich('theTokenName', { name: <span dir="auto">{made.name}</span> })}
          </Notice>
          <CopyField label={t('theToken')} name="token_text" value={made.text} hint={t('theToolSends')} />
        </>
      )}
      <ErrorSummary errors={sentBack?.errors} />
      {view.living.length === 0 ? (
        <Empty title={t('noToolMayUse')} well={null} level={3} />
      ) : (
        <Table
          caption={t('tokens')}
          rows={view.living}
          keyOf={({ id }) => id}
          columns={[
            { head: t('name'), name: true, cell: ({ name }) => <span dir="auto">{name}</span> },
            {
              head: t('may'),
              cell: ({ scopes }) =>
                scopes
                  .map((scope) => (isScope(scope) ? t(`scope.${scope}`) : scope))
                  .join(', ')
                  .toLowerCase(),
            },
            {
              head: t('brand'),
              cell: ({ id, name, brand }) => (
                <a className="link" href={`${ADDRESS}?brand=${id}`}>
                  <span dir="auto">{brand === '' ? t('noBrand') : brand}</span>
                  <span className="hide"> {t('brandName', { name: ` (${name})` })}</span>
                </a>
              ),
            },
            { head: t('made'), cell: (token) => <Made token={token} /> },
            {
              head: t('lastUsed'),
              cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('never') : <Time at={lastUsedAt} />),
            },
            {
              head: t('act'),
              cell: ({ id, name }) => (
                <LinkButton small look="danger" href={`${ADDRESS}?revoke=${id}`}>
                  {t.rich('revokeName', { name: <span className="hide"> {name}</span> })}
                </LinkButton>
              ),
            },
          ]}
        />
      )}
      <SectionHead title={t('makeAToken')} level={3} />
      <form key={made?.text} method="post" action={ADDRESS} className="form">
        <Field
          label={t('name')}
          name="name"
          required
          maxLength={80}
          autoComplete="off"
          defaultValue={values['name']}
          error={errors['name']}
          hint={t('suchAsTheTool')}
        />
        <fieldset className={errors['scopes'] ? 'field bad' : 'field'} id="f-scopes" tabIndex={-1}>
          <legend>{t('whatItMayDo')}</legend>
          {SCOPES.map((scope) => (
            <Checkbox
              key={scope}
              name="scopes"
              value={scope}
              label={t(`scope.${scope}`)}
              hint={t(`scope.${scope}.hint`)}
              defaultChecked={sentBack === undefined || values['scopes'] !== undefined}
            />
          ))}
          {errors['scopes'] && <FieldError>{errors['scopes']}</FieldError>}
        </fieldset>
        <BrandField
          brands={brands}
          defaultValue={values['brand'] ?? ''}
          hint={t('brandOfToken')}
          error={errors['brand']}
        />
        <div>
          <Button look="primary" name="intent" value="make">
            {t('makeTheToken')}
          </Button>
        </div>
      </form>
      <p className="meta">
        {t.rich('whatTheApiTakes', {
          t: (
            <a className="link" href="/api/openapi.json">
              {t('itsOwnDocument')}
            </a>
          ),
        })}
      </p>
      {view.revoked.length > 0 && (
        <>
          <SectionHead title={t('revoked')} level={3} />
          <Table
            caption={t('revokedTokens')}
            rows={view.revoked}
            keyOf={({ id }) => id}
            columns={[
              { head: t('name'), name: true, cell: ({ name }) => <span dir="auto">{name}</span> },
              { head: t('made'), cell: (token) => <Made token={token} /> },
              {
                head: t('revoked'),
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
  const t = useWords(intakeWords)
  return (
    <span>
      <Time at={token.createdAt} /> {token.by === null ? t('onTheCommandLine') : t('byPerson', { by: token.by })}
    </span>
  )
}

export interface TokenBrandPageProps {
  readonly token: TokenView
  readonly brands: readonly string[]
  readonly sentBack?: SentBack | undefined
}

/** Which brand the requests of a tool are of. */
export function TokenBrandPage({ token, brands, sentBack }: TokenBrandPageProps) {
  const t = useWords(intakeWords)
  return (
    <form method="post" action={`${ADDRESS}?brand=${token.id}`} className="form">
      <input type="hidden" name="token" value={token.id} />
      <ErrorSummary errors={sentBack?.errors} />
      <p>{t.rich('brandOfTool', { name: <b dir="auto">{token.name}</b> })}</p>
      <BrandField
        brands={brands}
        defaultValue={sentBack?.values?.['brand'] ?? token.brand}
        hint={t('brandAgain')}
        error={sentBack?.errors?.['brand']}
      />
      <div className="form-acts">
        <Button look="primary" name="intent" value="brand">
          {t('saveBrand')}
        </Button>
        <LinkButton look="plain" href={ADDRESS}>
          {t('backToTokens')}
        </LinkButton>
      </div>
    </form>
  )
}

export interface RevokeTokenPageProps {
  readonly token: TokenView
}

/** Asks once more before a tool is cut off. */
export function RevokeTokenPage({ token }: RevokeTokenPageProps) {
  const t = useWords(intakeWords)
  return (
    <form method="post" action={ADDRESS} className="form">
      <input type="hidden" name="token" value={token.id} />
      <p>
        {t.rich('revokeTheToken', {
          name: <b dir="auto">{token.name}</b>,
          used: token.lastUsedAt === null ? 'never' : 'at',
          time: <Time at={token.lastUsedAt ?? 0} />,
        })}
      </p>
      <div className="form-acts">
        <Button look="danger-primary" name="intent" value="revoke">
          {t('revokeIt')}
        </Button>
        <LinkButton look="plain" href={ADDRESS}>
          {t('keepIt')}
        </LinkButton>
      </div>
    </form>
  )
}
