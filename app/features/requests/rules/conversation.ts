import { sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
import type { IncomingReply, IncomingRequest, Outcome } from '../types.ts'
import type { JsonLayout, Message } from './json-layouts.ts'
import { bodyAt, isJson, kindWord, shown, shownAt, valueAt, type Json } from './json-values.ts'
import { satisfactionOf, type Scale } from './rating-scale.ts'
import { channelOf, idParts, outcomeOf, tagsOf } from './request-of.ts'
import { timeOf } from './times.ts'

/**
 * A request from a help desk's conversation: the customer's first message is the text, what the staff or the customer
 * wrote publicly after it are replies. Notes for colleagues and words of machines are left out. A sentence for one
 * that says nothing.
 */
export function conversationRequest(
  record: Json,
  layout: JsonLayout,
  { scale, hasLostFigures }: { readonly scale: Scale; readonly hasLostFigures: boolean },
): IncomingRequest | string {
  const messages = inOrder(
    layout.messages(record).filter((one) => one.isPublic && one.by !== 'machine' && one.text !== ''),
  )
  const described = bodyAt(record, ...layout.text)
  const first = messages.findIndex((one) => (described === '' ? one.by === 'requester' : same(one.text, described)))
  const subject = bodyAt(record, ...layout.subject)
  const text = described || messages[first]?.text || bodyAt(record, ...layout.excerpt)
  if (text === '' && subject === '')
    return sayingText(readingRefusals, 'hasNoCustomersMessage', {
      noun: layout.noun,
      name: layout.name,
      keys: keysOf(record),
    })
  const replies = (first < 0 ? messages : messages.slice(first + 1)).map(replyOf)
  return {
    ...idParts(shownAt(record, ...layout.id), hasLostFigures),
    channel: layout.channels[shownAt(record, ...layout.channel)] ?? channelOf(shownAt(record, ...layout.channel)),
    askedAt: timeOf(shownAt(record, ...layout.askedAt), true) ?? timeAt(messages[first]),
    requester: requesterOf(record, layout).slice(0, 300) || null,
    requesterName: nameOf(record, layout) || null,
    subject,
    text: text || subject,
    replies,
    outcome: outcomeIn(
      record,
      layout,
      replies.some((reply) => reply.author === 'staff'),
    ),
    handlingSeconds: null,
    satisfaction: satisfactionOf(shownAt(record, ...layout.rating), scale),
    tags: tagsIn(record, layout),
    language: /^[a-z]{2}(?=$|[-_])/i.exec(shownAt(record, ...layout.language))?.[0].toLowerCase() ?? null,
    answers: [],
  }
}

/** The first names of a record with what they hold, for somebody who looks for what is wrong. */
export function keysOf(record: Json): string {
  const names = Object.keys(record)
  if (names.length === 0) return '–'
  const some = names.slice(0, 8).map((name) => `“${name.slice(0, 40)}” (${kindWord(record[name])})`)
  return names.length > some.length ? `${some.join(', ')}, …` : some.join(', ')
}

const timeAt = (message: Message | undefined): number | null => (message ? timeOf(shown(message.at), true) : null)

/** Oldest first where all of them tell their times: some programs list the newest first. */
function inOrder(messages: readonly Message[]): readonly Message[] {
  const timed = messages.map((message) => ({ message, at: timeAt(message) }))
  if (timed.some(({ at }) => at === null)) return messages
  return timed.sort((one, other) => (one.at ?? 0) - (other.at ?? 0)).map(({ message }) => message)
}

function replyOf(message: Message): IncomingReply {
  const author = message.by === 'requester' ? 'requester' : 'staff'
  return { author, text: message.text, at: timeAt(message), handlingSeconds: null }
}

/** The same words, though one of the two may have lost its lines or its end. */
function same(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.replace(/\s+/g, ' ').trim())
  return a === b
}

function requesterOf(record: Json, layout: JsonLayout): string {
  for (const path of layout.requester) {
    const value = valueAt(record, path)
    const [first] = Array.isArray(value) ? value.filter(isJson) : []
    const text = first ? shownAt(first, 'email', 'external_id', 'id') : shown(value)
    if (text !== '') return text.split(';')[0]?.trim() ?? ''
  }
  return ''
}

function nameOf(record: Json, layout: JsonLayout): string {
  for (const paths of layout.requesterName) {
    const name = paths
      .map((path) => shownAt(record, path))
      .filter((part) => part !== '')
      .join(' ')
    if (name !== '' && !name.includes('@')) return name
  }
  return ''
}

function outcomeIn(record: Json, layout: JsonLayout, isAnswered: boolean): Outcome {
  for (const path of layout.status) {
    const state = shown(valueAt(record, path)).toLowerCase()
    if (state === '') continue
    const outcome = layout.states[state] ?? outcomeOf(state)
    return outcome === 'unanswered' && isAnswered ? 'answered' : outcome
  }
  return isAnswered ? 'answered' : 'unknown'
}

function tagsIn(record: Json, layout: JsonLayout): string[] {
  const all = layout.tags.flatMap((path) => {
    const value = valueAt(record, path)
    return Array.isArray(value)
      ? value.map((one) => (isJson(one) ? shownAt(one, 'name', 'tag', 'label', 'value') : shown(one)))
      : tagsOf(shown(value))
  })
  return tagsOf(all)
}
