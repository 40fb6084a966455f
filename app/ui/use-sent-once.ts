import { useEffect, useRef, type FormEvent } from 'react'

/**
 * Stops a form from being sent again before the first time was answered, for its `onSubmit`. The second click of a
 * double click comes before `isBusy` is on the page, and a fetcher that is sent twice at once may break off with
 * neither answer shown.
 */
export function useSentOnce(isBusy: boolean): (event: FormEvent) => void {
  const isSent = useRef(false)
  useEffect(() => {
    if (!isBusy) isSent.current = false
  })
  return (event) => {
    if (isSent.current || isBusy) event.preventDefault()
    else isSent.current = true
  }
}
