import { make } from './dom.ts'

let box: HTMLElement | undefined
let timer = 0

/** One line at the lower edge, said aloud too; it goes after five seconds unless it stays. */
export function say(words: string, stays = false): void {
  clearTimeout(timer)
  place().textContent = words
  if (!stays) timer = window.setTimeout(() => say('', true), 5000)
}

/** The line is there, empty, before it is needed: only then do screen readers hear it change. */
export function place(): HTMLElement {
  if (!box?.isConnected) {
    box = make('div', { class: 'toast', role: 'status' })
    document.body.append(box)
  }
  return box
}
