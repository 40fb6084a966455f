import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { recognitionDeskWords } from '../words/desk.ts'

export interface ThanksPageProps {
  readonly memberId: number
  readonly name: string
  readonly formKey: string
  readonly past: readonly {
    readonly id: number
    readonly by: string | null
    readonly words: string
    readonly at: number
  }[]
  readonly sentBack?: SentBack | undefined
}

/** A word of thanks to one person, and what was said to them before. */
export function ThanksPage({ memberId, name, formKey, past, sentBack }: ThanksPageProps) {
  const t = useWords(recognitionDeskWords)
  const action = `/desk/advocates/${memberId}/thanks`
  return (
    <div className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action={action} className="stack">
        <input type="hidden" name="key" value={formKey} />
        <TextArea
          label={t('thank.words')}
          name="words"
          rows={5}
          maxLength={600}
          required
          defaultValue={sentBack?.values?.['words']}
          error={sentBack?.errors?.['words']}
        />
        <p>
          <Button look="primary">{t('thank.send')}</Button>
        </p>
      </form>
      {past.length > 0 && (
        <section>
          <SectionHead title={t('thank.past')} />
          <ul className="thanks-past">
            {past.map((one) => (
              <li key={one.id}>
                <p dir="auto">{one.words}</p>
                <div className="flow meta">
                  <span>
                    {one.by ?? t('former')}, <Time at={one.at} />
                  </span>
                  <form method="post" action={action}>
                    <Button
                      small
                      look="plain"
                      name="hide"
                      value={one.id}
                      aria-label={`${t('thank.takeBack')}: ${name}`}
                    >
                      {t('thank.takeBack')}
                    </Button>
                  </form>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
