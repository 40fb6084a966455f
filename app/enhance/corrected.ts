import { ERRORS_CAME } from '#app/ui/errors-came.ts'

/**
 * Hides what is said of a field once that field is changed, beside it and at the top of its form. Nothing is removed:
 * React still counts on its elements, and shows the errors of the next answer in the same ones.
 */
export function corrected(): void {
  document.addEventListener('input', ({ target }) => {
    const field = target instanceof Element ? target.closest('.field.bad') : null
    if (field && !field.hasAttribute('data-corrected')) hideErrors(field)
  })
  document.addEventListener(ERRORS_CAME, showErrors)
}

function hideErrors(field: Element): void {
  field.setAttribute('data-corrected', '')
  for (const control of field.querySelectorAll('[aria-invalid="true"]')) control.setAttribute('aria-invalid', 'false')
  // Hidden words are still read aloud as a field's description, unless their id is gone.
  const words = field.querySelector(':scope > .wrong')
  if (words) {
    words.setAttribute('data-id', words.id)
    words.removeAttribute('id')
  }
  for (const summary of document.querySelectorAll<HTMLElement>('[data-errors]')) {
    const lines = [...summary.querySelectorAll('li')]
    for (const line of lines) line.hidden ||= isAbout(line, field)
    // What is said of the whole form goes with the last of its lines.
    if (lines.length > 0) summary.hidden = lines.every((line) => line.hidden)
  }
}

function isAbout(line: HTMLElement, field: Element): boolean {
  const id = line.querySelector('a')?.getAttribute('href')?.slice(1) ?? ''
  const control = document.getElementById(id)
  return control !== null && field.contains(control)
}

function showErrors(): void {
  for (const field of document.querySelectorAll('[data-corrected]')) {
    field.removeAttribute('data-corrected')
    const words = field.querySelector(':scope > .wrong')
    if (!words) continue
    words.id = words.getAttribute('data-id') ?? words.id
    for (const control of field.querySelectorAll('[aria-invalid="false"]')) control.setAttribute('aria-invalid', 'true')
  }
  for (const hidden of document.querySelectorAll<HTMLElement>('[data-errors], [data-errors] li')) hidden.hidden = false
}
