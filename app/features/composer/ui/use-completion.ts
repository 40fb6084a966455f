import { useCallback, useEffect, useRef, useState } from 'react'
import { nameTyped, slashTyped, type NameTyped } from './editor-commands.ts'

/** One name that may be meant. */
export interface NameOffer {
  /** What is put into the text, with its sigil. */
  readonly insert: string
  readonly words: string
  /** Null for a tag. */
  readonly hint: string | null
  /** Of a prepared answer. */
  readonly id?: number
}

export interface Completion {
  readonly offers: readonly NameOffer[]
  readonly at: number
  /** The text or the caret moved. */
  readonly look: (text: string, caret: number) => void
  readonly move: (step: 1 | -1) => void
  /** The offer taken, and where the name it replaces stands. */
  readonly take: (index?: number) => { readonly offer: NameOffer; readonly typed: NameTyped } | null
  readonly close: () => void
}

const PAUSE = 120

/**
 * Offers members after @, tags after #, and, where an escalation is answered, prepared answers after a slash that begins a
 * line; without ever being in the way when the line is slow.
 */
export function useCompletion(escalation: number | null = null): Completion {
  const [offers, setOffers] = useState<readonly NameOffer[]>([])
  const [at, setAt] = useState(0)
  const typed = useRef<NameTyped | null>(null)
  const timer = useRef<number>()
  const request = useRef<AbortController>()

  const close = useCallback(() => {
    window.clearTimeout(timer.current)
    request.current?.abort()
    typed.current = null
    setOffers([])
  }, [])

  const look = useCallback(
    (text: string, caret: number) => {
      const name = (escalation === null ? null : slashTyped(text, caret)) ?? nameTyped(text, caret)
      if (!name) {
        if (typed.current) close()
        return
      }
      if (typed.current?.query === name.query && typed.current.from === name.from) return
      typed.current = name
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => {
        request.current?.abort()
        const controller = new AbortController()
        request.current = controller
        ask(name, escalation, controller.signal).then(
          (found) => {
            setOffers(found)
            setAt(0)
          },
          () => undefined,
        )
      }, PAUSE)
    },
    [close, escalation],
  )

  useEffect(() => close, [close])

  return {
    offers,
    at,
    look,
    close,
    move: (step) => setAt((now) => (now + step + offers.length) % offers.length),
    take: (index = at) => {
      const offer = offers[index]
      const name = typed.current
      close()
      return offer && name ? { offer, typed: name } : null
    },
  }
}

async function ask(
  { sigil, query }: NameTyped,
  escalation: number | null,
  signal: AbortSignal,
): Promise<readonly NameOffer[]> {
  const from = { '@': '/suggest/members', '#': '/suggest/tags', '/': '/desk/prepared/suggest' }[sigil]
  const more = sigil === '/' ? `&escalation=${escalation ?? 0}` : ''
  const response = await fetch(`${from}?q=${encodeURIComponent(query)}${more}`, {
    signal,
    headers: { accept: 'application/json' },
  })
  if (!response.ok) return []
  const answer = (await response.json()) as { readonly rows?: readonly Record<string, unknown>[] }
  return (answer.rows ?? []).slice(0, 6).flatMap((row): readonly NameOffer[] => {
    const { id, title, body } = row
    if (sigil === '/' && typeof id === 'number' && typeof title === 'string' && typeof body === 'string')
      return [{ insert: body, words: title, hint: '/', id }]
    const name = typeof row['name'] === 'string' ? row['name'] : null
    const handle = typeof row['handle'] === 'string' ? row['handle'] : null
    if (name === null) return []
    if (sigil === '#') return [{ insert: `#${name}`, words: name, hint: null }]
    return handle === null ? [] : [{ insert: `@${handle}`, words: name, hint: `@${handle}` }]
  })
}
