import type { z } from 'zod'
import { address } from '#app/ui/words.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { DeskForm } from '../schemas.ts'
import { dropExemplar } from './drop-exemplar.server.ts'
import { forgetVerdicts } from './forget-verdicts.server.ts'
import { lookThrough } from './look-through.server.ts'
import { switchMachine } from './switch-machine.server.ts'
import { settleVote } from './vote-article.server.ts'

/** Does what a form of the desk's lists asks for; returns the address to go on at. */
export async function workOnList(context: Context, work: z.infer<typeof DeskForm>): Promise<string> {
  switch (work.intent) {
    case 'settle':
      await settleVote(context, work.vote)
      return '/desk/articles?tab=feedback'
    case 'drop':
    case 'restore':
      await dropExemplar(context, work.exemplar, work.intent === 'drop')
      return address('/desk/articles', {
        tab: 'found',
        page: work.page ?? null,
        dropped: work.intent === 'drop' ? String(work.exemplar) : null,
      })
    case 'look-through':
      await lookThrough(context)
      return FOUND
    case 'machine-on':
    case 'machine-off':
      await switchMachine(context, work.intent === 'machine-on')
      return FOUND
    case 'forget-verdicts':
      await forgetVerdicts(context)
      return FOUND
  }
}

const FOUND = '/desk/articles?tab=found'
