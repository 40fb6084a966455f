import { useWords } from '#app/locale/react.tsx'
import { kitWords } from './words/kit.ts'
import { diffLines, type DiffRun } from './diff-lines.ts'

const ELEMENT = { same: 'span', added: 'ins', removed: 'del', mixed: 'span' } as const

export interface DiffProps {
  readonly pieces: readonly DiffRun[]
  /** Shows every line, such as those of a first version, which nothing came before. */
  readonly whole?: boolean
}

/** What came with a plus, what went with a minus; what stayed far from both is counted. */
export function Diff({ pieces, whole = false }: DiffProps) {
  const t = useWords(kitWords)
  return (
    <div className="diff" dir="auto">
      {diffLines(pieces, whole ? Infinity : undefined).map((line, at) => {
        if (line.kind === 'skipped') {
          return (
            <span className="skipped" key={at}>
              {t('diff.same', { lines: line.count })}
            </span>
          )
        }
        const Line = ELEMENT[line.kind]
        return (
          <Line key={at}>
            {(line.kind === 'added' || line.kind === 'removed') && (
              <span className="hide">{t(`diff.${line.kind}`)}</span>
            )}
            {line.runs.map((run, place) => {
              if (line.kind !== 'mixed' || run.kind === 'same') return run.text
              const Run = ELEMENT[run.kind]
              return <Run key={place}>{run.text}</Run>
            })}
          </Line>
        )
      })}
    </div>
  )
}
