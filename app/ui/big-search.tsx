import { Icon } from './icon.tsx'
import { counted } from './words.ts'

export interface BigSearchProps {
  readonly threadCount?: number
  /** On the page of results: smaller, and it keeps what was searched. */
  readonly again?: boolean
  readonly query?: string
  /** Filters that stay while the words change. */
  readonly kept?: Readonly<Record<string, string>>
}

/** The largest control of the product. */
export function BigSearch({ threadCount, again, query, kept = {} }: BigSearchProps) {
  return (
    <search>
      <form className={again ? 'bigsearch again' : 'bigsearch'} action="/search">
        <div className="f">
          <Icon name="search" />
          <label className="hide" htmlFor="big-q">
            {threadCount === undefined || threadCount === 0
              ? 'Search threads'
              : `Search ${counted(threadCount, 'thread')}`}
          </label>
          <input
            id="big-q"
            type="search"
            name="q"
            defaultValue={query}
            key={query}
            dir="auto"
            placeholder="The problem, in your own words"
            autoComplete="off"
            data-suggest
          />
        </div>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button className="button primary">
          <Icon name="search" />
          <span>Search</span>
        </button>
      </form>
    </search>
  )
}
