import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { deskParts } from '#app/access/desk.ts'
import { sayingOf } from '#app/kernel/sayings.ts'
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
export const meta: MetaFunction = () => [{ title: 'Jobs · Desk' }]

const Query = z.object({
  state: z.enum(JOB_STATES).catch('parked').default('parked'),
  page: z.string().max(80).nullable().catch(null).default(null),
})
const Act = z.object({
  job: z.string('There is no such job.'),
  intent: z.enum(['retry', 'discard'], 'Press one of the two buttons.'),
})

const DONE: Readonly<Record<string, string>> = {
  retry: 'The job is tried again now.',
  discard: 'The job is gone. What it would have brought up to date stays as it is.',
}

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const { state, page } = parseQuery(Query, url.searchParams)
  return {
    state,
    jobs: await listJobs(context, state, page),
    parts: deskParts(viewer),
    done: sayingOf(DONE, url.searchParams.get('done')),
  }
})

export const action = actionFor('staff', LIMITS.staff, async ({ context, form }) => {
  const { job, intent } = parseForm(Act, form)
  if (intent === 'retry') await retryJob(context, idParam(job))
  else await discardJob(context, idParam(job))
  return redirect(`/desk/jobs?done=${intent}`)
})

const STATE_WORDS = { parked: 'Given up', running: 'Running', waiting: 'Waiting' } as const
const EMPTY_WORDS = {
  parked: 'No job was given up.',
  running: 'No job is running at this moment.',
  waiting: 'No job is waiting.',
} as const

export default function Jobs() {
  const { state, jobs, parts, done } = useLoaderData<typeof loader>()
  const to = (page: string | null): string | null => (page === null ? null : address('/desk/jobs', { state, page }))
  return (
    <DeskFrame
      at="jobs"
      parts={parts}
      counts={{ jobs: jobs.counts.parked }}
      title="Jobs"
      lead="What follows from people’s acts: indexing, notices, mails. One that fails is tried again, later and later, then given up and kept here."
      done={done}
    >
      <Tabs
        label="States"
        tabs={JOB_STATE_TABS.map((one) => ({
          href: address('/desk/jobs', { state: one }),
          words: STATE_WORDS[one],
          current: one === state,
          count: jobs.counts[one],
          urgent: one === 'parked',
        }))}
      />
      {jobs.rows.length === 0 ? (
        <Empty title={EMPTY_WORDS[state]} well="solved" />
      ) : (
        <Table
          caption="Jobs"
          rows={jobs.rows}
          keyOf={(row) => row.id}
          columns={state === 'parked' ? [...COLUMNS, acts(jobs.mayDiscard)] : COLUMNS}
        />
      )}
      <Paging newer={to(jobs.newer)} older={to(jobs.older)} />
    </DeskFrame>
  )
}

/** The list of the server's module, which the browser does not get. */
const JOB_STATE_TABS = ['parked', 'running', 'waiting'] as const

const COLUMNS: Column<JobRowView>[] = [
  {
    head: 'Job',
    name: true,
    cell: (row) => (
      <>
        <code>{row.name}</code> {row.subject}
      </>
    ),
  },
  { head: 'Tries', figures: true, cell: (row) => row.tries },
  { head: 'Due', cell: (row) => <Time at={row.parkedAt ?? row.dueAt} as="stamp" /> },
  { head: 'What it said', cell: (row) => <What error={row.error} /> },
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

function acts(mayDiscard: boolean): Column<JobRowView> {
  return {
    head: 'Act',
    cell: (row) => (
      <form method="post" className="flow">
        <input type="hidden" name="job" value={row.id} />
        <Button small name="intent" value="retry">
          Try again
        </Button>
        {mayDiscard && (
          <Button small look="danger" name="intent" value="discard">
            Discard
          </Button>
        )}
      </form>
    ),
  }
}
