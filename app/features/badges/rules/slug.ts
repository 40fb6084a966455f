/** Words that stand for pages of their own where a badge's name stands in an address. */
const RESERVED = new Set(['issuer', 'keys', 'status', 'credentials', 'verify'])

/** The name of a badge in its address: letters of any script in lower case and figures, joined by hyphens. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return slug === '' || RESERVED.has(slug) ? `badge-${slug}`.replace(/-$/, '') : slug
}
