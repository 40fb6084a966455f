import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
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
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('mailDesk') }]

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

const STATES = ['all', 'kept', 'sent', 'failed'] as const

export default function Mails() {
  const t = useWords(deskWords)
  const { state, mails, hasServer, parts } = useLoaderData<typeof loader>()
  const to = (page: string | null): string | null => (page === null ? null : address('/desk/mail', { state, page }))
  return (
    <DeskFrame at="mail" parts={parts} title={t('mail')}>
      {!hasServer && <Notice tone="info">{t.rich('noMailServer', { setting: <code>SMTP_URL</code> })}</Notice>}
      <Tabs
        label={t('states')}
        tabs={STATES.map((one) => ({
          href: address('/desk/mail', { state: one }),
          words: t(`mails.${one}`),
          current: one === state,
        }))}
      />
      {mails.rows.length === 0 ? (
        <Empty title={t('noMailStandsHere')} well={null} />
      ) : (
        <Table
          caption={t('mails')}
          rows={mails.rows}
          keyOf={(row) => row.id}
          columns={[
            {
              head: t('subject'),
              name: true,
              cell: (row) => (
                <a href={`/desk/mail/${row.id}`} dir="auto">
                  {row.subject}
                </a>
              ),
            },
            { head: t('to'), cell: (row) => row.to },
            { head: t('written'), cell: (row) => <Time at={row.createdAt} as="stamp" /> },
            {
              head: t('state'),
              cell: (row) =>
                row.sentAt !== null ? (
                  t.rich('sentTime2', { time: <Time at={row.sentAt} as="stamp" /> })
                ) : row.failedAt !== null ? (
                  <b>{t('refusedError2', { error: row.error ?? '' })}</b>
                ) : (
                  t('notSent')
                ),
            },
          ]}
        />
      )}
      <Paging newer={to(mails.newer)} older={to(mails.older)} />
    </DeskFrame>
  )
}
