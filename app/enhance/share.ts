import { pageWords } from './page-locale.ts'
import { say } from './say.ts'

/** Shares a thread the way the device does it, or copies its address. */
export function share(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-share]') : null
    const url = button?.getAttribute('data-share')
    if (!button || !url) return
    event.preventDefault()
    void pass(url, button.getAttribute('data-title') ?? document.title)
  })
}

async function pass(url: string, title: string): Promise<void> {
  try {
    if (matchMedia('(pointer: coarse)').matches && 'share' in navigator) {
      await navigator.share({ url, title })
      return
    }
    await navigator.clipboard.writeText(url)
    say(pageWords()('copied'))
  } catch (error) {
    // Closing the device's own sheet is no failure.
    if (error instanceof DOMException && error.name === 'AbortError') return
    say(url)
  }
}
