import type { CalendarRowView, CategoryPromiseView } from '../types.ts'
import { calendarWords } from '../words/calendars.ts'
import { useWords } from '#app/locale/react.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'

const ADDRESS = '/desk/calendars'

export interface CalendarsPageProps {
  readonly calendars: readonly CalendarRowView[]
  readonly promises: readonly CategoryPromiseView[]
}

/** Every calendar with its hours, and what each category promises in them. */
export function CalendarsPage({ calendars, promises }: CalendarsPageProps) {
  const t = useWords(calendarWords)
  return (
    <div className="stack">
      {calendars.length === 0 ? (
        <Empty title={t('empty.title')} well={null}>
          <p>{t('empty.text')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('caption')}
          rows={calendars}
          keyOf={({ id }) => id}
          columns={[
            {
              head: t('head.calendar'),
              name: true,
              cell: ({ id, name, isDefault }) => (
                <span>
                  <a href={`${ADDRESS}/${id}`} dir="auto">
                    {name}
                  </a>
                  {isDefault && <b> · {t('default')}</b>}
                </span>
              ),
            },
            { head: t('head.hours'), cell: ({ hours }) => hours },
            { head: t('head.holidays'), figures: true, cell: ({ holidays }) => holidays },
          ]}
        />
      )}
      <p>
        <LinkButton href={`${ADDRESS}/new`}>{t('add')}</LinkButton>
      </p>
      {promises.length > 0 && <Promises promises={promises} />}
    </div>
  )
}

function Promises({ promises }: Pick<CalendarsPageProps, 'promises'>) {
  const t = useWords(calendarWords)
  return (
    <section>
      <SectionHead title={t('promises')} />
      <Table
        caption={t('promises')}
        rows={promises}
        keyOf={({ id }) => id}
        columns={[
          { head: t('head.category'), name: true, cell: ({ name }) => <span dir="auto">{name}</span> },
          { head: t('head.promise'), cell: ({ promise }) => promise ?? t('promise.none') },
          { head: t('head.calendar'), cell: ({ calendar }) => <span dir="auto">{calendar}</span> },
          {
            head: t('head.act'),
            cell: ({ id, name }) => (
              <LinkButton small href={`/desk/categories/${id}/promise`}>
                {t.rich('change', { name, hide: (inner) => <span className="hide">{inner}</span> })}
              </LinkButton>
            ),
          },
        ]}
      />
    </section>
  )
}
