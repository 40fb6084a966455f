import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field, type Option } from '#app/ui/field.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { MissionView } from '../types.ts'
import { missionWords } from '../words/missions.ts'
import { MissionFacts } from './mission-cards.tsx'
import { MissionForm } from './mission-form.tsx'

export interface MissionDeskProps {
  readonly view: MissionView
  readonly values: Readonly<Record<string, string>>
  readonly subjects: readonly Option[]
  readonly levels: readonly Option[]
  readonly sentBack?: SentBack | undefined
}

/** One mission for staff: how far it is, inviting, ending, changing. */
export function MissionDesk({ view, values, subjects, levels, sentBack }: MissionDeskProps) {
  const t = useWords(missionWords)
  const action = `/desk/missions/${view.id}`
  const isInviting = sentBack?.values?.['intent'] === 'invite'
  return (
    <div className="stack">
      <p className="meta">
        <a href={`/missions/${view.id}`} dir="auto">
          {view.title}
        </a>{' '}
        · <MissionFacts mission={view} />
      </p>
      {!view.isOver && (
        <>
          <form method="post" action={action} className="column narrow stack tight">
            <Field
              label={t('desk.invite.label')}
              name="handles"
              defaultValue={isInviting ? sentBack?.values?.['handles'] : undefined}
              error={sentBack?.errors?.['handles']}
            />
            <p className="flow">
              <Button small name="intent" value="invite">
                {t('desk.invite')}
              </Button>
            </p>
          </form>
          <MissionForm
            action={action}
            values={values}
            subjects={subjects}
            levels={levels}
            isNew={false}
            sentBack={isInviting ? undefined : sentBack}
          />
          <form method="post" action={action}>
            <Button small look="danger" name="intent" value="end">
              {t('desk.end')}
            </Button>
          </form>
        </>
      )}
    </div>
  )
}
