import type { SentBack } from '#app/ui/sent-back.ts'
import type { CalendarView, PreviewView } from '../types.ts'
import { placeOf } from '../rules/place.ts'
import { calendarWords } from '../words/calendars.ts'
import { DAY } from '#app/kernel/clock.ts'
import { dateFormat, listIn } from '#app/locale/formats.ts'
import { LOCALES } from '#app/locale/locales.ts'
import { useLocale, useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Radios, Select, TextArea } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SeenField } from '#app/ui/seen-field.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import { Preview } from './preview.tsx'

const ADDRESS = '/desk/calendars'
/** 5 January 1970 was a Monday. */
const A_MONDAY = 4 * DAY
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const

export interface CalendarPageProps {
  /** Null = a new one. */
  readonly calendar: CalendarView | null
  /** IANA names to choose from. */
  readonly zones: readonly string[]
  readonly siteZone: string
  /** What was typed means, shown before it is saved. */
  readonly typed?: PreviewView | undefined
  readonly sentBack?: SentBack | undefined
}

/** One calendar: its form with what it means, its closures, and what else can be done with it. */
export function CalendarPage({ calendar, zones, siteZone, typed, sentBack }: CalendarPageProps) {
  const preview = typed ?? (sentBack?.errors ? undefined : calendar?.preview)
  return (
    <div className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      {preview && <Preview preview={preview} isTyped={typed !== undefined} />}
      <CalendarForm calendar={calendar} zones={zones} siteZone={siteZone} sentBack={sentBack} />
      {calendar && <Closures calendar={calendar} siteZone={siteZone} sentBack={sentBack} />}
      {calendar && <More calendar={calendar} />}
    </div>
  )
}

function CalendarForm({ calendar, zones, siteZone, sentBack }: Omit<CalendarPageProps, 'typed'>) {
  const t = useWords(calendarWords)
  const values = sentBack?.values
  const errors = sentBack?.errors ?? {}
  return (
    <form method="post" className="form">
      {calendar && <SeenField mark={calendar.mark} sentBack={sentBack} />}
      <Field
        label={t('name')}
        name="name"
        required
        maxLength={60}
        autoComplete="off"
        defaultValue={values?.['name'] ?? calendar?.name}
        error={errors['name']}
      />
      <Select
        label={t('zone')}
        name="zone"
        defaultValue={values?.['zone'] ?? calendar?.zone ?? ''}
        error={errors['zone']}
        options={[
          { value: '', words: t('zone.site', { zone: siteZone.replaceAll('_', ' ') }) },
          ...zones.map((zone) => ({ value: zone, words: zone.replaceAll('_', ' ') })),
        ]}
      />
      <Radios
        label={t('always')}
        name="always"
        required
        defaultValue={values?.['always'] ?? (calendar?.isAlways ? 'always' : 'hours')}
        error={errors['always']}
        options={[
          { value: 'hours', words: t('always.hours') },
          { value: 'always', words: t('always.always') },
        ]}
      />
      <fieldset className="field day-hours">
        <legend>{t('days')}</legend>
        <span className="hint">{t('days.hint')}</span>
        {DAYS.map((day) => (
          <DayField
            key={day}
            day={day}
            given={values?.[`day_${day}`] ?? firstHours(calendar, day)}
            error={errors[`day_${day}`]}
          />
        ))}
      </fieldset>
      <TextArea
        label={t('holidays')}
        name="holidays"
        rows={6}
        spellCheck={false}
        defaultValue={values?.['holidays'] ?? calendar?.holidays}
        error={errors['holidays']}
        hint={t('holidays.hint')}
      />
      <div className="form-acts">
        <Button look="primary" name="intent" value="save">
          {calendar ? t('save') : t('addIt')}
        </Button>
        <Button name="intent" value="show">
          {t('show')}
        </Button>
        <a href={ADDRESS}>{t('back')}</a>
      </div>
    </form>
  )
}

/** What stands in a day's field at first: a new calendar has the hours that most offices have. */
function firstHours(calendar: CalendarView | null, day: number): string | undefined {
  if (calendar) return calendar.days[day - 1]
  return day <= 5 ? '09:00–17:00' : ''
}

interface DayFieldProps {
  /** Monday is 1. */
  readonly day: number
  readonly given: string | undefined
  readonly error: string | undefined
}

