import { randomUUID } from 'node:crypto'
import type { ComposerView } from '../types.ts'
import type { Context } from '#app/platform/context.server.ts'
import { MAX_BODY_BYTES } from '#app/platform/markdown-limits.server.ts'
import { findDraft } from './drafts.server.ts'

/** What a composer starts from: a fresh key, and the draft this member keeps here. */
export async function composerView(context: Pick<Context, 'db' | 'viewer'>, draftKey: string): Promise<ComposerView> {
  const draft = await findDraft(context, draftKey)
  return { draftKey, key: randomUUID(), draft, maxBytes: MAX_BODY_BYTES }
}
