import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, TextArea } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { CodesResult } from '../types.ts'
import { rewardDeskWords } from '../words/desk.ts'

/** Lines that are named one by one; of more, the number is said. */
const NAMED = 20

export interface CodesPageProps {
  readonly id: number
  readonly codes: { readonly all: number; readonly free: number }
  readonly result: CodesResult | null
  readonly sentBack?: SentBack | undefined
}

/** Adding codes to a reward, pasted or as a file, and what became of them. */
export function CodesPage({ id, codes, result, sentBack }: CodesPageProps) {
  const t = useWords(rewardDeskWords)
  return (
    <div className="column narrow stack">
      <p>
        <a href={`/desk/rewards/${id}`}>{t('back')}</a>
      </p>
      {result && <Added result={result} />}
      <p>{t('codes.free', codes)}</p>
      {/* A new form once codes were added: those of the last one are not sent again. */}
      <form
        key={codes.all}
        method="post"
        action={`/desk/rewards/${id}/codes`}
        encType="multipart/form-data"
        className="stack"
      >
        <ErrorSummary errors={sentBack?.errors} />
        <TextArea
          label={t('codes.label')}
          hint={t('codes.lead')}
          name="codes"
          rows={8}
          spellCheck={false}
          autoComplete="off"
          defaultValue={sentBack?.values?.['codes']}
          error={sentBack?.errors?.['codes']}
        />
        <Field
          label={t('codes.file')}
          hint={t('codes.file.hint')}
          name="file"
          type="file"
          accept=".txt,.csv,text/plain"
          error={sentBack?.errors?.['file']}
        />
        <p>
          <Button look="primary">{t('codes.add')}</Button>
        </p>
      </form>
    </div>
  )
}

function Added({ result: { added, twice, known } }: { readonly result: CodesResult }) {
  const t = useWords(rewardDeskWords)
  const named = (lines: readonly number[]): string => {
    const first = lines
      .slice(0, NAMED)
      .map((line) => figureIn(t.locale, line))
      .join(', ')
    return lines.length > NAMED ? t('codes.more', { lines: first, count: lines.length - NAMED }) : first
  }
  return (
    <Notice tone={added > 0 ? 'good' : 'info'} live>
      <p>{t('codes.added', { count: added })}</p>
      {twice.length > 0 && <p>{t('codes.twice', { count: twice.length, lines: named(twice) })}</p>}
      {known.length > 0 && <p>{t('codes.known', { count: known.length, lines: named(known) })}</p>}
    </Notice>
  )
}
