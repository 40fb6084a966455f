import { useKeptAnswer } from '#app/ui/use-kept-answer.ts'
import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import {
  claim,
  handOver,
  passOn,
  release,
  resolveEscalation,
  snooze,
  undoAtDesk,
  wake,
} from '#app/features/escalations/commands/act-on-escalation.server.ts'
import { inviteMember } from '#app/features/escalations/commands/escalate-thread.server.ts'
import { setCustomer } from '#app/features/escalations/commands/set-customer.server.ts'
import { answerFromDesk } from '#app/features/escalations/commands/answer-from-desk.server.ts'
import { writeNote } from '#app/features/escalations/commands/write-note.server.ts'
import { getEscalation, openAgain } from '#app/features/escalations/queries/facts.server.ts'
import { getQueue } from '#app/features/escalations/queries/queue.server.ts'
import { getWork } from '#app/features/escalations/queries/work.server.ts'
import { snoozeUntil } from '#app/features/escalations/rules/snooze-times.ts'
import { QueueQuery, WorkForm } from '#app/features/escalations/schemas.ts'
import { DeskPage } from '#app/features/escalations/ui/desk-page.tsx'
import { queueAddress } from '#app/features/escalations/ui/queue-pane.tsx'
import { deskWords } from '#app/features/escalations/words/desk.ts'
import { findArticlesForThread, findNearby } from '#app/features/find/queries/nearby.server.ts'
import { setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { writePrivately } from '#app/features/forum/commands/private-part.server.ts'
import { SOURCE_LOCALE } from '#app/locale/locales.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, idParam, parseForm, parseQuery, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { loader as rootLoader, PageHandle } from '#app/root.tsx'
import styles from '#app/styles/desk.css?url'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: speak(localeIn(matches) ?? SOURCE_LOCALE, deskWords)('title.one', { title: data?.work.row.title ?? '' }) },
]

export { revalidateWhenLate as shouldRevalidate } from '#app/ui/late.ts'

export const loader = loaderFor('staff', async ({ context, viewer, params, url }) => {
  const id = idParam(params['escalationId'])
  const query = parseQuery(QueueQuery, url.searchParams)
  const filters = { queue: query.queue, team: query.team, category: query.category, reason: query.reason }
  const again = await openAgain(context.db, id)
  // What was over and came back is worked on under its new number.
  if (again !== null) throw redirect(`/desk/escalations/${again}${url.search}`)
  const work = await getWork(context, id, query.write, query.prepared)
  return {
    queue: await getQueue(context, filters, query.page),
    work,
    show: query.show,
    parts: deskParts(viewer),
    similar: await findNearby(context, context.search, work.thread),
    articles: await findArticlesForThread(context, context.search, work.thread),
    done: {
      done: query.done,
      undo: query.undo === null ? [] : [query.undo],
      count: query.count ?? 1,
      all: query.all ?? 1,
    },
  }
})

export const action = actionFor('staff', LIMITS.staff, async ({ context, params, form, url }) => {
  const id = idParam(params['escalationId'])
  const query = parseQuery(QueueQuery, url.searchParams)
  const filters = { queue: query.queue, team: query.team, category: query.category, reason: query.reason }
  const here = `/desk/escalations/${id}`
  const done = (name: string, act: { readonly entry: number } | null = null, path = here) =>
    redirect(queueAddress(path, filters, { done: name, undo: act && String(act.entry) }))
  if (form.get('intent') === 'preview') {
    const body = formText(form, 'body')
    return { values: valuesOf(form), previewHtml: await context.markdown.render(body, context.viewer.id) }
  }
  const sent = parseForm(WorkForm, form)
  const { escalation, thread } = await getEscalation(context.db, context.viewer, id)
  switch (sent.intent) {
    case 'claim':
      throw done('claimed', await claim(context, id))
    case 'take-over':
      throw done('claimed', await claim(context, id, true))
    case 'release':
      throw done('released', await release(context, id))
    case 'wake':
      throw done('woke', await wake(context, id))
    case 'resolve':
      throw done('resolved', await resolveEscalation(context, id))
    case 'pass':
      throw done('passed', await passOn(context, id, sent.reason))
    case 'hand-over': {
      const [kind, number] = sent.to.split(':')
      const to = kind === 'team' ? { team: Number(number) } : { member: Number(number) }
      throw done('handed', await handOver(context, id, to, sent.reason))
    }
    case 'snooze': {
      const until = snoozeUntil(sent.until, context.clock.now(), context.site.zone)
      throw done('snoozed', await snooze(context, id, until))
    }
    case 'answer':
    case 'answer-resolve': {
      const resolves = sent.intent === 'answer-resolve'
      const act = await answerFromDesk(
        context,
        id,
        { body: sent.body, key: sent.key, isSure: sent.sure === '1', prepared: sent.prepared },
        resolves,
      )
      throw done(resolves ? 'answered-resolved' : 'answered', act)
    }
    case 'details': {
      const { body, key, sure, prepared } = sent
      await answerFromDesk(context, id, { body, key, isSure: sure === '1', prepared }, 'details')
      throw done('details')
    }
    case 'private':
    case 'private-told': {
      const { body, key, prepared } = sent
      await writePrivately(context, thread.id, { body, key, prepared, needsNothing: sent.intent === 'private-told' })
      throw done(sent.intent)
    }
    case 'note':
      await writeNote(context, thread.id, { body: sent.body, key: sent.key })
      throw done('note')
    case 'invite':
      await inviteMember(context, thread.id, sent.handle, sent.why)
      throw done('invited')
    case 'close':
      await setThreadState(context, thread.id, 'close', sent.reason)
      throw done('closed')
    case 'undo':
      throw done((await undoAtDesk(context, sent.entry)).act === 'resolved' ? 'opened-again' : 'undone')
    case 'customer':
      if (thread.author_id !== null) await setCustomer(context, thread.author_id, sent)
      throw done('customer', null, `/desk/escalations/${escalation.id}`)
  }
})

export default function Escalation() {
  const { queue, work, show, parts, done, similar, articles } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData<typeof rootLoader>('root')
  return (
    <DeskPage
      queue={queue}
      parts={parts}
      done={done}
      work={work}
      show={show}
      owner={root?.viewer.id ?? 0}
      similar={similar}
      articles={articles}
      sentBack={useKeptAnswer(useActionData<typeof action>())}
    />
  )
}
