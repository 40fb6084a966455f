import type { ReactNode } from 'react'

/** A tag leads to all threads that carry it. */
export function Tag({ name }: { readonly name: string }) {
  return (
    <a className="tag" href={`/tags/${encodeURIComponent(name)}`} rel="tag">
      {name}
    </a>
  )
}

export interface TagsProps {
  readonly names: readonly string[]
  /** What can be done about them. */
  readonly children?: ReactNode
}

/** The tags of a thread. */
export function Tags({ names, children }: TagsProps) {
  if (names.length === 0 && !children) return null
  return (
    <p className="tags">
      {names.map((name) => (
        <Tag key={name} name={name} />
      ))}
      {children}
    </p>
  )
}
