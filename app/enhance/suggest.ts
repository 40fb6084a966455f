import { pageWords } from './page-locale.ts'
import { askFor, lastOnly, make, rowWords, well, type Suggested } from './dom.ts'

const SHORTEST = 2
const later = lastOnly(140)

let list: HTMLElement | undefined
let field: HTMLInputElement | undefined
let rows: readonly Suggested[] = []
let at = -1

function fieldOf(target: EventTarget | null): HTMLInputElement | undefined {
  return target instanceof HTMLInputElement && target.hasAttribute('data-suggest') ? target : undefined
}

/** Suggestions under a search field: a list that the arrows move through, silent when the line is not there. */
export function suggest(): void {
  document.addEventListener('input', (event) => {
    const typed = fieldOf(event.target)
    if (typed) look(typed)
  })
  document.addEventListener('keydown', (event) => {
    if (list && field === event.target && !event.isComposing) press(event)
  })
  document.addEventListener('focusout', (event) => {
    if (event.target === field) close()
  })
  addEventListener('resize', close)
}

function look(typed: HTMLInputElement): void {
  const query = typed.value.trim()
  if (query.length < SHORTEST) {
    later(async () => undefined)
    close()
    return
  }
  later(async (signal) => {
    const found = await askFor(`/suggest?q=${encodeURIComponent(query)}`, signal)
    if (!signal.aborted && document.activeElement === typed) show(typed, found)
  })
}

function show(typed: HTMLInputElement, found: readonly Suggested[]): void {
  close()
  if (found.length === 0) return
  field = typed
  rows = found
  list = make(
    'div',
    { class: 'pop', role: 'listbox', id: 'suggestions', 'aria-label': pageWords()('suggested') },
    ...found.map((row, index) => {
      const option = make(
        'div',
        { role: 'option', id: `suggestion-${index}`, 'aria-selected': 'false' },
        ...(row.state === 'filter' ? [] : [well(row.state)]),
        make('span', { dir: 'auto' }, row.title),
        make('span', { class: 'meta' }, rowWords(row)),
      )
      option.addEventListener('pointerdown', (event) => event.preventDefault())
      option.addEventListener('click', () => open(row))
      return option
    }),
  )
  const box = typed.getBoundingClientRect()
  const width = Math.max(box.width, Math.min(420, innerWidth - 16))
  const left = Math.min(box.left, document.documentElement.clientWidth - width - 8)
  list.style.cssText = `top:${box.bottom + scrollY + 4}px;left:${Math.max(8, left) + scrollX}px;width:${width}px`
  document.body.append(list)
  typed.setAttribute('role', 'combobox')
  typed.setAttribute('aria-expanded', 'true')
  typed.setAttribute('aria-autocomplete', 'list')
  typed.setAttribute('aria-controls', 'suggestions')
}

function press(event: KeyboardEvent): void {
  switch (event.key) {
    case 'ArrowDown':
      mark(at + 1 >= rows.length ? -1 : at + 1)
      break
    case 'ArrowUp':
      mark(at < 0 ? rows.length - 1 : at - 1)
      break
    case 'Enter': {
      const row = rows[at]
      if (!row) return
      open(row)
      break
    }
    case 'Escape':
      close()
      break
    default:
      return
  }
  event.preventDefault()
}

function mark(index: number): void {
  at = index
  list?.querySelectorAll('[role=option]').forEach((option, number) => {
    option.setAttribute('aria-selected', String(number === index))
    if (number === index) option.scrollIntoView({ block: 'nearest' })
  })
  if (index < 0) field?.removeAttribute('aria-activedescendant')
  else field?.setAttribute('aria-activedescendant', `suggestion-${index}`)
}

function open(row: Suggested): void {
  close()
  location.assign(row.address)
}

function close(): void {
  list?.remove()
  list = undefined
  at = -1
  rows = []
  field?.setAttribute('aria-expanded', 'false')
  field?.removeAttribute('aria-activedescendant')
  field?.removeAttribute('aria-controls')
}
