import { settingsWords } from '#app/features/settings/words/settings.ts'
import { listIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { isShorter, KEPT_CHOICES, KEPT_KINDS, keptWords, type Kept } from '#app/kernel/retention.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary, Select } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { RetentionChange } from '../types.ts'

const ADDRESS = '/desk/settings/retention'

const valueOf = (days: number | null): string => (days === null ? 'ever' : String(days))

export interface RetentionSettingsProps {
  readonly kept: Kept
  /** A shorter time was chosen, which would remove something at once. */
  readonly unsure: Extract<RetentionChange, { kind: 'unsure' }> | null
  readonly sentBack?: SentBack | undefined
}

/** For how long requests, searches, the log, failed jobs and mails are kept. */
export function RetentionSettings({ kept, unsure, sentBack }: RetentionSettingsProps) {
  const t = useWords(settingsWords)
  if (unsure) return <Confirmation unsure={unsure} />
  return (
    <>
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action={ADDRESS} className="form">
        {KEPT_KINDS.map((kind) => (
          <Select
            key={kind}
            label={t(`kept.${kind}`)}
            name={kind}
            hint={t(`kept.${kind}.hint`)}
            defaultValue={sentBack?.values?.[kind] ?? valueOf(kept[kind])}
            error={sentBack?.errors?.[kind]}
            options={KEPT_CHOICES[kind].map((days) => ({
              value: valueOf(days),
              words: days === null ? t('forEver') : t('keptFor', { span: keptWords(days, t.locale) }),
            }))}
          />
        ))}
        <div>
          <Button look="primary">{t('save')}</Button>
        </div>
      </form>
      <p className="meta">{t('whatIsTooOld')}</p>
    </>
  )
}

/** What would go at once, in words and figures, and the button that lets it go. */
function Confirmation({ unsure }: { readonly unsure: NonNullable<RetentionSettingsProps['unsure']> }) {
  const t = useWords(settingsWords)
  const { kept, before, counts, sure } = unsure
  const going = KEPT_KINDS.filter((kind) => isShorter(kept[kind], before[kind]) && counts[kind] > 0)
  const changed = KEPT_KINDS.filter((kind) => kept[kind] !== before[kind] && !going.includes(kind))
  return (
    <form method="post" action={ADDRESS} className="form">
      <Notice tone="signal" live>
        <p>
          <b>{t('thisRemovesAtOnce')}</b>
        </p>
        <ul>
          {going.map((kind) => (
            <li key={kind}>{t(`older.${kind}`, { count: counts[kind], span: keptWords(kept[kind], t.locale) })}</li>
          ))}
        </ul>
      </Notice>
      {changed.length > 0 && (
        <p>
          {t('savedWithIt', {
            times: listIn(
              t.locale,
              changed.map((kind) =>
                t('keptSpan', { kind: t(`inside.${kind}`), span: keptWords(kept[kind], t.locale) }),
              ),
            ),
          })}
        </p>
      )}
      {KEPT_KINDS.map((kind) => (
        <input key={kind} type="hidden" name={kind} value={valueOf(kept[kind])} />
      ))}
      <div className="form-acts">
        <Button look="danger-primary" name="sure" value={sure}>
          {t('removeThemAndSave')}
        </Button>
        <LinkButton look="plain" href={ADDRESS}>
          {t('keepEverythingAs')}
        </LinkButton>
      </div>
    </form>
  )
}
