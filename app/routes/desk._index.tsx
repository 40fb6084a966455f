import { redirect } from '@remix-run/node'
import { isModerator } from '#app/kernel/roles.ts'
import { load } from '#app/platform/http.server.ts'

/** The desk opens at what needs somebody. */
export const loader = load('staff', async ({ viewer }) =>
  redirect(isModerator(viewer) ? '/desk/flags' : '/desk/log'),
)
