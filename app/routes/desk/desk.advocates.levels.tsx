import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { removeLevel, saveLevel } from '#app/features/recognition/commands/save-levels.server.ts'
import { countOnLevels, readLevels } from '#app/features/recognition/queries/levels.server.ts'
import { recognitionParts } from '#app/features/recognition/queries/parts.server.ts'
import { LevelForm } from '#app/features/recognition/schemas.ts'
import { LevelsPage } from '#app/features/recognition/ui/levels-page.tsx'
import { parseForm } from '#app/platform/http/forms.server.ts'
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
  { title: speak(localeIn(matches), recognitionDeskWords)('levels.title') },
]

export const loader = loaderFor('admin', async ({ context, viewer, url }) => ({
  levels: await readLevels(context.db),
  people: await countOnLevels(context.db),
  parts: deskParts(viewer),
  own: await recognitionParts(context),
  done: url.searchParams.has('done'),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const level = parseForm(LevelForm, form)
  if (level.intent === 'remove') await removeLevel(context, level.level)
  else await saveLevel(context, level)
  throw redirect('/desk/advocates/levels?done=1')
})

export default function Levels() {
  const t = useWords(recognitionDeskWords)
  const { levels, people, parts, own, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame
      at="advocates"
      parts={parts}
      title={t('levels.title')}
      lead={t('levels.lead')}
      done={!sentBack && done && t('done.level')}
    >
      <DeskParts at="levels" open={own.open} suspicions={own.suspicions}>
        <LevelsPage levels={levels} people={people} sentBack={sentBack} />
      </DeskParts>
    </DeskFrame>
  )
}
