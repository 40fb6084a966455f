import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { editorWords } from '../words/editor.ts'

/** What was written as it will look, where a form without a script asked for that. */
export function PreviewPart({ sentBack }: { readonly sentBack: SentBack | undefined }) {
  const t = useWords(editorWords)
  if (sentBack?.previewHtml === undefined) return null
  return (
    <div className="preview-part">
      <p className="meta">{t('preview')}</p>
      <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: sentBack.previewHtml }} />
    </div>
  )
}
