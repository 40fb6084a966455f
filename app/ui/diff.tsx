import { diffLines, type DiffRun } from './diff-lines.ts'

const ELEMENT = { same: 'span', added: 'ins', removed: 'del', mixed: 'span' } as const
const SAID = { added: 'Added: ', removed: 'Removed: ' } as const

/** What came with a plus, what went with a minus; what stayed far from both is counted. */
export function Diff({ pieces }: { readonly pieces: readonly DiffRun[] }) {
  return (
    <div className="diff" dir="auto">
      {diffLines(pieces).map((line, at) => {
        if (line.kind === 'skipped') {
          return (
            <span className="skipped" key={at}>
              {line.count === 1 ? 'One line as before' : `${line.count} lines as before`}
            </span>
          )
        }
        const Line = ELEMENT[line.kind]
        return (
          <Line key={at}>
            {(line.kind === 'added' || line.kind === 'removed') && (
              <span className="hide">{SAID[line.kind]}</span>
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
