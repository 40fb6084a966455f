import { z } from 'zod'

const Answer = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(8).max(8192) })),
})

/**
 * The vectors in an answer of a service, in the order of the texts; null where it is no such answer: one is missing or
 * there twice, they differ in length, or one is all zeros, which points nowhere.
 */
export function parsedVectors(text: string, count: number): readonly (readonly number[])[] | null {
  const answer = Answer.safeParse(asJson(text))
  if (!answer.success || answer.data.data.length !== count) return null
  const vectors = new Map(answer.data.data.map(({ index, embedding }) => [index, embedding]))
  const inOrder = Array.from({ length: count }, (_, at) => vectors.get(at) ?? [])
  const dimensions = inOrder[0]?.length
  const isSound = inOrder.every((one) => one.length > 0 && one.length === dimensions && one.some((n) => n !== 0))
  return isSound ? inOrder : null
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
