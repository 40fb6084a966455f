import { useEffect } from 'react'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Whether single keys are on; the list of keys turns them off for the whole place. */
function areKeysOn(): boolean {
  try {
    return localStorage.getItem('askwell:keys') !== 'off'
  } catch {
    return true
  }
}

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.queue li[data-escalation]')]
const titleOf = (row: HTMLElement | undefined): HTMLAnchorElement | null => row?.querySelector('.q-title a') ?? null

/**
 * The keys of the desk: j and k move in the queue, o opens, x selects, c claims, s puts off, h hands over, d asks for
 * details, p writes privately, r goes to the field, 1 to 9 insert a link, z undoes. What a key does is always a control
 * of the page.
 */
export function useDeskKeys(): void {
  useEffect(() => {
    const press = (selector: string): boolean => {
      const control = document.querySelector<HTMLElement>(selector)
      control?.click()
      return control !== null
    }
    /** Once the page of what was pressed is there, one writes on without the mouse. */
    const thenWrite = (isPressed: boolean): boolean => {
      const from = location.href
      let looks = 0
      const look = (): void => {
        if (location.href !== from) document.getElementById('desk-body')?.focus()
        else if (++looks < 60) setTimeout(look, 50)
      }
      if (isPressed) setTimeout(look, 50)
      return isPressed
    }
    const current = (): HTMLElement | undefined => {
      const all = rows()
      const focused = document.activeElement?.closest('li[data-escalation]')
      return all.find((row) => row === focused) ?? all.find((row) => row.classList.contains('on'))
    }
    const move = (by: 1 | -1): boolean => {
      const all = rows()
      const at = current()
      const next = at === undefined ? all[0] : all[all.indexOf(at) + by]
      titleOf(next)?.focus()
      return true
    }
    const act = (key: string): boolean => {
      switch (key) {
        case 'j':
          return move(1)
        case 'k':
          return move(-1)
        case 'o': {
          const title = titleOf(current())
          title?.click()
          return title !== null
        }
        case 'x': {
          const box = current()?.querySelector<HTMLInputElement>('input[type=checkbox]')
          box?.click()
          return Boolean(box)
        }
        case 'c': {
          const focused = document.activeElement?.closest('li[data-escalation]:not(.on)')
          const claim = focused?.querySelector<HTMLElement>('button[value=claim]')
          if (claim) {
            claim.click()
            return true
          }
          return press('.workacts [value=claim]')
        }
        case 's':
          return press('.workacts [data-key=s]')
        case 'h':
          return press('.workacts [data-key=h]')
        case 'd':
          return thenWrite(press('.workacts [data-key=d]'))
        case 'p':
          return thenWrite(press('.workacts [data-key=p]'))
        case 'r':
          document.getElementById('desk-body')?.focus()
          return document.getElementById('desk-body') !== null
        case 'z':
          return press('[data-undo]')
        default: {
          if (!/^[1-9]$/.test(key)) return false
          const link = document.querySelectorAll<HTMLElement>('[data-insert-link]')[Number(key) - 1]
          link?.click()
          return link !== undefined
        }
      }
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (isTyping(event.target) || document.querySelector('dialog[open]') || !areKeysOn()) return
      if (!act(event.key)) return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    // Before the keys of lists, which know other rows.
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [])
}

/** Puts the address of a similar thread or an article into what is being written, where the cursor stands. */
export function useInsertLinks(): void {
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-insert-link]') : null
      const field = document.getElementById('desk-body')
      if (!button || !(field instanceof HTMLTextAreaElement)) return
      const title = (button.dataset['insertTitle'] ?? '').replace(/[[\]]/g, '')
      const text = `[${title}](${button.dataset['insertLink'] ?? ''})`
      field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.focus()
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [])
}
