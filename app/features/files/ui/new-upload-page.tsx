import type { FieldErrors } from '#app/kernel/errors.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { AuthFrame } from '#app/ui/frames.tsx'
import { uploadWords } from '../words/uploads.ts'

export interface NewUploadPageProps {
  /** Staff may attach documents, too. */
  readonly mayAttach: boolean
  /** What was just kept. */
  readonly kept: { readonly url: string; readonly markdown: string } | null
  readonly errors?: FieldErrors | undefined
}

/** Sends a picture by a plain form, and shows the line that brings it into a text. */
export function NewUploadPage({ mayAttach, kept, errors }: NewUploadPageProps) {
  const t = useWords(uploadWords)
  const what = mayAttach ? 'file' : 'picture'
  return (
    <AuthFrame title={t(`title.${what}`)} lead={t('lead')}>
      {kept && (
        <div className="stack tight">
          <Field label={t('copy')} name="markdown" defaultValue={kept.markdown} readOnly dir="ltr" />
          {kept.markdown.startsWith('!') && (
            <p className="prose">
              <img src={kept.url} alt={t('kept')} />
            </p>
          )}
        </div>
      )}
      <form method="post" action="/uploads/new" encType="multipart/form-data" className="form">
        <ErrorSummary errors={errors} />
        <Field
          label={t(`field.${what}`)}
          name="file"
          type="file"
          required
          hint={t(`hint.${what}`)}
          error={errors?.['file']}
        />
        <div>
          <Button look="primary">{kept ? t('another') : t('send')}</Button>
        </div>
      </form>
    </AuthFrame>
  )
}
