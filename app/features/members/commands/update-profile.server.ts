import { saying, type Saying } from '#app/locale/saying.ts'
import { memberRefusals } from '#app/features/members/words/refusals.ts'
import { mayWrite } from '#app/access/members.ts'
import { AppError } from '#app/kernel/errors.ts'
import { handleKey, refusalOfHandle } from '#app/kernel/handles.ts'
import type { MemberViewer } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Services } from '#app/platform/context.server.ts'
import { inTransaction, isDuplicate } from '#db/transaction.server.ts'
import type { ProfileForm } from '../schemas.ts'

const TAKEN = saying(memberRefusals, 'handleTaken')

/** Changes what a member shows of themselves. Of two who want one handle at once, one gets it. */
export async function updateProfile(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  viewer: MemberViewer,
  form: ProfileForm,
): Promise<void> {
  demand(mayWrite(viewer, clock.now()))
  const why = form.handle === viewer.handle ? null : refusalOfHandle(form.handle)
  if (why) throw refuseHandle(why)
  try {
    await inTransaction(db, (trx) =>
      trx
        .updateTable('members')
        .set({
          handle: form.handle,
          handle_key: handleKey(form.handle),
          name: form.name,
          bio: form.bio,
          zone: form.zone === '' ? null : form.zone,
          ...(form.locale !== undefined && { locale: form.locale === '' ? null : form.locale }),
        })
        .where('id', '=', viewer.id)
        .where('erased_at', 'is', null)
        .execute(),
    )
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw refuseHandle(TAKEN)
  }
}

function refuseHandle(why: Saying): AppError {
  return new AppError('invalid', saying(memberRefusals, 'chooseAnotherHandle'), { fields: { handle: why } })
}
