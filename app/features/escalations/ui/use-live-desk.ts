import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'

/** How often somebody says that they are still there, in milliseconds. */
const BEAT = 15_000
const TYPED = 4_000

/**
 * Keeps the desk as it is now: the server says when something changed, and the page asks anew. Says in turn that this
 * colleague looks at the thread, and types. Without a script, or while the line is cut, the page is as it was opened.
 */
export function useLiveDesk(escalation: number | null): { readonly isLive: boolean; readonly onTyping: () => void } {
  const { revalidate } = useRevalidator()
  const [isLive, setLive] = useState(false)
  const typed = useRef(0)
  const say = useCallback(
    (isTyping: boolean) => {
      if (escalation === null) return
      const body = new FormData()
      body.set('escalation', String(escalation))
      if (isTyping) body.set('typing', '1')
      void fetch('/desk/here', { method: 'POST', body }).catch(() => undefined)
    },
    [escalation],
  )
  useEffect(() => {
    const source = new EventSource('/desk/live')
    source.addEventListener('open', () => setLive(true))
    source.addEventListener('error', () => setLive(false))
    source.addEventListener('changed', () => {
      revalidate()
    })
    return () => source.close()
  }, [revalidate])
  useEffect(() => {
    say(false)
    const timer = setInterval(() => say(false), BEAT)
    return () => clearInterval(timer)
  }, [say])
  const onTyping = useCallback(() => {
    if (Date.now() - typed.current < TYPED) return
    typed.current = Date.now()
    say(true)
  }, [say])
  return { isLive, onTyping }
}
