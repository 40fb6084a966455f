import { speak } from '#app/locale/speak.ts'
import type { WellState } from '#app/ui/icon.tsx'
import { stateWords } from '#app/ui/words/states.ts'
import { pageLocale, pageWords } from './page-locale.ts'

/** An element with attributes and content; text is never read as HTML. */
export function make(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...content: readonly (Node | string)[]
): HTMLElement {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...content)
  return element
}

const SVG = 'http://www.w3.org/2000/svg'

/** The well of a thread, from the sprite. */
export function well(state: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('class', `well ${state}`)
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', isState(state) ? speak(pageLocale(), stateWords)(state) : state)
  const use = document.createElementNS(SVG, 'use')
  use.setAttribute('href', `/sprite.svg#w-${state}`)
  svg.append(use)
  return svg
}

const isState = (state: string): state is keyof (typeof stateWords)['messages'] & WellState =>
  Object.hasOwn(stateWords.messages, state)

/** Whether keys typed here are text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)))
  )
}

/** A thread that was suggested. */
export interface Suggested {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly state: string
  readonly answerCount: number
}

/** Asks for suggestions; whatever goes wrong, there are none. */
export async function askFor(address: string, signal: AbortSignal): Promise<readonly Suggested[]> {
  try {
    const response = await fetch(address, { signal, headers: { accept: 'application/json' } })
    if (!response.ok) return []
    const answer = (await response.json()) as { readonly rows?: readonly Suggested[] }
    return answer.rows ?? []
  } catch {
    return []
  }
}

/** Runs what was asked last, after a pause, and tells the one before to stop. */
export function lastOnly(pause: number): (work: (signal: AbortSignal) => Promise<void>) => void {
  let timer = 0
  let running: AbortController | undefined
  return (work) => {
    clearTimeout(timer)
    running?.abort()
    timer = window.setTimeout(() => {
      running = new AbortController()
      void work(running.signal)
    }, pause)
  }
}

/** What a found row is, or how far it got. */
export function rowWords(row: { readonly state: string; readonly answerCount: number }): string {
  const t = pageWords()
  if (row.state === 'filter') return t('filter')
  return row.state === 'covered' ? t('article') : t('answers', { answers: row.answerCount })
}
