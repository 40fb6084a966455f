import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useWords } from '#app/locale/react.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { composerWords } from '../words/composer.ts'

interface Passage {
  readonly text: string
  readonly top: number
  readonly left: number
}

/** A button beside text that is selected in a post, to answer exactly that. */
export function QuoteSelection({ onQuote }: { readonly onQuote: (text: string) => void }) {
  const t = useWords(composerWords)
  const [passage, setPassage] = useState<Passage | null>(null)

  useEffect(() => {
    const look = () => setPassage(selectedPassage())
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])

  if (passage === null) return null
  return createPortal(
    <button
      type="button"
      className="button small quote-it"
      style={{ top: passage.top, left: passage.left }}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => {
        onQuote(passage.text)
        setPassage(null)
      }}
    >
      <Icon name="quote" />
      {t('quote')}
    </button>,
    document.body,
  )
}

function selectedPassage(): Passage | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const around = range.commonAncestorContainer
  const element = around instanceof Element ? around : around.parentElement
  if (!element?.closest('.read-main :is(.prose, .said)') || element.closest('.editor')) return null
  const text = selection.toString().trim()
  if (text === '') return null
  const box = range.getBoundingClientRect()
  const left = Math.min(box.left + window.scrollX, document.documentElement.clientWidth - 110)
  return { text, top: box.bottom + window.scrollY + 6, left: Math.max(8, left) }
}
