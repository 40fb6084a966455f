import { removeDraft, saveDraft } from '#app/features/composer/commands/drafts.server.ts'
import { findDraft } from '#app/features/composer/queries/drafts.server.ts'
import { DraftBody } from '#app/features/composer/schemas.ts'
import { composerRefusals } from '#app/features/composer/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import { saying } from '#app/locale/saying.ts'
import { scriptActionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const loader = loaderFor(
  'member',
  async ({ context, params }) => {
    const draft = await findDraft(context, params['key'] ?? '')
    if (!draft) throw new AppError('not-found', saying(composerRefusals, 'missing'))
    return Response.json(draft)
  },
  { hasPage: false },
)

/** What a member is writing, kept on every device: PUT keeps it, DELETE forgets it. */
export const action = scriptActionFor('member', LIMITS.draft, async ({ context, params, request }) => {
  const key = params['key'] ?? ''
  if (request.method === 'DELETE') {
    await removeDraft(context, key)
    return Response.json({ savedAt: null })
  }
  const sent: unknown = await request.json().catch(() => null)
  const draft = DraftBody.safeParse(sent)
  if (!draft.success)
    throw new AppError('invalid', draft.error.issues[0]?.message ?? saying(composerRefusals, 'unkept'))
  return Response.json(await saveDraft(context, key, draft.data))
})
