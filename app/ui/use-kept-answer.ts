import { useLocation, useNavigation } from '@remix-run/react'
import { useState } from 'react'

/**
 * What a form was answered, for as long as its page is open and nothing else is sent: a page that is brought up to date
 * meanwhile forgets what its action returned, and with it what the person has to mend.
 */
export function useKeptAnswer<T>(answer: T | undefined): T | undefined {
  const { key } = useLocation()
  const isSending = useNavigation().formMethod !== undefined
  const [kept, setKept] = useState({ key, answer })
  const now = answer ?? (isSending || kept.key !== key ? undefined : kept.answer)
  if (kept.key !== key || kept.answer !== now) setKept({ key, answer: now })
  return now
}
