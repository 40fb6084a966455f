import { Form, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { counted } from '#app/ui/words.ts'
import type { RunView } from '../types.ts'

const STAGES: Readonly<Record<string, string>> = {
  waiting: 'It waits for the worker.',
  reading: 'Reading the requests.',
  level: 'Finding out how finely they divide.',
  grouping: 'Grouping what asks the same.',
  placing: 'Placing each request.',
  keeping: 'Writing the topics down.',
  counting: 'Counting what each would save.',
}

const LOOK_AGAIN = 2000
/** Below this the restarts agree too little for the topics to be relied on. */
const UNCERTAIN = 0.7
/** With more requests than this, still more hardly help. */
const FEW = 5000

/** How a run goes on; it looks again by itself, with and without a script. */
export function MiningRun({ run }: { readonly run: RunView | null }) {
  const isRunning = run?.state === 'running'
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(revalidate, LOOK_AGAIN)
    return () => clearInterval(timer)
  }, [isRunning, revalidate])
  if (!run) return null
  if (run.state === 'failed') {
    return (
      <Notice tone="signal">
        <b>The last run failed</b> <Time at={run.startedAt} />: {run.error}
      </Notice>
    )
  }
  if (run.state === 'done' && run.agreement > 0 && run.agreement < UNCERTAIN) {
    return (
      <Notice>
        The groups are uncertain: runs with other beginnings agree by {Math.round(run.agreement * 100)} %.{' '}
        {run.requestCount < FEW
          ? 'More requests make them firmer.'
          : 'Before you write about a topic, look there how it would fall apart.'}
      </Notice>
    )
  }
  if (!isRunning) return null
  return (
    <div className="mining" role="status">
      <noscript>
        <meta httpEquiv="refresh" content="5" />
      </noscript>
      <label htmlFor="mining">
        <b>Mining.</b> {STAGES[run.stage] ?? run.stage}
      </label>
      <progress id="mining" max={1000} value={run.progress} />
      <Form method="post" action="/desk/topics">
        <input type="hidden" name="run" value={run.id} />
        <Button small name="intent" value="cancel">
          Cancel
        </Button>
      </Form>
    </div>
  )
}

/** When and from what the topics were made. */
export function runWords(run: RunView | null): string {
  if (!run || run.state !== 'done' || run.finishedAt === null) return ''
  const seconds = Math.max(1, Math.round((run.finishedAt - run.startedAt) / 1000))
  return `${counted(run.requestCount, 'request')}, grouped in ${seconds} s`
}
