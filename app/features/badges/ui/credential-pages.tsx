import { LOCALES } from '#app/locale/locales.ts'
import { dateFormat } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary, Field, TextArea } from '#app/ui/field.tsx'
import { useMoment } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { CredentialView, Finding } from '../types.ts'
import { credentialWords } from '../words/credential.ts'
import { BadgeMark } from './badge-mark.tsx'

/** A credential for whoever was handed it: whether it holds, who earned it and what for. */
export function CredentialPage({ view }: { readonly view: CredentialView }) {
  const t = useWords(credentialWords)
  const { uid, state, badge, earner, site } = view
  const file = `/badges/credentials/${uid}/credential`
  return (
    <div className="column stack">
      <header className="badge-h">
        <BadgeMark look={{ emblem: badge.emblem, water: state === 'valid' ? view.water : 0 }} size="big" />
        <div className="stack tight">
          <h1 className="title">{t('title', { badge: badge.name, name: earner.name })}</h1>
          <p className="lead" dir="auto">
            {badge.description}
          </p>
        </div>
      </header>
      <CredentialState view={view} />
      <CredentialFacts view={view} />
      {state === 'valid' && (
        <section className="stack tight">
          <SectionHead title={t('take.title')} />
          <p>{t('take.text', { site })}</p>
          <div className="flow">
            <LinkButton href={`${file}.png`} look="primary">
              {t('take.png')}
            </LinkButton>
            <LinkButton href={`${file}.svg`}>{t('take.svg')}</LinkButton>
            <LinkButton href={`${file}.jwt`}>{t('take.jwt')}</LinkButton>
          </div>
          {view.isOwn && (
            <>
              <p>
                <a href={view.linkedIn} rel="noreferrer" target="_blank">
                  {t('linkedIn')}
                </a>
                . <span className="meta">{t('linkedIn.note')}</span>
              </p>
              <p className="meta">{t('privacy')}</p>
            </>
          )}
        </section>
      )}
      <section className="stack tight">
        <SectionHead title={t('how.title')} />
        <p>{t.rich('how.text', { site, link: (inner) => <a href="/badges/verify">{inner}</a> })}</p>
      </section>
    </div>
  )
}

/** A day with its year, since a document is read for years. */
function Day({ at }: { readonly at: number }) {
  const { zone, locale } = useMoment()
  const words = dateFormat(LOCALES[locale].formats, { dateStyle: 'long', timeZone: zone }).format(at)
  return (
    <time dateTime={new Date(at).toISOString()} suppressHydrationWarning>
      {words}
    </time>
  )
}

function CredentialState({ view }: { readonly view: CredentialView }) {
  const t = useWords(credentialWords)
  if (view.state === 'valid') return <Notice tone="good">{t('state.valid')}</Notice>
  return (
    <Notice tone="signal">
      <p>{t.rich('state.revoked', { time: <Day at={view.revokedAt ?? 0} /> })}</p>
      {view.revokedReason !== null && view.revokedReason !== '' && (
        <p>{t.rich('reason', { reason: <span dir="auto">{view.revokedReason}</span> })}</p>
      )}
    </Notice>
  )
}

function CredentialFacts({ view }: { readonly view: CredentialView }) {
  const t = useWords(credentialWords)
  const { badge, earner, steps, step, period, reason, isByHand } = view
  return (
    <dl className="facts start credential-facts">
      <dt>{t('earner')}</dt>
      <dd>
        <a href={`/members/${encodeURIComponent(earner.handle)}`} dir="auto">
          {earner.name}
        </a>
      </dd>
      <dt>{t('badge')}</dt>
      <dd>
        <a href={`/badges/${encodeURIComponent(badge.slug)}`} dir="auto">
          {badge.name}
        </a>
      </dd>
      {step > 0 && (
        <>
          <dt>{t('step')}</dt>
          <dd>{t('step.of', { step, steps: steps.length })}</dd>
        </>
      )}
      {period !== '' && (
        <>
          <dt>{t('year')}</dt>
          <dd>{period}</dd>
        </>
      )}
      <dt>{isByHand ? t('given.hand') : t('given')}</dt>
      <dd>
        <Day at={view.at} />
      </dd>
      {reason !== '' && (
        <>
          <dt>{t('why')}</dt>
          <dd dir="auto">{reason}</dd>
        </>
      )}
      <dt>{t('issuer')}</dt>
      <dd>
        <a href="/" dir="auto">
          {view.site}
        </a>
      </dd>
      <dt>{t('id')}</dt>
      <dd>
        <code>{view.uid}</code>
      </dd>
    </dl>
  )
}

export interface VerifyPageProps {
  readonly site: string
  readonly finding: Finding | null
  readonly sentBack?: SentBack | undefined
}

/** Checking a credential that somebody brought: a file or its text. */
export function VerifyPage({ site, finding, sentBack }: VerifyPageProps) {
  const t = useWords(credentialWords)
  return (
    <div className="column narrow stack">
      <header className="page-h">
        <h1 className="title">{t('verify.title')}</h1>
        <p className="lead">{t('verify.lead', { site })}</p>
      </header>
      <ErrorSummary errors={sentBack?.errors} />
      {finding && <Found finding={finding} />}
      <form method="post" encType="multipart/form-data" className="form">
        <Field
          label={t('verify.file')}
          name="file"
          type="file"
          accept=".png,.svg,.jwt,.jws,.txt,image/png,image/svg+xml"
          hint={t('verify.file.hint')}
          error={sentBack?.errors?.['file']}
        />
        <TextArea
          label={t('verify.text')}
          name="text"
          rows={5}
          dir="ltr"
          spellCheck={false}
          autoComplete="off"
          hint={t('verify.text.hint')}
          defaultValue={sentBack?.values?.['text']}
          error={sentBack?.errors?.['text']}
        />
        <div className="form-acts">
          <Button look="primary">{t('verify.button')}</Button>
        </div>
      </form>
    </div>
  )
}

function Found({ finding }: { readonly finding: Finding }) {
  const t = useWords(credentialWords)
  const isGood = finding.found === 'valid'
  return (
    <section className="stack" aria-labelledby="found-h">
      <SectionHead title={t('found.title')} id="found-h" />
      <Notice tone={isGood ? 'good' : 'signal'} live>
        {t(`found.${finding.found}`)}
      </Notice>
      {'credential' in finding && (
        <div className="badge-h">
          <BadgeMark look={{ emblem: finding.credential.badge.emblem, water: isGood ? finding.credential.water : 0 }} />
          <div className="stack tight">
            <h3>{t('title', { badge: finding.credential.badge.name, name: finding.credential.earner.name })}</h3>
            {finding.credential.revokedReason !== null && finding.credential.revokedReason !== '' && (
              <p>{t.rich('reason', { reason: <span dir="auto">{finding.credential.revokedReason}</span> })}</p>
            )}
            <p>
              <a href={`/badges/credentials/${finding.credential.uid}`}>{t('found.open')}</a>
            </p>
          </div>
        </div>
      )}
    </section>
  )
}
