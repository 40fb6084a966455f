import { useLocation, useNavigate } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/** Addresses that are no pages of ours: files, feeds, and everything with an ending. */
const NOT_A_PAGE = /^\/(?:feeds|uploads|files|api)\/|\.[a-z0-9]{2,5}$/i

function pageOf(event: MouseEvent): URL | null {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || !link.href || link.target || link.hasAttribute('download')) return null
  const url = new URL(link.href)
  if (url.origin !== location.origin || NOT_A_PAGE.test(url.pathname)) return null
  if (url.hash && url.pathname === location.pathname && url.search === location.search) return null
  return url
}

/**
 * Makes plain links change the page without loading it anew, on members' pages: one listener instead of a
 * component for each link. After a change of page the focus goes to its content, as a full load would.
 */
export function SoftLinks() {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const shown = useRef(pathname)

  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const url = pageOf(event)
      if (!url) return
      event.preventDefault()
      navigate(url.pathname + url.search + url.hash)
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [navigate])

  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    if (!location.hash) document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])

  return null
}
