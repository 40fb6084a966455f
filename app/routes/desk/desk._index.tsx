import { useKeptAnswer } from '#app/ui/use-kept-answer.ts'
import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { claim, release, snooze, undoAtDesk } from '#app/features/escalations/commands/act-on-escalation.server.ts'
import { onEach } from '#app/features/escalations/commands/on-each.server.ts'
import { removeView, saveView } from '#app/features/escalations/commands/saved-views.server.ts'
import { escalationOf } from '#app/features/escalations/queries/facts.server.ts'
import { getOverview, getQueue } from '#app/features/escalations/queries/queue.server.ts'
import { tomorrowMorning } from '#app/features/escalations/rules/snooze-times.ts'
import { QueueForm, QueueQuery } from '#app/features/escalations/schemas.ts'
import { DeskPage } from '#app/features/escalations/ui/desk-page.tsx'
import { queueAddress } from '#app/features/escalations/ui/queue-pane.tsx'
import { deskWords } from '#app/features/escalations/words/desk.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { loader as rootLoader, PageHandle } from '#app/root.tsx'
import styles from '#app/styles/desk.css?url'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), deskWords)('title') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const query = parseQuery(QueueQuery, url.searchParams)
  if (query.thread !== null) {
    const id = await escalationOf(context.db, viewer, query.thread)
    throw redirect(id === null ? `/t/${query.thread}` : `/desk/escalations/${id}`)
  }
  const filters = { queue: query.queue, team: query.team, category: query.category, reason: query.reason }
  return {
    queue: await getQueue(context, filters, query.page),
    overview: await getOverview(context),
    parts: deskParts(viewer),
    done: {
      done: query.done,
      undo: url.searchParams.getAll('undo').map(Number).filter(Number.isInteger).slice(0, 100),
      count: query.count ?? 1,
      all: query.all ?? 1,
    },
  }
})

export const action = actionFor('staff', LIMITS.staff, async ({ context, form, url }) => {
  const query = parseQuery(QueueQuery, url.searchParams)
  const filters = { queue: query.queue, team: query.team, category: query.category, reason: query.reason }
  const back = (more: Readonly<Record<string, string | null>>, path = '/desk') =>
    redirect(queueAddress(path, filters, more))
  const sent = parseForm(QueueForm, form)
  switch (sent.intent) {
    case 'claim': {
      const done = await claim(context, sent.escalation)
      throw back({ done: 'claimed', undo: done && String(done.entry) }, `/desk/escalations/${sent.escalation}`)
    }
    case 'claim-chosen':
    case 'release-chosen':
    case 'snooze-chosen': {
      const act = sent.intent.slice(0, -'-chosen'.length)
      const until = tomorrowMorning(context.clock.now(), context.site.zone)
      const { done, entries } = await onEach(sent.chosen, (id) =>
        act === 'claim' ? claim(context, id) : act === 'release' ? release(context, id) : snooze(context, id, until),
      )
      const told = { claim: 'claimed', release: 'released', snooze: 'snoozed' }[act] ?? null
      const address = queueAddress('/desk', filters, {
        done: told,
        count: String(done),
        all: String(sent.chosen.length),
      })
      throw redirect([address, ...entries.map((entry) => `undo=${entry}`)].join('&'))
    }
    case 'undo': {
      let undone = { escalation: 0, act: '' }
      const { done } = await onEach(sent.entry, async (entry) => {
        undone = await undoAtDesk(context, entry)
        return null
      })
      const path = url.searchParams.get('back')
      const isWork = path !== null && path !== '/desk' && sent.entry.length === 1
      throw back(
        {
          done: undone.act === 'resolved' && sent.entry.length === 1 ? 'opened-again' : 'undone',
          count: String(done),
          all: String(sent.entry.length),
        },
        isWork ? `/desk/escalations/${undone.escalation}` : '/desk',
      )
    }
    case 'save-view':
      await saveView(context, sent.name, sent.query)
      throw back({ done: 'view' })
    case 'remove-view':
      await removeView(context, sent.view)
      throw back({ done: 'view-removed' })
  }
})

export default function Desk() {
  const { queue, overview, parts, done } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData<typeof rootLoader>('root')
  return (
    <DeskPage
      queue={queue}
      parts={parts}
      done={done}
      work={null}
      overview={overview}
      show={null}
      owner={root?.viewer.id ?? 0}
      similar={[]}
      articles={[]}
      sentBack={useKeptAnswer(useActionData<typeof action>())}
    />
  )
}
