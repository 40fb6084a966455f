import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox, ErrorSummary, Field, Radios, TextArea } from '#app/ui/field.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { REWARD_KINDS } from '../types.ts'
import { rewardDeskWords } from '../words/desk.ts'

export interface RewardFormProps {
  readonly action: string
  /** What the fields begin with, by name. */
  readonly values: Readonly<Record<string, string>>
  readonly isNew: boolean
  readonly sentBack?: SentBack | undefined
}

/** The form of a reward, new or changed. */
export function RewardForm({ action, values: given, isNew, sentBack }: RewardFormProps) {
  const t = useWords(rewardDeskWords)
  const values = sentBack?.values ?? given
  const errors = sentBack?.errors ?? {}
  return (
    <form method="post" action={action} className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <input type="hidden" name="version" value={given['version'] ?? '0'} />
      <input type="hidden" name="stockSeen" value={given['stockSeen'] ?? ''} />
      <Field
        label={t('form.title')}
        name="title"
        maxLength={120}
        required
        defaultValue={values['title']}
        error={errors['title']}
      />
      <TextArea
        label={t('form.description')}
        name="description"
        rows={4}
        maxLength={2000}
        defaultValue={values['description']}
        error={errors['description']}
      />
      <Radios
        label={t('form.kind')}
        name="kind"
        required
        defaultValue={values['kind'] ?? 'posted'}
        error={errors['kind']}
        options={REWARD_KINDS.map((kind) => ({ value: kind, words: t(`kind.${kind}`), hint: t(`kind.${kind}.hint`) }))}
      />
      <Field
        label={t('form.price')}
        name="price"
        type="number"
        inputMode="numeric"
        min={1}
        max={1_000_000}
        required
        defaultValue={values['price']}
        error={errors['price']}
      />
      <Field
        label={t('form.stock')}
        hint={t('form.stock.hint')}
        name="stock"
        type="number"
        inputMode="numeric"
        min={0}
        max={100_000}
        defaultValue={values['stock']}
        error={errors['stock']}
      />
      <Field
        label={t('form.mostEach')}
        hint={t('form.mostEach.hint')}
        name="mostEach"
        type="number"
        inputMode="numeric"
        min={1}
        max={1000}
        defaultValue={values['mostEach']}
        error={errors['mostEach']}
      />
      <Checkbox label={t('form.approval')} name="approval" defaultChecked={values['approval'] === '1'} />
      <TextArea
        label={t('form.tax')}
        hint={t('form.tax.hint')}
        name="taxNote"
        rows={2}
        maxLength={500}
        defaultValue={values['taxNote']}
        error={errors['taxNote']}
      />
      <Field
        label={t('form.position')}
        hint={t('form.position.hint')}
        name="position"
        type="number"
        inputMode="numeric"
        min={0}
        max={10_000}
        defaultValue={values['position'] ?? '0'}
        error={errors['position']}
      />
      <p>
        <Button look="primary" name="intent" value="save">
          {t(isNew ? 'form.create' : 'form.save')}
        </Button>
      </p>
    </form>
  )
}

export interface RewardDeskPageProps extends Omit<RewardFormProps, 'isNew'> {
  readonly isRetired: boolean
  /** How many codes there are; null where none are handed out. */
  readonly codes: { readonly all: number; readonly free: number } | null
}

/** One reward for admins: its form, its codes, and taking it out of the catalogue. */
export function RewardDeskPage({ action, values, isRetired, codes, sentBack }: RewardDeskPageProps) {
  const t = useWords(rewardDeskWords)
  return (
    <div className="stack">
      {codes !== null && (
        <p className="flow">
          <span>{t('codes.free', codes)}</span>
          <LinkButton small href={`${action}/codes`}>
            {t('codes.link')}
          </LinkButton>
        </p>
      )}
      <RewardForm action={action} values={values} isNew={false} sentBack={sentBack} />
      <form method="post" action={action}>
        {isRetired ? (
          <Button small name="intent" value="restore">
            {t('restore')}
          </Button>
        ) : (
          <Button small look="danger" name="intent" value="retire">
            {t('retire')}
          </Button>
        )}
      </form>
    </div>
  )
}
