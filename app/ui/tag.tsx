/** A tag leads to all threads that carry it. */
export function Tag({ name }: { readonly name: string }) {
  return (
    <a className="tag" href={`/tags/${encodeURIComponent(name)}`} rel="tag">
      {name}
    </a>
  )
}

/** The tags of a thread. */
export function Tags({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <p className="tags">
      {names.map((name) => (
        <Tag key={name} name={name} />
      ))}
    </p>
  )
}
