import { useWords } from '#app/locale/react.tsx'
import { kitWords } from './words/kit.ts'
import { Icon } from './icon.tsx'

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
  const t = useWords(kitWords)
  return (
    <search>
      <form className={again ? 'bigsearch again' : 'bigsearch'} action="/search">
        <div className="f">
          <Icon name="search" />
          <label className="hide" htmlFor="big-q">
            {threadCount === undefined || threadCount === 0
              ? t('search.threads')
              : t('search.count', { threads: threadCount })}
          </label>
          <input
            id="big-q"
            type="search"
            name="q"
            defaultValue={query}
            key={query}
            dir="auto"
            placeholder={t('search.hint')}
            autoComplete="off"
            data-suggest
          />
        </div>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button className="button primary">
          <Icon name="search" />
          <span>{t('search.button')}</span>
        </button>
      </form>
    </search>
  )
}
