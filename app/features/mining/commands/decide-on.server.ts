import { miningRefusals } from '#app/features/mining/words/refusals.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import type { z } from 'zod'
import { AppError } from '#app/kernel/errors.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { TopicForm } from '../schemas.ts'
import { decideTopic, undoDecision } from './decide-topic.server.ts'

/** Does what a form of the topic's page asks for; returns the topic to go on with. */
export async function decideOn(
  context: Context,
  topicId: number,
  form: z.infer<typeof TopicForm>,
): Promise<{ readonly topicId: number }> {
  const { intent, title, reason, into } = form
  const request = form.request.flat()
  switch (intent) {
    case 'rename':
      return decideTopic(context, topicId, { kind: 'rename', title: long(title, 'title') })
    case 'merge':
      if (!into) throw beside('into', saying(miningRefusals, 'chooseWhatGoesOn'))
      return decideTopic(context, topicId, { kind: 'merge', into })
    case 'split':
      return decideTopic(context, topicId, {
        kind: 'split',
        title: long(title, 'title'),
        requests: request,
      })
    case 'parts':
      if (form.request.length === 0) throw beside('request', saying(miningRefusals, 'chooseParts'))
      return decideTopic(context, topicId, { kind: 'parts', groups: form.request })
    case 'dismiss':
    case 'never':
      if (reason.length < 3) throw beside('reason', saying(miningRefusals, 'sayWhy'))
      return decideTopic(context, topicId, { kind: intent, reason })
    case 'restore':
      return decideTopic(context, topicId, { kind: 'restore' })
    case 'move':
      if (request.length === 0) throw beside('request', saying(miningRefusals, 'chooseToMove'))
      if (into === null) throw beside('into', saying(miningRefusals, 'chooseWhereTo'))
      for (const one of request) {
        await decideTopic(context, topicId, { kind: 'move', request: one, into: into || null })
      }
      return { topicId }
    case 'undo':
      return undoDecision(context, form.decision)
  }
}

function long(title: string, field: string): string {
  if (title.length < 8) throw beside(field, saying(miningRefusals, 'aTitleHasAtLeast'))
  return title
}

const beside = (field: string, why: Saying): AppError => new AppError('invalid', why, { fields: { [field]: why } })
