import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { mayMindSecondTier } from '#app/access/escalations.ts'
import { saveSecondTier } from '#app/features/escalations/commands/save-second-tier.server.ts'
import { dryRun } from '#app/features/escalations/queries/dry-run.server.ts'
import { newOrder } from '#app/features/escalations/queries/new-order.server.ts'
import { readSecondTier } from '#app/features/escalations/queries/second-tier.server.ts'
import { DryQuery, RULE_NAMES, SecondTierForm } from '#app/features/escalations/schemas/second-tier.ts'
import { SecondTierPage } from '#app/features/escalations/ui/second-tier-page.tsx'
import { secondTierWords } from '#app/features/escalations/words/second-tier.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseQuery, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { markOf } from '#app/platform/seen.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/desk.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), secondTierWords)('title') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const { dry, done } = parseQuery(DryQuery, url.searchParams)
  const tier = await readSecondTier(context.db)
  return {
    tier,
    mark: markOf(tier),
    mayChange: mayMindSecondTier(viewer).ok,
    parts: deskParts(viewer),
    dry: dry && (await dryRun(context, { rule: dry, ...tier })),
    done,
  }
})

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const { intent, tier, seen } = parseForm(SecondTierForm, form)
  if (intent === 'save') {
    await saveSecondTier(context, tier, seen)
    throw redirect('/desk/second-tier?done=saved')
  }
  const rule = RULE_NAMES.find((name) => intent === `dry-${name}`)
  return {
    values: valuesOf(form),
    order: intent === 'order' ? await newOrder(context, tier.weights) : null,
    dry: rule ? await dryRun(context, { rule, ...tier }) : null,
  }
})

export default function SecondTierRoute() {
  const t = useWords(secondTierWords)
  const { tier, mark, mayChange, parts, dry, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const trial = answer !== undefined && 'order' in answer ? answer : null
  return (
    <DeskFrame
      at="escalations"
      parts={parts}
      title={t('title')}
      lead={t.rich('lead', { link: (inner) => <a href="/desk">{inner}</a> })}
      done={!answer && done && t('done.saved')}
    >
      <SecondTierPage
        tier={tier}
        mark={mark}
        mayChange={mayChange}
        dry={trial ? trial.dry : dry}
        order={trial && trial.order}
        sentBack={answer}
      />
    </DeskFrame>
  )
}
