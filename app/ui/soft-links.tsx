import { useLocation, useNavigate, useNavigation, useSubmit } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/** Addresses that are no pages of ours: files, feeds, and everything with an ending. */
const NOT_A_PAGE = /^\/(?:feeds|uploads|files|api)\/|\.[a-z0-9]{2,5}$/i

/**
 * Makes plain links and forms change the page without loading it anew, on members' pages: two listeners
 * instead of a component for each link and form. What carries `data-hard` is left to the browser. After
 * a change of page the focus goes to its content, as a full load would.
 */
export function SoftLinks() {
  const navigate = useNavigate()
  const submit = useSubmit()
  const { state } = useNavigation()
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  const sending = useRef<Sending | null>(null)

  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const url = pageOf(event)
      if (!url) return
      event.preventDefault()
      navigate(url.pathname + url.search + url.hash)
    }
    const send = (event: SubmitEvent) => {
      const form = formOf(event)
      if (!form) return
      event.preventDefault()
      const submitter = event.submitter
      // The same again is a double click; another button is another wish, and what was under way is dropped.
      if (sending.current?.form === form && sending.current.submitter === submitter) return
      sending.current = { form, submitter }
      const isControl = submitter instanceof HTMLButtonElement || submitter instanceof HTMLInputElement
      submit(isControl ? submitter : form, { action: actionOf(form, submitter) })
    }
    document.addEventListener('click', follow)
    document.addEventListener('submit', send)
    return () => {
      document.removeEventListener('click', follow)
      document.removeEventListener('submit', send)
    }
  }, [navigate, submit])

  useEffect(() => {
    if (state !== 'idle' || sending.current === null) return
    empty(sending.current.form)
    sending.current = null
  }, [state])

  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    if (!location.hash) document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])

  return null
}

interface Sending {
  readonly form: HTMLFormElement
  readonly submitter: HTMLElement | null
}

/** A form that led elsewhere was taken: it is empty again, and closed, as after a load. */
function empty(form: HTMLFormElement): void {
  if (!form.isConnected || new URL(form.action).pathname === location.pathname) return
  form.reset()
  form.closest('details')?.removeAttribute('open')
}

function pageOf(event: MouseEvent): URL | null {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || !link.href || link.target || link.hasAttribute('download')) return null
  if (link.hasAttribute('data-hard')) return null
  const url = new URL(link.href)
  if (url.origin !== location.origin || NOT_A_PAGE.test(url.pathname)) return null
  if (url.hash && url.pathname === location.pathname && url.search === location.search) return null
  return url
}

/** Where a form goes. Named always: without an action the router would take the root's, not this page's. */
function actionOf(form: HTMLFormElement, submitter: HTMLElement | null): string {
  const { pathname, search } = location
  return submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? pathname + search
}

function formOf(event: SubmitEvent): HTMLFormElement | null {
  const form = event.target
  if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return null
  if (form.target || form.hasAttribute('data-hard') || form.method === 'dialog') return null
  const url = new URL(form.action)
  return url.origin === location.origin && !NOT_A_PAGE.test(url.pathname) ? form : null
}
