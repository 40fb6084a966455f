import type { PersonCard } from '#app/features/recognition/queries/card.server.ts'
import { initialsOf } from '#app/ui/initials.ts'
import { make } from './dom.ts'

/** Long enough that a pointer on its way to something else shows nothing; milliseconds. */
const PAUSE = 400
const ID = 'person-card'
const MARGIN = 8

const known = new Map<string, Promise<PersonCard | null>>()
let timer = 0
let over: HTMLAnchorElement | null = null

/**
 * A small card about the person whose name the pointer rests on or the keyboard is at. It says nothing that their page
 * does not, goes with Escape, and stays while the pointer is on it.
 */
export function personCard(): void {
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse' || !(event.target instanceof Element)) return
    if (event.target.closest(`#${ID}`)) return clearTimeout(timer)
    const link = nameIn(event.target)
    if (link) later(link)
    else if (over) leave()
  })
  document.addEventListener('focusin', ({ target }) => {
    const link = target instanceof Element && target.matches(':focus-visible') ? nameIn(target) : null
    if (link) later(link)
    else hide()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide()
  })
  document.addEventListener('click', hide)
  addEventListener('scroll', hide, { passive: true })
}

/** The link around a place that leads to somebody's page, where it is no part of a menu. */
function nameIn(target: Element): HTMLAnchorElement | null {
  const link = target.closest<HTMLAnchorElement>('main a[href^="/members/"]')
  return link && /^\/members\/[^/?#]+$/.test(link.getAttribute('href') ?? '') ? link : null
}

function later(link: HTMLAnchorElement): void {
  clearTimeout(timer)
  if (link === over) return
  timer = window.setTimeout(() => void show(link), PAUSE)
}

/** Not at once: the pointer may be on its way to the card. */
function leave(): void {
  clearTimeout(timer)
  timer = window.setTimeout(hide, PAUSE / 2)
}

function hide(): void {
  clearTimeout(timer)
  over?.removeAttribute('aria-describedby')
  over = null
  document.getElementById(ID)?.remove()
}

async function show(link: HTMLAnchorElement): Promise<void> {
  hide()
  over = link
  const card = await cardOf(link.pathname)
  // The pointer went on, or the page was drawn anew meanwhile.
  if (!card || over !== link || !link.isConnected) return
  const element = draw(card)
  document.body.append(element)
  const at = link.getBoundingClientRect()
  const { width, height } = element.getBoundingClientRect()
  const isRoomBelow = at.bottom + MARGIN + height <= innerHeight
  const start = document.documentElement.dir === 'rtl' ? at.right - width : at.left
  element.style.left = `${Math.max(MARGIN, Math.min(start, innerWidth - width - MARGIN))}px`
  element.style.top = `${isRoomBelow ? at.bottom + MARGIN : Math.max(MARGIN, at.top - height - MARGIN)}px`
  link.setAttribute('aria-describedby', ID)
}

/** Asked for once a page; a card that can't be had is none. */
function cardOf(address: string): Promise<PersonCard | null> {
  const before = known.get(address)
  if (before) return before
  const asked = fetch(`${address}/card`, { headers: { accept: 'application/json' } })
    .then(async (answer) => (answer.ok ? ((await answer.json()) as PersonCard) : null))
    .catch(() => null)
  known.set(address, asked)
  return asked
}

function draw({ name, avatarUrl, standing, lines }: PersonCard): HTMLElement {
  const square =
    avatarUrl === null
      ? make('span', { class: 'who', 'data-i': initialsOf(name) })
      : make('img', { class: 'who', src: avatarUrl, alt: '', width: '28', height: '28' })
  return make(
    'div',
    { id: ID, role: 'tooltip' },
    make(
      'p',
      { class: 'byline' },
      square,
      make('b', { dir: 'auto' }, name),
      ...(standing === '' ? [] : [make('span', { class: 'meta', dir: 'auto' }, standing)]),
    ),
    ...lines.map((line) => make('p', { dir: 'auto' }, line)),
  )
}
