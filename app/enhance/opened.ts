/** Tells which result of a search was opened, so that search can learn. The link is followed at once, told or not. */
export function opened(): void {
  document.addEventListener('click', tell)
  document.addEventListener('auxclick', (event) => {
    if (event.button === 1) tell(event)
  })
}

function tell(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[data-opens]') : null
  const [kind = '', id = ''] = link?.getAttribute('data-opens')?.split(':') ?? []
  const q = new URLSearchParams(location.search).get('q')
  if (kind === '' || q === null) return
  const told = new FormData()
  for (const [name, value] of Object.entries({ q, kind, id })) told.set(name, value)
  navigator.sendBeacon('/search/opened', told)
}
