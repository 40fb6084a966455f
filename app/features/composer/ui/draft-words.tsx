import { useSyncExternalStore } from 'react'
import { useWords } from '#app/locale/react.tsx'
import { speak, type Speaker } from '#app/locale/speak.ts'
import { useMoment } from '#app/ui/moment.tsx'
import { agoWords, type Moment } from '#app/ui/time-words.ts'
import { timeWords } from '#app/ui/words/times.ts'
import { editorWords } from '../words/editor.ts'
import type { DraftState } from './use-draft.ts'

export interface DraftWordsProps {
  readonly id: string
  readonly state: DraftState
  /** Said while nothing was typed yet. */
  readonly hint: string
}

/** Where the draft stands, in words: "Kept 12 seconds ago." */
export function DraftWords({ id, state, hint }: DraftWordsProps) {
  const t = useWords(editorWords)
  const { zone, locale } = useMoment()
  const now = useNow(state.at === 'kept' || state.at === 'device')
  return (
    <span className="meta" id={id}>
      {words(state, hint, { now, zone, locale }, t)}
    </span>
  )
}

function words(state: DraftState, hint: string, moment: Moment, t: Speaker<typeof editorWords.messages>): string {
  switch (state.at) {
    case 'rest':
      return hint
    case 'unsaved':
      return t('keeping')
    case 'kept':
      return t('kept', { when: secondsAgo(state.savedAt, moment) })
    case 'device':
      return t('keptHere', { when: secondsAgo(state.savedAt, moment) })
  }
}

function secondsAgo(at: number, moment: Moment): string {
  const seconds = Math.round((moment.now - at) / 1000)
  const ofTimes = speak(moment.locale, timeWords)
  if (seconds < 5) return ofTimes('now')
  return seconds < 60 ? ofTimes('secondsAgo', { seconds }) : agoWords(at, moment)
}

/** Read once a subscriber is there, so that rendering itself never asks the clock. */
let deviceTime = 0

function subscribe(onMove: () => void): () => void {
  deviceTime = Date.now()
  const timer = window.setInterval(() => {
    deviceTime = Date.now()
    onMove()
  }, 10_000)
  return () => window.clearInterval(timer)
}

const never = () => () => undefined

/** The device's own time, moving only after something was kept. */
function useNow(runs: boolean): number {
  return useSyncExternalStore(
    runs ? subscribe : never,
    () => deviceTime,
    () => 0,
  )
}
