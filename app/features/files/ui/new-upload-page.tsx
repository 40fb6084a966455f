import type { FieldErrors } from '#app/kernel/errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { AuthFrame } from '#app/ui/frames.tsx'
import { ATTACHABLE } from '../rules/attachments.ts'

export interface NewUploadPageProps {
  /** Staff may attach documents, too. */
  readonly mayAttach: boolean
  /** What was just kept. */
  readonly kept: { readonly url: string; readonly markdown: string } | null
  readonly errors?: FieldErrors | undefined
}

/** Sends a picture by a plain form, and shows the line that brings it into a text. */
export function NewUploadPage({ mayAttach, kept, errors }: NewUploadPageProps) {
  return (
    <AuthFrame
      title={mayAttach ? 'Add a picture or a file' : 'Add a picture'}
      lead="It shows where you put its line into your text."
    >
      {kept && (
        <div className="stack tight">
          <Field
            label="Copy this line into your text"
            name="markdown"
            defaultValue={kept.markdown}
            readOnly
            dir="ltr"
          />
          {kept.markdown.startsWith('!') && (
            <p className="prose">
              <img src={kept.url} alt="As it was kept" />
            </p>
          )}
        </div>
      )}
      <form method="post" action="/uploads/new" encType="multipart/form-data" className="form">
        <ErrorSummary errors={errors} />
        <Field
          label={mayAttach ? 'The picture or file' : 'The picture'}
          name="file"
          type="file"
          required
          hint={`PNG, JPEG, WebP or GIF${mayAttach ? `; ${ATTACHABLE}` : ''}; at most 8 MB.`}
          error={errors?.['file']}
        />
        <div>
          <Button look="primary">{kept ? 'Send another' : 'Send it'}</Button>
        </div>
      </form>
    </AuthFrame>
  )
}
