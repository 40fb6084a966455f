export interface SectionHeadProps {
  readonly title: string
  readonly id?: string
  /** One link at the right, in words: "All 25 waiting". */
  readonly link?: { readonly href: string; readonly words: string }
  readonly level?: 2 | 3
}

/** A line over the words. */
export function SectionHead({ title, id, link, level = 2 }: SectionHeadProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="sec">
      <Heading id={id}>{title}</Heading>
      {link && <a href={link.href}>{link.words}</a>}
    </div>
  )
}
