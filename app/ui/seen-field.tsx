import { FieldError } from './field.tsx'
import type { SentBack } from './sent-back.ts'

export interface SeenFieldProps {
  /** The mark of what the form shows, as it is now. */
  readonly mark: string
  readonly sentBack?: SentBack | undefined
}

/**
 * What a form showed when it was opened, so that nobody takes back unknowingly what somebody else set meanwhile. A form
 * that was refused for that says so here, and sent again it replaces what is there now.
 */
export function SeenField({ mark, sentBack }: SeenFieldProps) {
  const refused = sentBack?.errors?.['seen']
  const seen = refused === undefined ? sentBack?.values?.['seen'] : undefined
  return (
    <>
      <input type="hidden" name="seen" value={seen ?? mark} />
      {refused !== undefined && (
        <p className="field bad" id="f-seen" tabIndex={-1}>
          <FieldError>{refused}</FieldError>
        </p>
      )}
    </>
  )
}
