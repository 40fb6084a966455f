import { listIn } from '#app/locale/formats.ts'
import type { PageSpeaker } from '#app/locale/react.tsx'
import type { QueueRowView, Reason, TriageReasons } from '../types.ts'
import type { deskWords } from '../words/desk.ts'

type DeskSpeaker = PageSpeaker<typeof deskWords.messages>

/** How many reasons stand in a row. */
export const SHORT = 3

/** The reasons of a row in a few words each: "“lost all” · promise passed". */
export function shortReasons({ reasons }: Pick<QueueRowView, 'reasons'>, t: DeskSpeaker): string {
  return reasons
    .slice(0, SHORT)
    .map(({ reason, detail }) => shortReason(reason, detail, t))
    .join(' · ')
}

function shortReason(reason: Reason, detail: string, t: DeskSpeaker): string {
  if (reason === 'severity') return t('short.severity', { detail })
  if (reason === 'spread') return t('short.spread', { count: Number(detail) || 0 })
  return t(`short.${reason}`)
}

/** A reason as one of those to choose from. */
export function reasonName(reason: Reason, t: DeskSpeaker): string {
  return reason === 'severity' || reason === 'spread' ? t(`any.${reason}`) : t(`short.${reason}`)
}

/** One reason as a sentence. */
export function reasonSentence(reason: Reason, detail: string, t: DeskSpeaker): string {
  if (reason === 'severity') return t('reason.severity', { detail })
  if (reason === 'spread' || reason === 'came-back') return t(`reason.${reason}`, { count: Number(detail) || 0 })
  return t(`reason.${reason}`)
}

/** What each part of a score came of, in words. */
export function partWords(why: TriageReasons, t: DeskSpeaker) {
  const { severity, spread, influence, waiting } = why
  const influences = [
    ...(influence.plan === '' ? [] : [t('why.influence.plan', { plan: influence.plan })]),
    ...(influence.customer > 0 ? [t('why.influence.level', { level: influence.customer })] : []),
    ...(influence.accepted > 0 ? [t('why.influence.helped', { accepted: influence.accepted })] : []),
  ]
  return {
    severity:
      severity.class !== null
        ? t('why.severity.words', { class: t(`class.${severity.class}`), words: severity.words })
        : t(severity.level > 0 ? 'why.severity.problem' : 'why.severity.none'),
    spread: t('why.spread', { sameHere: spread.sameHere, similar: spread.similar }),
    influence: influences.length === 0 ? t('why.influence.none') : listIn(t.locale, influences),
    waiting:
      waiting.percent === null
        ? t('why.waiting.days', { days: waiting.days })
        : waiting.percent < 300
          ? t('why.waiting.promise', { percent: waiting.percent })
          : t('why.waiting.times', { times: Math.round(waiting.percent / 100) }),
  }
}
