import { legalWords } from '#app/kernel/words/legal.ts'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getLegalText } from '#app/features/settings/queries/legal.server.ts'
import { LegalTextPage } from '#app/features/settings/ui/legal-text-page.tsx'
import { legalTextOf } from '#app/kernel/legal.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const locale = localeIn(matches)
  const title = data ? speak(locale, legalWords)(`title.${data.text.name}`) : speak(locale, titles)('notFound')
  return [{ title }]
}

export const loader = loaderFor('everyone', async ({ context, params }) => ({
  text: await getLegalText(context.db, legalTextOf(params['text'])),
}))

export default function Legal() {
  return <LegalTextPage text={useLoaderData<typeof loader>().text} />
}
