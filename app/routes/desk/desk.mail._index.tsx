import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { deskParts } from '#app/access/desk.ts'
import { parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { listMails, MAIL_STATES } from '#app/platform/mail/desk.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Table } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = () => [{ title: 'Mail · Desk' }]

const Query = z.object({
  state: z.enum(MAIL_STATES).catch('all').default('all'),
  page: z.string().max(80).nullable().catch(null).default(null),
})

export const loader = loaderFor('admin', async ({ context, viewer, url }) => {
  const { state, page } = parseQuery(Query, url.searchParams)
  return {
    state,
    mails: await listMails(context, state, page),
    hasServer: context.env.smtpUrl !== null,
    parts: deskParts(viewer),
  }
})

const STATES = [
  ['all', 'All'],
  ['kept', 'Not sent'],
  ['sent', 'Sent'],
  ['failed', 'Refused'],
] as const

export default function Mails() {
  const { state, mails, hasServer, parts } = useLoaderData<typeof loader>()
  const to = (page: string | null): string | null => (page === null ? null : address('/desk/mail', { state, page }))
  return (
    <DeskFrame at="mail" parts={parts} title="Mail">
      {!hasServer && (
        <Notice tone="info">
          No mail server is set (<code>SMTP_URL</code>), so mails are kept here and go nowhere. Pass on what somebody
          needs, such as the link that confirms an address.
        </Notice>
      )}
      <Tabs
        label="States"
        tabs={STATES.map(([one, words]) => ({
          href: address('/desk/mail', { state: one }),
          words,
          current: one === state,
        }))}
      />
      {mails.rows.length === 0 ? (
        <Empty title="No mail stands here." well={null} />
      ) : (
        <Table
          caption="Mails"
          rows={mails.rows}
          keyOf={(row) => row.id}
          columns={[
            {
              head: 'Subject',
              name: true,
              cell: (row) => (
                <a href={`/desk/mail/${row.id}`} dir="auto">
                  {row.subject}
                </a>
              ),
            },
            { head: 'To', cell: (row) => row.to },
            { head: 'Written', cell: (row) => <Time at={row.createdAt} as="stamp" /> },
            {
              head: 'State',
              cell: (row) =>
                row.sentAt !== null ? (
                  <>
                    sent <Time at={row.sentAt} as="stamp" />
                  </>
                ) : row.failedAt !== null ? (
                  <b>refused: {row.error}</b>
                ) : (
                  'not sent'
                ),
            },
          ]}
        />
      )}
      <Paging newer={to(mails.newer)} older={to(mails.older)} />
    </DeskFrame>
  )
}