function DayField({ day, given, error }: DayFieldProps) {
  const t = useWords(calendarWords)
  const format = dateFormat(LOCALES[useLocale()].formats, { weekday: 'long', timeZone: 'UTC' })
  return (
    <Field
      label={format.format(A_MONDAY + (day - 1) * DAY)}
      name={`day_${day}`}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      placeholder={t('closed')}
      defaultValue={given}
      error={error}
    />
  )
}

interface ClosuresProps {
  readonly calendar: CalendarView
  readonly siteZone: string
  readonly sentBack: SentBack | undefined
}

function Closures({ calendar, siteZone, sentBack }: ClosuresProps) {
  const t = useWords(calendarWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  const zone = calendar.zone === '' ? siteZone : calendar.zone
  return (
    <section className="stack">
      <div>
        <SectionHead title={t('closures')} />
        <p className="meta">{t('closures.text')}</p>
      </div>
      {calendar.closures.length > 0 && (
        <Table
          caption={t('closures')}
          rows={calendar.closures}
          keyOf={({ id }) => id}
          columns={[
            {
              head: t('closure.head.name'),
              name: true,
              cell: ({ name }) => <span dir="auto">{name === '' ? t('closure.unnamed') : name}</span>,
            },
            { head: t('closure.head.from'), cell: ({ from }) => from },
            { head: t('closure.head.until'), cell: ({ until }) => until },
            {
              head: t('closure.head.act'),
              cell: ({ id, from }) => (
                <form method="post">
                  <input type="hidden" name="closure" value={id} />
                  <Button small name="intent" value="open">
                    {t.rich('closure.remove', { from, hide: (inner) => <span className="hide">{inner}</span> })}
                  </Button>
                </form>
              ),
            },
          ]}
        />
      )}
      <form method="post" className="form">
        <Field
          type="datetime-local"
          label={t('closure.from')}
          name="closed_from"
          required
          defaultValue={values['closed_from']}
          error={errors['closed_from']}
          hint={t('closure.zone', { place: placeOf(zone) })}
        />
        <Field
          type="datetime-local"
          label={t('closure.until')}
          name="closed_until"
          required
          defaultValue={values['closed_until']}
          error={errors['closed_until']}
        />
        <Field
          label={t('closure.name')}
          name="closed_name"
          maxLength={80}
          autoComplete="off"
          defaultValue={values['closed_name']}
          error={errors['closed_name']}
          hint={t('closure.name.hint')}
        />
        <div>
          <Button name="intent" value="close">
            {t('closure.add')}
          </Button>
        </div>
      </form>
    </section>
  )
}

/** What else can be done with a calendar: the default one stays. */
function More({ calendar }: { readonly calendar: CalendarView }) {
  const t = useWords(calendarWords)
  return (
    <section>
      <SectionHead title={t('more')} />
      {calendar.isDefault ? (
        <p className="meta">{t('is.default')}</p>
      ) : (
        <form method="post" className="stack">
          <p className="meta">{t('make.default.text')}</p>
          <div className="form-acts">
            <Button name="intent" value="default">
              {t('make.default')}
            </Button>
            <LinkButton look="danger" href={`${ADDRESS}/${calendar.id}?remove=1`}>
              {t('remove')}
            </LinkButton>
          </div>
        </form>
      )}
    </section>
  )
}

export interface RemoveCalendarPageProps {
  readonly calendar: CalendarView
  /** The name of the calendar that holds instead. */
  readonly defaultName: string
  readonly sentBack?: SentBack | undefined
}

/** What removing a calendar means, and the button that does it. */
export function RemoveCalendarPage({ calendar, defaultName, sentBack }: RemoveCalendarPageProps) {
  const t = useWords(calendarWords)
  const names = calendar.categories.map(({ name }) => name)
  return (
    <form method="post" className="column narrow form">
      <ErrorSummary errors={sentBack?.errors} />
      <Notice tone="signal">
        <p>
          {calendar.isDefault
            ? t('is.default')
            : names.length === 0
              ? t('remove.none')
              : t('remove.some', { count: names.length, names: listIn(t.locale, names), default: defaultName })}
        </p>
      </Notice>
      <div className="form-acts">
        {!calendar.isDefault && (
          <Button look="danger-primary" name="intent" value="remove">
            {t('remove.sure')}
          </Button>
        )}
        <LinkButton look="plain" href={`${ADDRESS}/${calendar.id}`}>
          {t('remove.keep')}
        </LinkButton>
      </div>
    </form>
  )
}
