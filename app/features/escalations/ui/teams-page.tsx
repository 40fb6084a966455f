import { dateFormat, listIn } from '#app/locale/formats.ts'
import { LOCALES } from '#app/locale/locales.ts'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Checkbox, ErrorSummary, Field, FieldError, Select, TextArea } from '#app/ui/field.tsx'
import { Person } from '#app/ui/person.tsx'
import { SeenField } from '#app/ui/seen-field.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Table } from '#app/ui/table.tsx'
import { SUBJECT_KINDS, type DutyView, type TeamFormView, type TeamRowView, type TeamsView } from '../types/teams.ts'
import { teamWords } from '../words/teams.ts'

type TeamSpeaker = PageSpeaker<typeof teamWords.messages>

export interface TeamsPageProps {
  readonly view: TeamsView
  /** Whose hours are changed; null = nobody's. */
  readonly changing: number | null
  readonly sentBack?: SentBack | undefined
}

/** The teams with what they look after, and everybody's hours. */
export function TeamsPage({ view, changing, sentBack }: TeamsPageProps) {
  const t = useWords(teamWords)
  const { teams, staff, withoutTeam, mayChange } = view
  const one = staff.find((member) => member.person.id === changing && member.mayChange)
  return (
    <div className="stack">
      {teams.length === 0 ? (
        <Empty title={t('empty.title')}>
          <p>{t('empty.text')}</p>
        </Empty>
      ) : (
        <TeamsTable view={view} />
      )}
      {teams.length > 0 && withoutTeam > 0 && <p className="meta">{t('withoutTeam', { count: withoutTeam })}</p>}
      {mayChange && (
        <p>
          <LinkButton href="/desk/teams/new">{t('add')}</LinkButton>
        </p>
      )}
      <section aria-labelledby="duty-h">
        <SectionHead title={t('duty.head')} id="duty-h" />
        <p className="meta">{t('duty.text')}</p>
        {one && <DutyForm view={view} one={one} sentBack={sentBack} />}
        <DutyTable staff={staff} mostOpen={view.mostOpen} />
      </section>
    </div>
  )
}

function TeamsTable({ view }: { readonly view: TeamsView }) {
  const t = useWords(teamWords)
  return (
    <Table
      caption={t('caption')}
      rows={view.teams}
      keyOf={(team) => team.id}
      columns={[
        {
          head: t('head.team'),
          name: true,
          cell: (team) => (
            <div>
              {view.mayChange ? (
                <a href={`/desk/teams/${team.id}`} dir="auto">
                  {team.name}
                </a>
              ) : (
                <span dir="auto">{team.name}</span>
              )}
              {team.description !== '' && (
                <span className="hint" dir="auto">
                  {team.description}
                </span>
              )}
            </div>
          ),
        },
        { head: t('head.owns'), cell: (team) => <Owns team={team} /> },
        {
          head: t('head.members'),
          cell: (team) => (team.members.length === 0 ? t('members.none') : listIn(t.locale, [...team.members])),
        },
        { head: t('head.open'), figures: true, cell: (team) => team.open },
      ]}
    />
  )
}

function Owns({ team: { owns, isDefault } }: { readonly team: TeamRowView }) {
  const t = useWords(teamWords)
  if (owns.length === 0 && !isDefault) return <>{t('owns.none')}</>
  return (
    <ul className="owns">
      {owns.map(({ kind, name }) => {
        const said = <bdi dir="auto">{name}</bdi>
        return <li key={`${kind} ${name}`}>{kind === 'category' ? said : t.rich(`owns.${kind}`, { name: said })}</li>
      })}
      {isDefault && <li>{t('owns.default')}</li>}
    </ul>
  )
}

