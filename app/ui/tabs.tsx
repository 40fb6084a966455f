import { useEffect, useRef, type ReactNode } from 'react'
import { figure } from './words.ts'

export interface Tab {
  readonly href: string
  readonly words: string
  readonly current: boolean
  readonly count?: number | null
  /** The count needs somebody. */
  readonly urgent?: boolean
}

/** Links to addresses, the present one with a line; they scroll sideways on a phone, the present one into view. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const bar = useRef<HTMLElement>(null)
  const current = tabs.find((tab) => tab.current)?.href
  useEffect(() => {
    const [within, at] = [bar.current, bar.current?.querySelector('[aria-current]')]
    if (!within || !at) return
    const [whole, part] = [within.getBoundingClientRect(), at.getBoundingClientRect()]
    if (part.left >= whole.left && part.right <= whole.right) return
    within.scrollLeft += part.left - whole.left - (whole.width - part.width) / 2
  }, [current])
  return (
    <nav className="tabs" aria-label={label} ref={bar}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.words}
          {tab.count !== undefined && tab.count !== null && (
            <span className={tab.urgent ? 'num late-word' : 'num'}> {figure(tab.count)}</span>
          )}
        </a>
      ))}
    </nav>
  )
}

export interface PickProps {
  /** "Subject: all" as label and value. */
  readonly label: string
  readonly value: string
  readonly options: readonly Omit<Tab, 'count' | 'urgent'>[]
}

/** A filter in plain words that opens a short list of links. */
export function Pick({ label, value, options }: PickProps) {
  return (
    <details className="pick" data-menu>
      <summary>
        {label}: <b>{value}</b>
      </summary>
      <div>
        {options.map((option) => (
          <a key={option.href} href={option.href} aria-current={option.current ? 'true' : undefined}>
            {option.words}
          </a>
        ))}
      </div>
    </details>
  )
}

/** Tabs at the left, plain words at the right. */
export function Filters({ tabs, children }: { readonly tabs: ReactNode; readonly children?: ReactNode }) {
  return (
    <div className="filters">
      {tabs}
      {children && <div className="sel">{children}</div>}
    </div>
  )
}
