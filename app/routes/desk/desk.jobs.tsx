import { sayingText } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { doneIn } from '#app/frame/done.ts'
import { deskWords } from '#app/frame/words/desk.ts'
import { figureIn } from '#app/locale/formats.ts'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { deskParts } from '#app/access/desk.ts'
import { SearchMeaning, SearchServer } from '#app/features/find/ui/search-server.tsx'
import { ownValue } from '#app/kernel/own-value.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { discardJob, JOB_STATES, listJobs, retryJob, type JobRowView } from '#app/platform/jobs/desk.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Table, type Column } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('jobsDesk') }]

const Query = z.object({
  state: z.enum(JOB_STATES).catch('parked').default('parked'),
  page: z.string().max(80).nullable().catch(null).default(null),
})
const Act = z.object({
  job: z.string(sayingText(platformRefusals, 'noSuchJob')),
  intent: z.enum(['retry', 'discard'], sayingText(platformRefusals, 'pressOne')),
})

const DONE = {
  retry: 'done.jobs.retry',
  discard: 'done.jobs.discard',
} as const

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const { state, page } = parseQuery(Query, url.searchParams)
  return {
    state,
    jobs: await listJobs(context, state, page),
    server: (await context.search.state?.()) ?? null,
    meaning: (await context.search.meaning?.state()) ?? null,
    parts: deskParts(viewer),
    done: doneIn(context.locale, ownValue(DONE, url.searchParams.get('done'))),
  }
})

export const action = actionFor('staff', LIMITS.staff, async ({ context, form }) => {
  const { job, intent } = parseForm(Act, form)
  if (intent === 'retry') await retryJob(context, idParam(job))
  else await discardJob(context, idParam(job))
  return redirect(`/desk/jobs?done=${intent}`)
})

export default function Jobs() {
  const t = useWords(deskWords)
  const { state, jobs, server, meaning, parts, done } = useLoaderData<typeof loader>()
  const to = (page: string | null): string | null => (page === null ? null : address('/desk/jobs', { state, page }))
  return (
    <DeskFrame
      at="jobs"
      parts={parts}
      counts={{ jobs: jobs.counts.parked }}
      title={t('jobs')}
      lead={t('whatFollowsFromPeoples')}
      done={done}
    >
      {server && <SearchServer server={server} />}
      {meaning && <SearchMeaning meaning={meaning} />}
      <Tabs
        label={t('states')}
        tabs={JOB_STATE_TABS.map((one) => ({
          href: address('/desk/jobs', { state: one }),
          words: t(`jobs.${one}`),
          current: one === state,
          count: jobs.counts[one],
          urgent: one === 'parked',
        }))}
      />
      {jobs.rows.length === 0 ? (
        <Empty title={t(`jobs.none.${state}`)} well="solved" />
      ) : (
        <Table
          caption={t('jobs')}
          rows={jobs.rows}
          keyOf={(row) => row.id}
          columns={state === 'parked' ? [...columns(t), acts(t, jobs.mayDiscard)] : columns(t)}
        />
      )}
      <Paging newer={to(jobs.newer)} older={to(jobs.older)} />
    </DeskFrame>
  )
}

/** The list of the server's module, which the browser does not get. */
const JOB_STATE_TABS = ['parked', 'running', 'waiting'] as const

type DeskSpeaker = PageSpeaker<(typeof deskWords)['messages']>

const columns = (t: DeskSpeaker): Column<JobRowView>[] => [
  {
    head: t('job'),
    name: true,
    cell: (row) => (
      <>
        <code>{row.name}</code> {row.subject}
      </>
    ),
  },
  { head: t('tries'), figures: true, cell: (row) => figureIn(t.locale, row.tries) },
  { head: t('due'), cell: (row) => <Time at={row.parkedAt ?? row.dueAt} as="stamp" /> },
  { head: t('whatItSaid'), cell: (row) => <What error={row.error} /> },
]

function What({ error }: { readonly error: string | null }) {
  if (error === null) return '–'
  const [first = '', ...rest] = error.split('\n')
  if (rest.length === 0) return first
  return (
    <details>
      <summary>{first}</summary>
      <pre tabIndex={0}>{rest.join('\n')}</pre>
    </details>
  )
}

function acts(t: DeskSpeaker, mayDiscard: boolean): Column<JobRowView> {
  return {
    head: t('act'),
    cell: (row) => (
      <form method="post" className="flow">
        <input type="hidden" name="job" value={row.id} />
        <Button small name="intent" value="retry">
          {t('tryAgain')}
        </Button>
        {mayDiscard && (
          <Button small look="danger" name="intent" value="discard">
            {t('discard')}
          </Button>
        )}
      </form>
    ),
  }
}
