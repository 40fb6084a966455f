import type { ReactNode } from 'react'
import { useWords } from '#app/locale/react.tsx'
import { untilWords } from './time-words.ts'
import { errorWords } from './words/errors.ts'

export interface ErrorPageProps {
  /** 0 = no answer came. */
  readonly status: number
  /** The refusal's own sentence, when it has one. */
  readonly message?: string | undefined
  /** What was being written when it went wrong; shown so that it can be copied. */
  readonly kept?: string | undefined
  /** Seconds until trying again makes sense. */
  readonly retryAfter?: number | undefined
  /** For a person who writes to us: the id of the request. */
  readonly requestId?: string | undefined
  readonly children?: ReactNode
}

/** Statuses that have sentences of their own. */
const STATUSES = [0, 403, 404, 405, 409, 411, 413, 422, 429, 500, 503, 507] as const

/**
 * The status whose sentences the page says. A fault of ours without its own says those of 500; any other refusal
 * without its own says those of 404, which tell nobody what is there.
 */
const saidAs = (status: number): (typeof STATUSES)[number] =>
  STATUSES.find((one) => one === status) ?? (status >= 500 ? 500 : 404)

/** What went wrong: the status in small figures, a sentence, what was kept, and one way on. */
export function ErrorPage({ status, message, kept, retryAfter, requestId, children }: ErrorPageProps) {
  const t = useWords(errorWords)
  const said = saidAs(status)
  return (
    <div className="empty">
      {status > 0 && <p className="meta num">{status}</p>}
      <h1>{t(`title.${said}`)}</h1>
      <p>{message ?? t(`text.${said}`)}</p>
      {retryAfter !== undefined && retryAfter > 0 && (
        <p>
          <b>{t('tryAgain', { span: untilWords(retryAfter, t.locale) })}</b>
        </p>
      )}
      {kept !== undefined && kept !== '' && (
        <div className="field kept">
          <label htmlFor="kept">{t('kept')}</label>
          <textarea id="kept" rows={8} readOnly defaultValue={kept} dir="auto" />
        </div>
      )}
      {children ?? <WayOn status={status} />}
      {requestId !== undefined && status >= 500 && <p className="meta">{t('mention', { id: requestId })}</p>}
    </div>
  )
}

function WayOn({ status }: { readonly status: number }) {
  const t = useWords(errorWords)
  if (status === 404) {
    return (
      <form className="form-acts" action="/search">
        <label className="hide" htmlFor="lost-q">
          {t('search')}
        </label>
        <input id="lost-q" type="search" name="q" placeholder={t('search.hint')} />
        <button className="button">{t('search.button')}</button>
      </form>
    )
  }
  return (
    <p>
      <a className="more" href="/">
        {t('home')}
      </a>
    </p>
  )
}
