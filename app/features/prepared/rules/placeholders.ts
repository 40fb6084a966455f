import { dateFormat } from '#app/locale/formats.ts'
import { PLACEHOLDERS, type AnswerLanguage, type Placeholder, type PlaceholderFacts } from '../types.ts'

const ANY = /\{\{([^{}]*)\}\}/gu

/** What stands where nothing is known: whoever answers sees the gap. */
const GAP = '…'

/** The first placeholder that there is none of, as it was written; null = all are known. */
export function unknownPlaceholder(body: string): string | null {
  for (const [whole, name = ''] of body.matchAll(ANY)) if (!isPlaceholder(name.trim())) return whole
  return null
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((one) => one === name)
}

/** A prepared answer with what is known in its placeholders; names and titles stand in it as plain words. */
export function fillPlaceholders(body: string, facts: PlaceholderFacts, language: AnswerLanguage): string {
  const values: Readonly<Record<Placeholder, string | null>> = {
    name: facts.name && plainMarkdown(facts.name),
    product: plainMarkdown(facts.product),
    title: plainMarkdown(facts.title),
    due: facts.dueAt === null ? null : dueIn(language, facts.dueAt, facts.zone),
  }
  return body.replace(ANY, (whole, name: string) => {
    const known = name.trim()
    return isPlaceholder(known) ? (values[known] ?? GAP) : whole
  })
}

/** "Monday 2 March, 13:00", as the language of the answer writes it. */
function dueIn(language: AnswerLanguage, at: number, zone: string): string {
  return dateFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(at))
}

/** Words of somebody else that mean nothing in Markdown, and call nobody. */
function plainMarkdown(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\\`*_[\]<>#|~!]/gu, '\\$&')
    .replace(/@/gu, '@\u2060')
}
