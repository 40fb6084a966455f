import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { saveRules } from '#app/features/recognition/commands/save-rules.server.ts'
import { recognitionParts } from '#app/features/recognition/queries/parts.server.ts'
import { readPointRules, rulesChangedAt } from '#app/features/recognition/queries/point-rules.server.ts'
import { previewRules } from '#app/features/recognition/queries/preview-rules.server.ts'
import { PointRulesForm } from '#app/features/recognition/schemas.ts'
import { RulesPage } from '#app/features/recognition/ui/rules-page.tsx'
import { parseForm, valuesOf } from '#app/platform/http/forms.server.ts'
import { DeskParts } from '#app/features/recognition/ui/desk-parts.tsx'
import { recognitionDeskWords } from '#app/features/recognition/words/desk.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), recognitionDeskWords)('rules.title') },
]

export const loader = loaderFor('admin', async ({ context, viewer, url }) => ({
  rules: await readPointRules(context.db),
  changedAt: await rulesChangedAt(context.db),
  parts: deskParts(viewer),
  own: await recognitionParts(context),
  done: url.searchParams.has('done'),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const { intent, rules, seen } = parseForm(PointRulesForm, form)
  if (intent === 'save') {
    await saveRules(context, rules, seen)
    throw redirect('/desk/advocates/rules?done=1')
  }
  return { values: valuesOf(form), preview: await previewRules(context, rules) }
})

export default function Rules() {
  const t = useWords(recognitionDeskWords)
  const { rules, changedAt, parts, own, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <DeskFrame
      at="advocates"
      parts={parts}
      title={t('rules.title')}
      lead={t('rules.lead')}
      done={!answer && done && t('done.rules')}
    >
      <DeskParts at="rules" open={own.open} suspicions={own.suspicions}>
        <RulesPage
          rules={rules}
          changedAt={changedAt}
          preview={answer !== undefined && 'preview' in answer ? answer.preview : null}
          sentBack={answer}
        />
      </DeskParts>
    </DeskFrame>
  )
}
