/** A form that opens in place is written in at once: whoever opened it by its head finds the cursor in its first field. */
export function writingPlaces(): void {
  // `toggle` does not bubble.
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.open || !target.matches('.comment-form')) return
      const head = target.querySelector('summary')
      // One that was open when the page came takes the place of nothing.
      if (document.activeElement === head) target.querySelector('textarea')?.focus()
    },
    true,
  )
}
