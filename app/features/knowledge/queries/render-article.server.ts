import type { Context } from '#app/platform/context.server.ts'
import type { Whose } from '#app/platform/turns.ts'
import { articleHtml, withSources } from '../rules/page.ts'
import { joinParts, partsOf } from '../rules/parts.ts'
import { numberedSources } from './sources.server.ts'

/** A revision's Markdown as the page has it: parts, heads with ids, sources as small marks. */
export async function renderArticle(
  { db, markdown, env }: Pick<Context, 'db' | 'markdown' | 'env'>,
  articleId: number,
  body: string,
): Promise<string> {
  const { marks } = await numberedSources(db, articleId, null)
  return previewArticle({ markdown, env }, withSources(body, marks), null)
}

/** The Markdown of an article that nobody stored yet, as its page would have it; `whose`: for which member. */
export async function previewArticle(
  { markdown, env }: Pick<Context, 'markdown' | 'env'>,
  body: string,
  whose: Whose,
): Promise<string> {
  const parts = partsOf(body)
  const rendered: string[] = []
  for (const part of parts) rendered.push(await markdown.render(part.markdown, whose))
  return articleHtml(joinParts(parts, rendered), env.languages[0])
}
