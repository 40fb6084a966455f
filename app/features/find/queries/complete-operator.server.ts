import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { suggestMembers, suggestTags } from '#app/features/composer/queries/completion.server.ts'
import { isMember } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { address } from '#app/ui/words.ts'
import { begunOperator, IN_VALUES, IS_VALUES, KIND_VALUES, operatorText, type Operator } from '../rules/steering.ts'
import type { FilterRow } from '../types.ts'

const SHOWN = 8

/** Ways to go on with the operator that is being typed at the end of a search, each leading to that search; null where none is. */
export async function completeOperator(
  context: Pick<Context, 'db' | 'viewer'>,
  text: string,
): Promise<readonly FilterRow[] | null> {
  const begun = begunOperator(text.slice(0, 300))
  if (begun === null) return null
  if (begun.minus) return []
  const values = await valuesOf(context, begun.name, begun.begun.toLowerCase())
  return values.slice(0, SHOWN).map((value) => {
    const typed = operatorText(begun.name, value)
    return {
      id: 0,
      address: address('/search', { q: `${begun.before} ${typed}`.trim() }),
      title: typed,
      state: 'filter',
      answerCount: 0,
    }
  })
}

async function valuesOf(
  context: Pick<Context, 'db' | 'viewer'>,
  name: Operator,
  begun: string,
): Promise<readonly string[]> {
  const starting = (values: readonly string[]): readonly string[] =>
    values.filter((value) => value.toLowerCase().startsWith(begun))
  switch (name) {
    case 'tag':
      return (await suggestTags(context, begun)).map((tag) => tag.name)
    case 'user':
      // Guests are told no names that they did not know.
      if (!isMember(context.viewer)) return []
      return (await suggestMembers(context, begun.replace(/^@/, ''))).map(({ handle }) => handle)
    case 'category':
      return starting((await categoriesFor(context.db, context.viewer)).readable.map((category) => category.name))
    case 'is':
      return starting(IS_VALUES)
    case 'kind':
      return starting(KIND_VALUES)
    case 'in':
      return starting(IN_VALUES)
    case 'language':
    case 'before':
    case 'after':
      return []
  }
}
