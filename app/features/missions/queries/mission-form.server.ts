import { readLevels } from '#app/features/recognition/queries/levels.server.ts'
import { DAY } from '#app/kernel/clock.ts'
import { speak } from '#app/locale/speak.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { subjectField } from '../rules/goal.ts'
import { missionWords } from '../words/missions.ts'
import { getMission, missionSubjects } from './missions.server.ts'

/** A mission runs for a week unless staff say otherwise. */
const WEEK = 7 * DAY
const dayField = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** What the form of a new mission begins with: made from threads of the desk's queue, from a topic, or from nothing. */
export async function newMission(
  { db, clock, locale }: Context,
  preset: { readonly threads: string; readonly chosen: readonly number[]; readonly topic: number | null },
) {
  const t = speak(locale, missionWords)
  const { topic, subjects } = await missionSubjects(db, preset.topic)
  const waiting = await threadsOf(db, preset.chosen)
  const threads = [...new Set([...(preset.threads.match(/\d+/g) ?? []), ...waiting])].slice(0, 100)
  const title =
    threads.length > 0
      ? t('preset.threads', { count: threads.length })
      : topic === null
        ? ''
        : t('preset.topic', { topic })
  return {
    subjects,
    levels: await levelOptions(db),
    values: {
      title,
      outcome: threads.length === 0 && topic !== null ? 'article' : 'accepted',
      target: String(threads.length > 0 ? threads.length : topic === null ? 10 : 1),
      subject: threads.length === 0 && preset.topic !== null && topic !== null ? `o:${preset.topic}` : '',
      threads: threads.join(' '),
      ends: dayField(clock.now() + WEEK),
      points: '20',
      mode: 'shared',
      audience: 'all',
    },
  }
}

/** The threads of escalations that were selected at the desk; what not everybody may read is no work for members. */
async function threadsOf(db: Executor, escalations: readonly number[]): Promise<readonly string[]> {
  if (escalations.length === 0) return []
  const rows = await db
    .selectFrom('escalations')
    .innerJoin('threads', 'threads.id', 'escalations.thread_id')
    .select('threads.id')
    .where('escalations.id', 'in', [...escalations])
    .where('threads.listed', '=', 1)
    .execute()
  return rows.map(({ id }) => String(id))
}

/** The form of a mission that there is. */
export async function missionForm(context: Context, id: number) {
  const { view, version, threads } = await getMission(context, id)
  const { subjects } = await missionSubjects(context.db, view.goal.topic)
  const levels = await levelOptions(context.db)
  return {
    view,
    subjects,
    levels,
    values: {
      version: String(version),
      title: view.title,
      description: view.description,
      outcome: view.goal.outcome,
      target: String(view.target),
      subject: subjectField(view.goal),
      threads: threads.map((thread) => thread.id).join(' '),
      ends: dayField(view.endsAt - 1),
      points: String(view.points),
      mode: view.isShared ? 'shared' : 'each',
      audience: view.audience,
      level: levels.find(({ words }) => words === view.level)?.value ?? '',
    },
  }
}

async function levelOptions(db: Context['db']) {
  return (await readLevels(db)).map(({ id, name }) => ({ value: String(id), words: name }))
}
