/** Short lists that open in place: one at a time, closed by a click elsewhere, by following a link, by Escape. */
export function menus(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null
    for (const menu of open()) {
      const followed = menu.contains(target) && target?.closest('a') !== null
      if (!menu.contains(target) || followed) menu.open = false
    }
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const menu of open()) {
      const held = menu.contains(document.activeElement)
      menu.open = false
      if (held) menu.querySelector('summary')?.focus()
    }
  })
}
