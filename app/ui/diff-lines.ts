/** A run of text that stayed, came or went. */
export interface DiffRun {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

export type DiffLine =
  | { readonly kind: DiffRun['kind'] | 'mixed'; readonly runs: readonly DiffRun[] }
  | { readonly kind: 'skipped'; readonly count: number }

/** Lines of unchanged text kept on either side of a change. */
const AROUND = 2

/** Cuts runs of lines or of words into lines, and counts what is far from any change instead of showing it. */
export function diffLines(runs: readonly DiffRun[], around = AROUND): readonly DiffLine[] {
  const lines = linesOf(runs)
  const near = lines.map(
    (_, at) =>
      around === Infinity ||
      lines.slice(Math.max(0, at - around), at + around + 1).some((line) => line.kind !== 'same'),
  )
  const shown: DiffLine[] = []
  let skipped = 0
  const flush = () => {
    if (skipped > 0) shown.push({ kind: 'skipped', count: skipped })
    skipped = 0
  }
  lines.forEach((line, at) => {
    if (near[at]) {
      flush()
      shown.push(line)
    } else {
      skipped += 1
    }
  })
  flush()
  return shown
}

function linesOf(runs: readonly DiffRun[]): readonly Exclude<DiffLine, { kind: 'skipped' }>[] {
  const lines: DiffRun[][] = []
  let line: DiffRun[] = []
  for (const { kind, text } of runs) {
    const parts = text.split('\n')
    parts.forEach((part, at) => {
      const ends = at < parts.length - 1
      if (part !== '' || (ends && line.length === 0)) line.push({ kind, text: part })
      if (ends) {
        lines.push(line)
        line = []
      }
    })
  }
  if (line.length > 0) lines.push(line)
  return lines.map((pieces) => ({ kind: kindOf(pieces), runs: pieces }))
}

function kindOf(pieces: readonly DiffRun[]): DiffRun['kind'] | 'mixed' {
  const first = pieces[0]?.kind ?? 'same'
  return pieces.every((piece) => piece.kind === first) ? first : 'mixed'
}
