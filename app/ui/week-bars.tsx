import { scaleBand, scaleLinear } from 'd3-scale'
import { useMoment } from './moment.tsx'
import { figureIn } from '#app/locale/formats.ts'
import { speak } from '#app/locale/speak.ts'
import { dayWords, type Moment } from './time-words.ts'
import { kitWords } from './words/kit.ts'

export interface WeekBarsProps {
  /** Oldest first; `at` is the week's Monday. */
  readonly weeks: readonly { readonly at: number; readonly requests: number }[]
  /** From this week on an article stood; null = none. */
  readonly articleFrom: number | null
  /** Fewer came after the article: said in colour and in words. */
  readonly tall?: boolean
}

const SMALL = { width: 132, height: 34 }
/** Weeks an article stands before it is judged. */
const SETTLED = 4
const TALL = { width: 720, height: 160 }

/** Volume by week: past in grey, the present week in ink, and what came after an article green or signal. */
export function WeekBars({ weeks, articleFrom, tall = false }: WeekBarsProps) {
  const moment = useMoment()
  const { width, height } = tall ? TALL : SMALL
  const foot = tall ? 20 : 1
  const most = Math.max(1, ...weeks.map((week) => week.requests))
  const x = scaleBand<number>()
    .domain(weeks.map((week) => week.at))
    .range([0, width])
    .paddingInner(tall ? 0.2 : 0.27)
  const y = scaleLinear([0, most], [height - foot, 4])
  // In its first weeks an article proves nothing yet.
  const isJudged = articleFrom !== null && weeks.length - articleFrom >= SETTLED
  const isWorse = isJudged && grewSince(weeks, articleFrom)
  const at = articleFrom === null ? undefined : x(weeks[articleFrom]?.at ?? 0)
  const ticks = tall ? y.ticks(3).filter((tick) => Number.isInteger(tick) && tick > 0) : []
  const marks = tall ? weeks.filter((_, place) => place % 8 === 0) : []
  return (
    <svg
      className={tall ? 'chart tall' : 'chart'}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={wordsOf(weeks, articleFrom, moment)}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <path className="grid" d={`M0 ${y(tick)}H${width}`} />
          <text x="0" y={y(tick) - 3}>
            {figureIn(moment.locale, tick)}
          </text>
        </g>
      ))}
      {weeks.map((week, place) => {
        const since = isJudged && place >= articleFrom
        const tone = [since ? (isWorse ? 'bad' : 'good') : '', place === weeks.length - 1 ? 'now' : '']
          .filter(Boolean)
          .join(' ')
        return (
          <rect
            key={week.at}
            className={tone || undefined}
            x={round(x(week.at) ?? 0)}
            y={round(y(week.requests))}
            width={round(x.bandwidth())}
            height={round(height - foot - y(week.requests))}
          />
        )
      })}
      {at !== undefined && <path className="pub" d={`M${round(at - 1.5)} 0V${height - foot}`} />}
      <path className="base" d={`M0 ${height - foot + 0.5}H${width}`} />
      {marks.map((week) => (
        <text key={week.at} x={round(x(week.at) ?? 0)} y={height - 4}>
          {dayWords(week.at, moment)}
        </text>
      ))}
    </svg>
  )
}

const round = (length: number): number => Math.round(length * 10) / 10

function grewSince(weeks: WeekBarsProps['weeks'], from: number): boolean {
  const mean = (part: WeekBarsProps['weeks']): number =>
    part.reduce((sum, week) => sum + week.requests, 0) / Math.max(1, part.length)
  return mean(weeks.slice(from)) >= mean(weeks.slice(Math.max(0, from - 8), from))
}

function wordsOf(weeks: WeekBarsProps['weeks'], articleFrom: number | null, moment: Moment): string {
  const t = speak(moment.locale, kitWords)
  const figures = weeks.map((week) => figureIn(moment.locale, week.requests)).join(', ')
  if (articleFrom === null) return t('weeks.chart', { weeks: weeks.length, figures })
  const day = dayWords(weeks[articleFrom]?.at ?? 0, moment)
  return t('weeks.chartArticle', { weeks: weeks.length, figures, day })
}
