import { say } from './say.ts'

/**
 * Says when the line is gone and back, and keeps forms here meanwhile: sent, they would give way to an error with all
 * that was written in them. A browser may be wrong about its line, so the server is asked before a form is held.
 */
export function offline(): void {
  let isReached = false
  addEventListener('offline', () =>
    say('You are offline. You can read what is open; what you write stays on this device.', true),
  )
  addEventListener('online', () => say('The line is back.'))
  addEventListener(
    'submit',
    (event) => {
      if (navigator.onLine || isReached || !(event.target instanceof HTMLFormElement)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      const { target: form, submitter } = event
      fetch('/healthz', { cache: 'no-store' }).then(
        () => {
          isReached = true
          form.requestSubmit(submitter)
          isReached = false
        },
        () => say('You are offline, so nothing was sent. What you wrote stays here.', true),
      )
    },
    true,
  )
}
