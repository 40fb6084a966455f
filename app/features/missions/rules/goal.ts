import type { MissionGoal } from '../types.ts'

/** What a mission is about, as its row holds it. */
export function goalOf(mission: { readonly goal: string }): MissionGoal {
  return JSON.parse(mission.goal) as MissionGoal // written by the command that checks its shape
}

/** The subject of a goal as a form's field has it: `c:3`, `t:5`, `o:7`, or nothing. */
export function subjectField({ category, tag, topic }: MissionGoal): string {
  if (category !== null) return `c:${category}`
  if (tag !== null) return `t:${tag}`
  return topic === null ? '' : `o:${topic}`
}
