import { useCallback, useEffect, useRef, useState } from 'react'

/** What is kept of something half written. */
export interface Draft {
  readonly body: string
  readonly title?: string
  /** What the other fields of the form hold, by their names. */
  readonly fields?: Readonly<Record<string, string>>
  readonly savedAt: number
}

/** Where the draft stands: on this device and the server, on this device only, or nowhere yet. */
export type DraftState =
  | { readonly at: 'rest' }
  | { readonly at: 'unsaved' }
  | { readonly at: 'kept'; readonly savedAt: number }
  | { readonly at: 'device'; readonly savedAt: number }

const LOCAL_PAUSE = 250
const SERVER_PAUSE = 1500

export interface DraftSettings {
  readonly draftKey: string
  /** Whose it is: drafts of two people on one device stay apart. */
  readonly owner: number
  /** When the server last kept it; null = never. */
  readonly keptAt: number | null
  /** What stands in the form now. */
  readonly read: () => Omit<Draft, 'savedAt'>
  /** This device holds a newer draft than the server; called once, after hydration. Absent = not wanted. */
  readonly onNewer?: ((draft: Draft) => void) | undefined
}

export interface DraftControl {
  readonly state: DraftState
  /** Something was typed. */
  readonly touch: () => void
  /** It is being posted: nothing is sent to the server meanwhile. */
  readonly hold: () => void
  /** It was refused: what is not kept yet will be. */
  readonly refused: () => void
  /** It was posted: nothing is to be kept. */
  readonly posted: () => void
  /** Thrown away on purpose, here and on the server. */
  readonly discard: () => void
}

/**
 * Keeps what is being written: on this device first, so that a crash of the browser loses a quarter of a
 * second, then on the server, so that it is there on the next device. Warns before leaving while the
 * server does not have it.
 */
export function useDraft({ draftKey, owner, keptAt, read, onNewer }: DraftSettings): DraftControl {
  const [state, setState] = useState<DraftState>({ at: 'rest' })
  const local = `askwell:draft:${owner}:${draftKey}`
  const address = `/drafts/${encodeURIComponent(draftKey)}`
  const timers = useRef<{ device?: number; server?: number }>({})
  const unsaved = useRef(false)
  const readNow = useRef(read)
  // What stood there at the last touch: when the page goes, its fields are gone first.
  const written = useRef<Omit<Draft, 'savedAt'>>({ body: '' })
  const newer = useRef(onNewer)

  useEffect(() => {
    readNow.current = read
  })

  const stop = useCallback(() => {
    window.clearTimeout(timers.current.device)
    window.clearTimeout(timers.current.server)
    timers.current = {}
  }, [])

  const keepHere = useCallback(() => {
    const savedAt = Date.now()
    try {
      localStorage.setItem(local, JSON.stringify({ ...written.current, savedAt }))
    } catch {
      // A full or forbidden store: the server still keeps it.
    }
  }, [local])

  const keepThere = useCallback(
    async (keepalive: boolean) => {
      const savedAt = Date.now()
      try {
        const response = await fetch(address, {
          method: 'PUT',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ ...written.current, savedAt }),
          keepalive,
        })
        unsaved.current = !response.ok
        // From here on the server's copy counts: it goes when the text is sent, also from another device.
        if (response.ok && timers.current.device === undefined) dropLocal(local)
        setState({ at: response.ok ? 'kept' : 'device', savedAt })
      } catch {
        setState({ at: 'device', savedAt })
      }
    },
    [address, local],
  )

  const keepSoon = useCallback(() => {
    timers.current.device ??= window.setTimeout(() => {
      delete timers.current.device
      keepHere()
    }, LOCAL_PAUSE)
    window.clearTimeout(timers.current.server)
    timers.current.server = window.setTimeout(() => void keepThere(false), SERVER_PAUSE)
  }, [keepHere, keepThere])

  const touch = useCallback(() => {
    if (!unsaved.current) setState({ at: 'unsaved' })
    unsaved.current = true
    written.current = readNow.current()
    keepSoon()
  }, [keepSoon])

  const refused = useCallback(() => {
    if (unsaved.current) keepSoon()
  }, [keepSoon])

  const forget = useCallback(() => {
    stop()
    unsaved.current = false
    dropLocal(local)
    setState({ at: 'rest' })
  }, [local, stop])

  const discard = useCallback(() => {
    forget()
    void fetch(address, { method: 'DELETE' }).catch(() => undefined)
  }, [address, forget])

  useEffect(() => {
    const timer = window.setTimeout(() => {
      const draft = readLocal(local)
      if (draft && draft.savedAt > (keptAt ?? 0)) newer.current?.(draft)
      newer.current = undefined
    })
    return () => window.clearTimeout(timer)
  }, [local, keptAt])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (unsaved.current) event.preventDefault()
    }
    const leave = () => {
      if (!unsaved.current) return
      keepHere()
      void keepThere(true)
    }
    window.addEventListener('beforeunload', warn)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('beforeunload', warn)
      window.removeEventListener('pagehide', leave)
      leave()
      stop()
    }
  }, [keepHere, keepThere, stop])

  return { state, touch, hold: stop, refused, posted: forget, discard }
}

function dropLocal(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept there either.
  }
}

function readLocal(key: string): Draft | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof stored !== 'object' || stored === null) return null
    const { body, title, fields, savedAt } = stored as Record<string, unknown>
    if (typeof body !== 'string' || typeof savedAt !== 'number') return null
    const others = Object.entries(typeof fields === 'object' && fields !== null ? fields : {})
    return {
      body,
      savedAt,
      ...(typeof title === 'string' && { title }),
      fields: Object.fromEntries(others.filter((one) => typeof one[1] === 'string')),
    }
  } catch {
    return null
  }
}
