import { parentPort } from 'node:worker_threads'
import { answerCalls } from '#app/kernel/calls.ts'
import { loadModel } from './rules/model.ts'
import { openPlacer, type Placer } from './rules/place.ts'

/** What the thread is asked: to open the model of a run, as it was stored, or to place texts by that which is open. */
export type PlacingOrder =
  | { readonly kind: 'open'; readonly run: number; readonly saved: Uint8Array }
  | { readonly kind: 'place'; readonly run: number; readonly texts: readonly ToPlace[] }

/** A request's words, and its brand where it has one. */
export interface ToPlace {
  readonly text: string
  readonly brand: string | undefined
}

/** Where a request belongs: the topic's id, or null when it fits nowhere; how well it fits, in thousandths. */
export interface Placed {
  readonly topic: number | null
  readonly fit: number
}

/** Whether the model could be opened; where the texts belong, or null when another run's model is open, or none. */
export type PlacingAnswer = boolean | readonly Placed[] | null

let open: { readonly run: number; readonly topics: readonly number[]; readonly placer: Placer } | null = null

answerCalls(parentPort, (order: PlacingOrder): PlacingAnswer => {
  if (order.kind === 'open') {
    // What `finish` of mine-topics stores.
    const saved = JSON.parse(Buffer.from(order.saved).toString('utf8')) as { topics: number[]; model: string }
    const model = loadModel(saved.model)
    open = model ? { run: order.run, topics: saved.topics, placer: openPlacer(model) } : null
    return open !== null
  }
  if (open?.run !== order.run) return null
  const { placer, topics } = open
  return order.texts.map(({ text, brand }) => {
    const { topic, fit } = placer.place(text, brand)
    return { topic: topics[topic] ?? null, fit: Math.round(fit * 1000) }
  })
})
