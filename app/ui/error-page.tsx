import type { ReactNode } from 'react'

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

interface Words {
  readonly title: string
  readonly text: string
}

const WORDS: Readonly<Record<number, Words>> = {
  0: {
    title: 'The server can’t be reached.',
    text: 'The line may be gone, or the place is starting again. A question or an answer you were writing is kept as a draft.',
  },
  403: { title: 'This is not yours to do.', text: 'You can read here, but not this.' },
  404: {
    title: 'There is nothing at this address.',
    text: 'It may have been private, or never here. Searching usually finds it.',
  },
  405: { title: 'This can’t be done here.', text: 'Nothing was changed.' },
  409: {
    title: 'This does not go as things are now.',
    text: 'Something may have changed while you were writing. Look again, then decide.',
  },
  411: { title: 'This can’t be read.', text: 'Nothing was stored.' },
  413: {
    title: 'That is more than fits.',
    text: 'Nothing was stored. Shorten it, or send a smaller file.',
  },
  422: { title: 'Something does not fit yet.', text: 'Go back; what you wrote is still there.' },
  429: {
    title: 'That was very quick.',
    text: 'There is a limit for everybody, so that the place stays usable.',
  },
  500: {
    title: 'This went wrong on our side.',
    text: 'It is in the log, and somebody will look. Reading elsewhere goes on.',
  },
  503: {
    title: 'A part of the place is away.',
    text: 'Nothing was changed. It usually takes less than a minute; then try again.',
  },
  507: {
    title: 'There is no room to write just now.',
    text: 'Reading goes on. Writing resumes by itself as soon as there is space again.',
  },
}

/** What went wrong: the status in small figures, a sentence, what was kept, and one way on. */
export function ErrorPage({ status, message, kept, retryAfter, requestId, children }: ErrorPageProps) {
  const words = WORDS[status] ?? (status >= 500 ? WORDS[500] : WORDS[404])
  return (
    <div className="empty">
      {status > 0 && <p className="meta num">{status}</p>}
      <h1>{words?.title}</h1>
      <p>{message ?? words?.text}</p>
      {retryAfter !== undefined && retryAfter > 0 && (
        <p>
          <b>Try again in {waitWords(retryAfter)}.</b>
        </p>
      )}
      {kept !== undefined && kept !== '' && (
        <div className="field kept">
          <label htmlFor="kept">What you wrote, to copy</label>
          <textarea id="kept" rows={8} readOnly defaultValue={kept} dir="auto" />
        </div>
      )}
      {children ?? <WayOn status={status} />}
      {requestId !== undefined && status >= 500 && (
        <p className="meta">If you write to us about it, mention {requestId}.</p>
      )}
    </div>
  )
}

function WayOn({ status }: { readonly status: number }) {
  if (status === 404) {
    return (
      <form className="form-acts" action="/search">
        <label className="hide" htmlFor="lost-q">
          Search threads
        </label>
        <input id="lost-q" type="search" name="q" placeholder="What were you looking for?" />
        <button className="button">Search</button>
      </form>
    )
  }
  return (
    <p>
      <a className="more" href="/">
        To the first page
      </a>
    </p>
  )
}

function waitWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`
}
