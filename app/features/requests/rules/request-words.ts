import type { IncomingRequest } from '../types.ts'
import { asWords } from './html-text.ts'

/** A request whose texts are words: those that came as HTML are turned into them, whatever file brought them. */
export function inWords(request: IncomingRequest): IncomingRequest {
  const { subject, text, replies, requesterName } = request
  return {
    ...request,
    subject: asWords(subject),
    text: asWords(text),
    requesterName: requesterName === null ? null : asWords(requesterName),
    replies: replies.map((reply) => ({ ...reply, text: asWords(reply.text) })),
  }
}
