import { useWords } from '#app/locale/react.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Table } from '#app/ui/table.tsx'
import type { PanelRow } from '../types.ts'
import { panelWords } from '../words/panels.ts'

/** All panels for staff, and the way to a new one. */
export function PanelsTable({ panels }: { readonly panels: readonly PanelRow[] }) {
  const t = useWords(panelWords)
  return (
    <div className="stack">
      <p>
        <LinkButton href="/desk/panels/new" look="primary">
          {t('desk.new')}
        </LinkButton>
      </p>
      {panels.length === 0 ? (
        <Empty title={t('desk.none')} />
      ) : (
        <Table
          caption={t('title')}
          rows={panels}
          keyOf={(panel) => panel.id}
          columns={[
            {
              head: t('col.panel'),
              name: true,
              cell: (panel) => (
                <a href={`/desk/panels/${panel.id}`} dir="auto">
                  {panel.title}
                </a>
              ),
            },
            { head: t('col.state'), cell: (panel) => t(`state.${panel.state}`) },
            {
              head: t('col.answered'),
              figures: true,
              cell: ({ answered, invited }) => t('answered.of', { answered, invited }),
            },
            {
              head: t('col.closes'),
              cell: ({ closesAt }) => (closesAt === null ? t('closes.open') : <Time at={closesAt - 1} as="day" />),
            },
          ]}
        />
      )}
    </div>
  )
}
