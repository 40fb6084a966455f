import { mayMindAdvocates } from '#app/access/recognition.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { getThread } from '#app/features/forum/queries/facts.server.ts'
import { readLevels } from '#app/features/recognition/queries/levels.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { demand } from '#app/kernel/verdict.ts'
import { speak } from '#app/locale/speak.ts'
import type { Context } from '#app/platform/context.server.ts'
import { panelWords } from '../words/panels.ts'
import { getPanelDesk, listPanels } from './panels.server.ts'

/** What the form of a new panel begins with. */
export function newPanel({ viewer, locale }: Pick<Context, 'viewer' | 'locale'>) {
  demand(mayMindAdvocates(viewer))
  return { invitation: speak(locale, panelWords)('form.invitation.preset') }
}

/** One panel for staff, with what its forms begin with and the levels that can be invited. */
export async function panelForms(context: Context, id: number) {
  const view = await getPanelDesk(context, id)
  const t = speak(context.locale, panelWords)
  const levels = await readLevels(context.db)
  return {
    view,
    levels: [
      { value: '0', words: t('invite.level.none') },
      ...levels.map((level) => ({ value: String(level.id), words: t('invite.level.from', { level: level.name }) })),
    ],
    values: {
      title: view.title,
      purpose: view.purpose,
      invitation: view.invitation,
      closes: view.closesAt === null ? '' : new Date(view.closesAt - 1).toISOString().slice(0, 10),
      lounge: view.loungeThread === null ? '' : String(view.loungeThread),
      version: String(view.version),
    },
  }
}

/** Inviting somebody who wrote in a thread: who, to which panel, in which words. */
export async function threadInvitation(context: Context, threadId: number) {
  demand(mayMindAdvocates(context.viewer))
  const { db, viewer, locale } = context
  const { thread } = await getThread(db, viewer, threadId)
  const t = speak(locale, panelWords)
  const author = (await findPeople(db, [thread.author_id])).get(thread.author_id ?? 0)
  const panels = (await listPanels(context)).filter(({ state }) => state === 'draft' || state === 'open')
  return {
    thread: { id: thread.id, title: thread.title, address: addressOf(thread) },
    panels: panels.map(({ id, title }) => ({ value: String(id), words: title })),
    values: { handles: author?.handle ?? '', words: t('from.preset', { thread: thread.title }) },
  }
}
