import { pageWords } from './page-locale.ts'
import { isTyping, make } from './dom.ts'

const STORE = 'askwell:keys'

const LIST = [
  [['/'], 'keys.search'],
  [['j'], 'keys.next'],
  [['k'], 'keys.before'],
  [['o'], 'keys.open'],
  [['?'], 'keys.list'],
  [['Esc'], 'keys.close'],
  [['Ctrl', 'Enter'], 'keys.post'],
  [['Ctrl', 'B'], 'keys.bold'],
  [['Ctrl', 'I'], 'keys.italic'],
  [['Ctrl', 'K'], 'keys.link'],
] as const

function isOn(): boolean {
  try {
    return localStorage.getItem(STORE) !== 'off'
  } catch {
    return true
  }
}

/** Single keys: search, rows, and the list of them, where they can be turned off. */
export function keys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.isComposing || isTyping(event.target) || document.querySelector('dialog[open]')) return
    if (isOn() && act(event.key)) event.preventDefault()
  })
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && !event.isComposing) post(event)
  })
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-keys]')) return
    event.preventDefault()
    showKeys()
  })
}

function act(key: string): boolean {
  switch (key) {
    case '/':
      return focusSearch()
    case 'j':
      return step(1)
    case 'k':
      return step(-1)
    case 'o':
      return openRow()
    case '?':
      showKeys()
      return true
    default:
      return false
  }
}

/** Presses the button that posts what is written; an editor with tools has keys of its own. */
function post(event: KeyboardEvent): void {
  const field = event.target
  if (!(field instanceof HTMLTextAreaElement) || field.closest('.editor')) return
  const button = field.form?.querySelector<HTMLButtonElement>('button[data-post]')
  if (!button || event.repeat) return
  event.preventDefault()
  field.form?.requestSubmit(button)
}

function focusSearch(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[data-suggest]')]
  const field = fields.find((one) => one.offsetParent !== null)
  if (!field) return false
  field.focus()
  field.select()
  return true
}

/** Where one stood, for when the focus has been elsewhere since. */
let last: Element | undefined

function step(by: 1 | -1): boolean {
  const titles = [...document.querySelectorAll<HTMLAnchorElement>('.rows .row-title a')]
  if (titles.length === 0) return false
  const here = titles.findIndex((one) => one === document.activeElement || one === last)
  const next = titles[here < 0 ? 0 : Math.min(titles.length - 1, Math.max(0, here + by))]
  next?.focus()
  next?.closest('li')?.scrollIntoView({ block: 'nearest' })
  last = next
  return true
}

function openRow(): boolean {
  const here = document.activeElement
  if (!(here instanceof HTMLAnchorElement) || !here.closest('.row-title')) return false
  here.click()
  return true
}

/** The keys that only this page has, as it lists them. */
function ofThisPage(): Node[] {
  const own = document.querySelector('.desk-keys')
  return own ? [own.cloneNode(true)] : []
}

function showKeys(): void {
  const t = pageWords()
  const box = make('input', { type: 'checkbox', id: 'keys-on' }) as HTMLInputElement
  box.checked = isOn()
  box.addEventListener('change', () => {
    try {
      localStorage.setItem(STORE, box.checked ? 'on' : 'off')
    } catch {
      // Without a store the choice lasts as long as this page.
    }
  })
  const dialog = make(
    'dialog',
    { class: 'keys-dialog', 'aria-labelledby': 'keys-h' },
    make('h2', { id: 'keys-h' }, t('keys.title')),
    make(
      'dl',
      { class: 'keys' },
      ...LIST.flatMap(([names, key]) => [
        make('dt', {}, ...names.map((name) => make('kbd', {}, name))),
        make('dd', {}, t(key)),
      ]),
    ),
    ...ofThisPage(),
    make('label', { class: 'check', for: 'keys-on' }, box, make('span', {}, t('keys.on'))),
    make('form', { method: 'dialog' }, make('button', { class: 'button' }, t('keys.done'))),
  ) as HTMLDialogElement
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
