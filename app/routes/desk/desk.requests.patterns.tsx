import { sentenceIn } from '#app/locale/saying.ts'
import { doneIn } from '#app/frame/done.ts'
import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { addPattern, removePattern, tryPattern } from '#app/features/requests/commands/mind-patterns.server.ts'
import { listPatterns } from '#app/features/requests/queries/patterns.server.ts'
import { PatternForm, RemovePatternForm } from '#app/features/requests/schemas.ts'
import { PatternsPage } from '#app/features/requests/ui/patterns-page.tsx'
import { ownValue } from '#app/kernel/own-value.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('whatIsRedactedDesk') }]

const DONE = {
  added: 'done.requestspatterns.added',
  removed: 'done.requestspatterns.removed',
} as const

export const loader = loaderFor('admin', async ({ context, viewer, url }) => ({
  patterns: await listPatterns(context.db),
  parts: deskParts(viewer),
  done: doneIn(context.locale, ownValue(DONE, url.searchParams.get('done'))),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  if (form.get('intent') === 'remove') {
    await removePattern(context, parseForm(RemovePatternForm, form).pattern_id)
    return redirect('/desk/requests/patterns?done=removed')
  }
  const { name, pattern, sample, sure, intent } = parseForm(PatternForm, form)
  if (intent === 'try') {
    const { hidden, ...tried } = await tryPattern(context, { name, pattern }, sample)
    const said = hidden === null ? null : sentenceIn(context.locale, hidden)
    return { values: valuesOf(form), tried: { ...tried, hidden: said } }
  }
  await addPattern(context, { name, pattern, sure: sure !== undefined })
  return redirect('/desk/requests/patterns?done=added')
})

export default function Patterns() {
  const t = useWords(deskWords)
  const { patterns, parts, done } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  return (
    <DeskFrame at="requests" parts={parts} title={t('whatIsRedacted')} done={sent ? null : done}>
      <PatternsPage patterns={patterns} sentBack={sent} tried={sent && 'tried' in sent ? sent.tried : undefined} />
    </DeskFrame>
  )
}
