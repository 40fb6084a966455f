/** What may be attached: endings, and how such a file begins; null for text, which is told by its letters. */
const KINDS: Readonly<Record<string, { readonly mime: string; readonly starts: string | null }>> = {
  pdf: { mime: 'application/pdf', starts: '%PDF-' },
  zip: { mime: 'application/zip', starts: 'PK\x03\x04' },
  docx: { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', starts: 'PK\x03\x04' },
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', starts: 'PK\x03\x04' },
  pptx: { mime: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', starts: 'PK\x03\x04' },
  odt: { mime: 'application/vnd.oasis.opendocument.text', starts: 'PK\x03\x04' },
  ods: { mime: 'application/vnd.oasis.opendocument.spreadsheet', starts: 'PK\x03\x04' },
  txt: { mime: 'text/plain; charset=utf-8', starts: null },
  log: { mime: 'text/plain; charset=utf-8', starts: null },
  md: { mime: 'text/plain; charset=utf-8', starts: null },
  json: { mime: 'text/plain; charset=utf-8', starts: null },
  csv: { mime: 'text/csv; charset=utf-8', starts: null },
}

/** For a file field's `accept`. */
export const ATTACHABLE_ENDINGS = Object.keys(KINDS)
  .map((ending) => `.${ending}`)
  .join(',')

const LONGEST_NAME = 100

/** Whether a file is called as one that can be attached. */
export function isNamedAsDocument(name: string): boolean {
  return Object.hasOwn(KINDS, endingOf(name))
}

/** Whether a file is called as a picture or a document, or as nothing at all, as what is pasted may be. */
export function isNamedAsSent(name: string): boolean {
  return isNamedAsDocument(name) || /^(?:png|jpe?g|gif|webp|)$/.test(endingOf(name))
}

/** What a file is by its name's ending and its first bytes; null when it may not be attached. */
export function attachmentKind(name: string, bytes: Uint8Array): { readonly mime: string } | null {
  const kind = isNamedAsDocument(name) ? KINDS[endingOf(name)] : undefined
  if (!kind) return null
  return (kind.starts === null ? isText(bytes) : startsWith(bytes, kind.starts)) ? kind : null
}

/** A file's name without folders, control characters and what turns its direction; never empty. */
export function tidyFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const tidy = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  const ending = endingOf(tidy)
  const stem = tidy.slice(0, tidy.length - ending.length - 1).slice(0, LONGEST_NAME)
  return ending === '' ? 'file' : `${stem || 'file'}.${ending}`
}

/** The line of Markdown by which a text offers the file. */
export function attachmentMarkdown(name: string, bytes: number, url: string): string {
  const size =
    bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
  return `[${name.replace(/[[\]\\`*_~]/g, '\\$&')} (${size})](${url})`
}

const endingOf = (name: string): string => (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? '').toLowerCase()

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  bytes.length >= text.length && [...text].every((letter, at) => bytes[at] === letter.charCodeAt(0))

/** UTF-8 without the control characters that programs hold. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
