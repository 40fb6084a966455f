import { pageWords } from './page-locale.ts'
import { say } from './say.ts'

/**
 * Says when the line is gone and back, and keeps forms here meanwhile: sent, they would give way to an error with all
 * that was written in them. A browser may be wrong about its line, so the server is asked before a form is held.
 */
export function offline(): void {
  let isReached = false
  addEventListener('offline', () => say(pageWords()('offline'), true))
  addEventListener('online', () => say(pageWords()('online')))
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
        () => say(pageWords()('notSent'), true),
      )
    },
    true,
  )
}
