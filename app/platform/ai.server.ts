import { readLimited } from '#app/kernel/read-limited.ts'
import { saying, sourceSentence, type Saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { z } from 'zod'

/** The model's server can't be used now; `said` is a sentence for staff. */
export class ModelUnavailableError extends Error {
  readonly said: Saying

  constructor(said: Saying) {
    super(sourceSentence(said))
    this.said = said
    this.name = 'ModelUnavailableError'
  }
}

/** A configured model, behind the protocol that OpenAI-compatible servers speak. */
export interface Model {
  /** The answer to one prompt; throws `ModelUnavailableError` when it is down, slow or makes no sense. */
  complete(prompt: { readonly system: string; readonly user: string }): Promise<string>
}

const ModelList = z.object({ data: z.array(z.object({ id: z.string() })).min(1) })
const Completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
})

/** What one answer may weigh, in bytes. */
const MOST_BYTES = 512 * 1024

/** Milliseconds one answer may take: a small model on a small machine writes an article in a minute or more. */
export const MODEL_LIMIT = 120_000

/** A server of models, `…/v1`. */
export interface ModelServer {
  readonly url: string
  readonly key?: string | null
  /** One that it lists and that writes nothing, since it turns texts into vectors. */
  readonly embeddingModel?: string | null
}

/** Opens the first model that a server lists and that writes. `limit`: milliseconds from the question to the whole answer. */
export function openModel({ url, key = null, embeddingModel = null }: ModelServer, limit = MODEL_LIMIT): Model {
  const ask = async (signal: AbortSignal, path: string, body?: unknown): Promise<unknown> => {
    let response: Response
    try {
      response = await fetch(`${url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(key !== null && { authorization: `Bearer ${key}` }),
        },
        signal,
        redirect: 'error',
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      if (!response.ok)
        throw new ModelUnavailableError(saying(platformRefusals, 'model.status', { status: response.status }))
      const said = await readLimited(response, MOST_BYTES)
      if (said === null) throw new ModelUnavailableError(saying(platformRefusals, 'model.long'))
      return JSON.parse(said) as unknown
    } catch (error) {
      if (error instanceof ModelUnavailableError) throw error
      if (error instanceof SyntaxError) throw new ModelUnavailableError(saying(platformRefusals, 'model.noJson'))
      const isSlow = error instanceof Error && error.name === 'TimeoutError'
      throw new ModelUnavailableError(
        isSlow
          ? saying(platformRefusals, 'model.slow', { seconds: Math.round(limit / 1000) })
          : saying(platformRefusals, 'model.away'),
      )
    }
  }
  let name: string | null = null
  return {
    async complete({ system, user }) {
      const signal = AbortSignal.timeout(limit)
      name ??= parsed(ModelList, await ask(signal, '/models')).data.find(({ id }) => id !== embeddingModel)?.id ?? ''
      const answer = parsed(
        Completion,
        await ask(signal, '/chat/completions', {
          model: name,
          temperature: 0,
          messages: [
            { role: 'system', content: system },
            { role: 'user', content: user },
          ],
        }),
      )
      const [choice] = answer.choices
      if (!choice || choice.finish_reason === 'length') {
        throw new ModelUnavailableError(saying(platformRefusals, 'model.cut'))
      }
      return choice.message.content
    },
  }
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new ModelUnavailableError(saying(platformRefusals, 'model.unreadable'))
}
