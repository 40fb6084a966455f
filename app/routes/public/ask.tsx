import { data, redirect, type AppLoadContext, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { mayAdminister } from '#app/access/members.ts'
import type { AskPageView } from '#app/features/ask/types.ts'
import { askWords } from '#app/features/ask/words/ask.ts'
import { AskPage } from '#app/features/ask/ui/ask-page.tsx'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { composerView } from '#app/features/composer/queries/composer.server.ts'
import { findHelp } from '#app/features/find/queries/suggestions.server.ts'
import { startThread } from '#app/features/forum/commands/start-thread.server.ts'
import { shownPromises } from '#app/features/promises/queries/shown-promises.server.ts'
import { AskDraftForm, AskForm } from '#app/features/forum/schemas.ts'
import { findListedArticles } from '#app/features/knowledge/queries/article-list.server.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { personalDataIn } from '#app/platform/personal-data/public-text.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'
import type { SentBack } from '#app/ui/sent-back.ts'

export const handle: PageHandle = { part: 'threads' }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), askWords)('meta') }]

export const loader = loaderFor('member', async ({ context, viewer, url }) => {
  const { readable } = await categoriesFor(context.db, viewer)
  const title = (url.searchParams.get('title') ?? '').slice(0, 300)
  const promises = await shownPromises(context.db)
  const view: AskPageView = {
    categories: readable
      .filter((category) => !category.facts.archived)
      .map((category) => ({
        id: category.id,
        slug: category.slug,
        name: category.name,
        description: category.description,
        promise: promises.words(category, viewer, context.locale),
      })),
    mayAddCategory: mayAdminister(viewer).ok,
    step: 'title',
    similar: title === '' ? [] : await findHelp(context, context.search, { title, body: '' }),
    found: [],
    composer: await composerView(context, 'ask'),
  }
  const body = await readAlready(context, url.searchParams.get('article'))
  return { view, owner: viewer.id, title, body, category: url.searchParams.get('category') ?? '' }
})

/** Who comes from an article says so, so that nobody sends them back to it. */
async function readAlready(context: AppLoadContext, id: string | null): Promise<string> {
  if (id === null || !/^\d{1,12}$/.test(id)) return ''
  const categories = await categoriesFor(context.db, context.viewer)
  const [article] = await findListedArticles(context.db, [Number(id)], categories)
  if (!article) return ''
  const said = speak(context.locale, askWords)
  return `${said('haveRead', { article: `[${article.title}](${article.address})` })} `
}

/** A step on the way, or a preview: without scripts each is a form of its own, and none of them asks. */
const isStep = (form: FormData): boolean => form.get('intent') === 'continue' || form.get('intent') === 'preview'

const limitOf = (form: FormData) => (isStep(form) ? LIMITS.preview : LIMITS.ask)

export const action = actionFor('member', limitOf, async ({ context, form }) => {
  const intent = form.get('intent')
  if (isStep(form)) {
    const { title, body } = parseForm(AskDraftForm, form)
    const values = valuesOf(form)
    const similar = intent === 'continue' ? await findHelp(context, context.search, { title, body }) : []
    return {
      values,
      similar,
      step: 'rest' as const,
      ...(intent === 'preview' ? { previewHtml: await context.markdown.render(body, context.viewer.id) } : {}),
    }
  }
  const { private: isPrivate, seen, ...draft } = parseForm(AskForm, form)
  const found = isPrivate || seen ? [] : personalDataIn(`${draft.title}\n${draft.body}`)
  if (found.length > 0) return data({ values: valuesOf(form), found }, { status: 422 })
  throw redirect((await startThread(context, { ...draft, isPrivate: isPrivate === '1' })).address)
})

export default function Ask() {
  const { view, owner, title, category, body } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  const shown: AskPageView = {
    ...view,
    step: sent ? 'rest' : view.step,
    similar: sent && 'similar' in sent ? sent.similar : view.similar,
    found: sent && 'found' in sent ? sent.found : [],
  }
  return <AskPage view={shown} owner={owner} sentBack={sentBackOf(sent, { title, category, ...(body && { body }) })} />
}

type Sent = ReturnType<typeof useActionData<typeof action>>

/** What the form starts from: what came back, else what the address brought along. */
function sentBackOf(sent: Sent, asked: { title: string; category: string; body?: string }): SentBack {
  if (!sent) return { values: { ...asked } }
  if ('errors' in sent) return sent
  return 'previewHtml' in sent && sent.previewHtml !== undefined
    ? { values: sent.values, previewHtml: sent.previewHtml }
    : { values: sent.values }
}
