import type { SentBack } from '#app/ui/sent-back.ts'
import { isShorter, KEPT_CHOICES, KEPT_KINDS, keptWords, type Kept, type KeptKind } from '#app/kernel/retention.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary, Select } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { counted } from '#app/ui/words.ts'
import type { RetentionChange } from '../types.ts'

const ADDRESS = '/desk/settings/retention'

const FIELDS: Readonly<Record<KeptKind, { readonly label: string; readonly hint: string }>> = {
  requests: {
    label: 'Requests',
    hint: 'Counted from when they were asked. Their replies go with them, topics are counted and named by those that are left, and drafts lose sentences taken from them. What is published stays. Threads of the community are none of these.',
  },
  searches: {
    label: 'Searches that found nothing',
    hint: 'Those that became requests. Other searches are not kept at all.',
  },
  log: {
    label: 'The log',
    hint: 'Who did what at the desk, also what stands about it on the page of a member.',
  },
  failures: {
    label: 'Failed jobs',
    hint: 'Counted from when they were given up. One that is removed can’t be tried again.',
  },
  mails: {
    label: 'Mails',
    hint: 'Copies of those that were sent or refused. Those that never left are kept three times as long.',
  },
}

const ONE_OF: Readonly<Record<KeptKind, readonly [string, string]>> = {
  requests: ['request', 'requests'],
  searches: ['search that found nothing', 'searches that found nothing'],
  log: ['entry of the log', 'entries of the log'],
  failures: ['failed job', 'failed jobs'],
  mails: ['mail', 'mails'],
}

const valueOf = (days: number | null): string => (days === null ? 'ever' : String(days))

export interface RetentionSettingsProps {
  readonly kept: Kept
  /** A shorter time was chosen, which would remove something at once. */
  readonly unsure: Extract<RetentionChange, { kind: 'unsure' }> | null
  readonly sentBack?: SentBack | undefined
}

/** For how long requests, searches, the log, failed jobs and mails are kept. */
export function RetentionSettings({ kept, unsure, sentBack }: RetentionSettingsProps) {
  if (unsure) return <Confirmation unsure={unsure} />
  return (
    <>
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action={ADDRESS} className="form">
        {KEPT_KINDS.map((kind) => (
          <Select
            key={kind}
            label={FIELDS[kind].label}
            name={kind}
            hint={FIELDS[kind].hint}
            defaultValue={sentBack?.values?.[kind] ?? valueOf(kept[kind])}
            error={sentBack?.errors?.[kind]}
            options={KEPT_CHOICES[kind].map((days) => ({
              value: valueOf(days),
              words: days === null ? 'For ever' : `For ${keptWords(days)}`,
            }))}
          />
        ))}
        <div>
          <Button look="primary">Save</Button>
        </div>
      </form>
      <p className="meta">
        What is too old is removed every night. Before a shorter time is saved, this page says what would go at once.
      </p>
    </>
  )
}

/** What would go at once, in words and figures, and the button that lets it go. */
function Confirmation({ unsure }: { readonly unsure: NonNullable<RetentionSettingsProps['unsure']> }) {
  const { kept, before, counts, sure } = unsure
  const going = KEPT_KINDS.filter((kind) => isShorter(kept[kind], before[kind]) && counts[kind] > 0)
  const changed = KEPT_KINDS.filter((kind) => kept[kind] !== before[kind] && !going.includes(kind))
  return (
    <form method="post" action={ADDRESS} className="form">
      <Notice tone="signal" live>
        <p>
          <b>This removes at once, and for good:</b>
        </p>
        <ul>
          {going.map((kind) => (
            <li key={kind}>
              {counted(counts[kind], ...ONE_OF[kind])} older than {keptWords(kept[kind])}
            </li>
          ))}
        </ul>
      </Notice>
      {changed.length > 0 && (
        <p>
          Saved with it:{' '}
          {changed.map((kind) => `${FIELDS[kind].label.toLowerCase()} ${keptWords(kept[kind])}`).join(', ')}.
        </p>
      )}
      {KEPT_KINDS.map((kind) => (
        <input key={kind} type="hidden" name={kind} value={valueOf(kept[kind])} />
      ))}
      <div className="form-acts">
        <Button look="danger-primary" name="sure" value={sure}>
          Remove them and save
        </Button>
        <LinkButton look="plain" href={ADDRESS}>
          Keep everything as it is
        </LinkButton>
      </div>
    </form>
  )
}