function DutyTable({ staff, mostOpen }: { readonly staff: readonly DutyView[]; readonly mostOpen: number | null }) {
  const t = useWords(teamWords)
  const some = staff.some((one) => one.mayChange)
  return (
    <Table
      caption={t('duty.caption')}
      rows={staff}
      keyOf={(one) => one.person.id}
      columns={[
        {
          head: t('head.person'),
          name: true,
          cell: ({ person }) => (
            <span className="duty-person">
              <Person person={person} /> <a href={`/members/${person.handle}`}>{person.name}</a>
            </span>
          ),
        },
        {
          head: t('head.now'),
          cell: (one) => (
            <div>
              {t(one.isHere ? 'here' : 'away')}
              {leaveWords(one, t) !== null && <span className="hint">{leaveWords(one, t)}</span>}
            </div>
          ),
        },
        { head: t('head.hours'), cell: (one) => one.calendar?.name ?? t('always') },
        {
          head: t('head.holds'),
          cell: (one) => {
            const most = one.mostOpen ?? mostOpen
            return most === null ? one.open : t('holds.most', { open: one.open, most })
          },
        },
        { head: t('head.skills'), cell: (one) => <span dir="auto">{one.skills || '–'}</span> },
        {
          head: t('head.teams'),
          cell: (one) => (one.teams.length === 0 ? '–' : listIn(t.locale, [...one.teams])),
        },
        ...(some
          ? [
              {
                head: t('head.change'),
                cell: (one: DutyView) =>
                  one.mayChange ? (
                    <a
                      href={`/desk/teams?duty=${one.person.id}#duty-form`}
                      aria-label={t('change.of', { name: one.person.name })}
                    >
                      {t('change')}
                    </a>
                  ) : (
                    '–'
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

function leaveWords({ leaveFrom, leaveUntil }: DutyView, t: TeamSpeaker): string | null {
  const format = dateFormat(LOCALES[t.locale].formats, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const day = (text: string): string => format.format(new Date(`${text}T00:00:00Z`))
  if (leaveFrom !== '' && leaveUntil !== '') return t('leave.both', { from: day(leaveFrom), until: day(leaveUntil) })
  if (leaveFrom !== '') return t('leave.from', { from: day(leaveFrom) })
  return leaveUntil === '' ? null : t('leave.until', { until: day(leaveUntil) })
}

interface DutyFormProps {
  readonly view: TeamsView
  readonly one: DutyView
  readonly sentBack: SentBack | undefined
}

function DutyForm({ view, one, sentBack }: DutyFormProps) {
  const t = useWords(teamWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <section className="desk-panel" id="duty-form" aria-labelledby="duty-form-h">
      <h3 id="duty-form-h">{t('form.head', { name: one.person.name })}</h3>
      <form method="post" action={`/desk/teams?duty=${one.person.id}`} className="form">
        <ErrorSummary errors={sentBack?.errors} />
        <input type="hidden" name="member" value={one.person.id} />
        <Select
          label={t('calendar')}
          name="calendar"
          defaultValue={values['calendar'] ?? String(one.calendar?.id ?? '')}
          error={errors['calendar']}
          options={[
            { value: '', words: t('calendar.always') },
            ...view.calendars.map((calendar) => ({ value: String(calendar.id), words: calendar.name })),
          ]}
        />
        <Field
          label={t('mostOpen')}
          name="mostOpen"
          type="number"
          min={1}
          max={500}
          hint={t('mostOpen.hint', { most: view.mostOpen ?? 0 })}
          defaultValue={values['mostOpen'] ?? String(one.mostOpen ?? '')}
          error={errors['mostOpen']}
        />
        <Field
          label={t('skills')}
          name="skills"
          maxLength={200}
          dir="auto"
          hint={t('skills.hint')}
          defaultValue={values['skills'] ?? one.skills}
          error={errors['skills']}
        />
        <div>
          <p className="meta">{t('leave.hint')}</p>
          <div className="tier-figures">
            <Field
              label={t('leaveFrom')}
              name="leaveFrom"
              type="date"
              defaultValue={values['leaveFrom'] ?? one.leaveFrom}
              error={errors['leaveFrom']}
            />
            <Field
              label={t('leaveUntil')}
              name="leaveUntil"
              type="date"
              defaultValue={values['leaveUntil'] ?? one.leaveUntil}
              error={errors['leaveUntil']}
            />
          </div>
        </div>
        <div className="form-acts">
          <Button look="primary">{t('save')}</Button>
          <a href="/desk/teams">{t('cancel')}</a>
        </div>
      </form>
    </section>
  )
}

export interface TeamPageProps {
  readonly view: TeamFormView
  readonly sentBack?: SentBack | undefined
}

/** One team's form. */
export function TeamPage({ view, sentBack }: TeamPageProps) {
  const t = useWords(teamWords)
  const { team, staff } = view
  const values = sentBack?.values
  const errors = sentBack?.errors ?? {}
  const chosen = values ? (values['member'] ?? '').split(',').map(Number) : (team?.memberIds ?? [])
  return (
    <div className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" className="form">
        {team && <SeenField mark={team.mark} sentBack={sentBack} />}
        <Field
          label={t('name')}
          name="name"
          required
          maxLength={60}
          dir="auto"
          defaultValue={values?.['name'] ?? team?.name}
          error={errors['name']}
        />
        <TextArea
          label={t('description')}
          name="description"
          rows={2}
          maxLength={300}
          defaultValue={values?.['description'] ?? team?.description}
          error={errors['description']}
        />
        <fieldset className={errors['member'] ? 'field bad' : 'field'} id="f-member" tabIndex={-1}>
          <legend>{t('members')}</legend>
          {staff.map((one) => (
            <Checkbox
              key={one.id}
              label={one.name}
              name="member"
              value={String(one.id)}
              defaultChecked={chosen.includes(one.id)}
            />
          ))}
          {errors['member'] && <FieldError id="f-member-error">{errors['member']}</FieldError>}
        </fieldset>
        {SUBJECT_KINDS.map((kind) => (
          <TextArea
            key={kind}
            label={t(kind)}
            name={kind}
            rows={3}
            spellCheck={false}
            hint={kind === 'category' ? t('owns.hint') : undefined}
            defaultValue={
              values?.[kind] ??
              team?.owns
                .filter((one) => one.kind === kind)
                .map((one) => one.name)
                .join('\n')
            }
            error={errors[kind]}
          />
        ))}
        <Checkbox
          label={t('isDefault')}
          name="isDefault"
          hint={t('isDefault.hint')}
          defaultChecked={values ? values['isDefault'] === '1' : (team?.isDefault ?? false)}
        />
        <div className="form-acts">
          <Button look="primary" name="intent" value="save">
            {t(team ? 'save.team' : 'save.new')}
          </Button>
          <a href="/desk/teams">{t('cancel')}</a>
        </div>
      </form>
      {team && (
        <details>
          <summary>{t('remove')}</summary>
          <form method="post" className="stack">
            <p>{t('remove.text', { open: team.open })}</p>
            <div>
              <Button look="danger" name="intent" value="remove">
                {t('remove.it', { name: team.name })}
              </Button>
            </div>
          </form>
        </details>
      )}
    </div>
  )
}
