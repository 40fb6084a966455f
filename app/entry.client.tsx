import { RemixBrowser } from '@remix-run/react'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'

// A navigation that overtakes another aborts its request; what the router was still reading of it then
// ends in a rejection that nobody waits for. An abort is always the page's own doing, never a fault.
window.addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof DOMException && event.reason.name === 'AbortError') {
    event.preventDefault()
  }
})

startTransition(() => {
  hydrateRoot(document, <RemixBrowser />)
})
