import type { PreviewView } from '../types.ts'
import { calendarWords } from '../words/calendars.ts'
import { useWords } from '#app/locale/react.tsx'

/** What hours or a promise mean, in words, with examples. `isTyped`: they are not saved. */
export function Preview({ preview, isTyped }: { readonly preview: PreviewView; readonly isTyped: boolean }) {
  const t = useWords(calendarWords)
  return (
    <section className="stone means" role={isTyped ? 'status' : undefined}>
      <h2>{t('preview')}</h2>
      {isTyped && <p className="meta">{t('preview.typed')}</p>}
      <p>
        <b>{preview.says}</b>
      </p>
      {preview.within !== null && <p>{preview.within}</p>}
      {preview.examples.length > 0 && (
        <ul>
          {preview.examples.map((example) => (
            <li key={example}>{example}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
