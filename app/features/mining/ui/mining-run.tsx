import { topicsWords } from '#app/features/mining/words/topics.ts'
import { useWords } from '#app/locale/react.tsx'
import { Form, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { RunView } from '../types.ts'
import { bold } from './bold.tsx'

const STAGES = ['waiting', 'reading', 'domains', 'level', 'grouping', 'placing', 'keeping', 'counting'] as const

const LOOK_AGAIN = 2000
/** Below this the restarts agree too little for the topics to be relied on. */
const UNCERTAIN = 0.7
/** With more requests than this, still more hardly help. */
const FEW = 5000

/** How a run goes on; it looks again by itself, with and without a script. */
export function MiningRun({ run }: { readonly run: RunView | null }) {
  const t = useWords(topicsWords)
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
        {t.rich('run.failed', { b: bold, time: <Time at={run.startedAt} />, error: run.error })}
      </Notice>
    )
  }
  if (run.state === 'done' && run.agreement > 0 && run.agreement < UNCERTAIN) {
    return (
      <Notice>
        {t(run.requestCount < FEW ? 'run.uncertainFew' : 'run.uncertain', { percent: Math.round(run.agreement * 100) })}
      </Notice>
    )
  }
  if (!isRunning) return null
  return (
    <div className="mining" role="status">
      <noscript>
        <meta httpEquiv="refresh" content="5" />
      </noscript>
      <label htmlFor="mining">{t.rich(`run.${stageOf(run)}`, { b: bold })}</label>
      <progress id="mining" max={1000} value={run.progress} />
      <Form method="post" action="/desk/topics">
        <input type="hidden" name="run" value={run.id} />
        <Button small name="intent" value="cancel">
          {t('cancel')}
        </Button>
      </Form>
    </div>
  )
}

/** What a run does at the moment; one of another version of the product may do something else. */
function stageOf(run: RunView): (typeof STAGES)[number] | 'other' {
  return STAGES.find((one) => one === run.stage) ?? 'other'
}
