/** A long number as a spreadsheet shows it: 1.23457E+11, 1,23E+15, 1E+11. Without sign or fraction it may be an id of letters. */
const SHORTENED = /^[+-]?(?:\d+[.,]\d+e[+-]?\d{1,3}|\d+e[+-]\d{1,3}|\de\d{2})$/i
/** What a spreadsheet writes for a cell that it could not work out, in its languages. */
const ERROR = /^#[¡¿]?[\p{Lu}\d/_]+[!?]$|^#(?:N\/?[ADVBTF]|NV|N\/D|GETTING_DATA)$|^#{2,}$|^Err:\d{3}$/iu
/** A spreadsheet keeps fifteen figures of a number; the rest are zeros. */
const LOST_FIGURES = /^\d{15}0+$/
/** “3-12” and the like become days. */
const DAY = /^\d{1,2}[-. ]{1,2}\p{L}{3,4}\.?$|^\p{L}{3,4}\.?[- ]\d{2}$/u
const NO_DAY =
  /^(?!jan|feb|f[eé]v|m[aä]r|apr|a[bv]r|ma[iyj]|mei|jun|jul|juin|juil|aug|ago|ao[uû]|sep|set|o[ckt]t|out|nov|de[czi]|d[eé]c|ene|gen|mag|giu|lug|dic)/i

/**
 * Whether an id was changed by a spreadsheet, so that it may stand for several requests at once. Whether zeros stand
 * for lost figures is decided over the column.
 */
export function isDamagedId(id: string, hasLostFigures: boolean): boolean {
  if (SHORTENED.test(id) || ERROR.test(id) || (hasLostFigures && LOST_FIGURES.test(id))) return true
  return DAY.test(id) && !NO_DAY.test(id.replace(/[\d-. ]+/g, ''))
}

/** Ids of more figures than a spreadsheet keeps: how many, and how many of them end in zeros from there on. */
export interface LongIds {
  readonly all: number
  readonly zeros: number
  /** Of these, how many in two zeros or more, which comes seldom by chance. */
  readonly manyZeros: number
}

export const NO_LONG_IDS: LongIds = { all: 0, zeros: 0, manyZeros: 0 }

/** Counts one more id of a column. */
export function withLongId(ids: LongIds, value: string): LongIds {
  const id = value.trim()
  if (!/^\d{16,}$/.test(id)) return ids
  return {
    all: ids.all + 1,
    zeros: ids.zeros + (LOST_FIGURES.test(id) ? 1 : 0),
    manyZeros: ids.manyZeros + (/^\d{15}0{2,}$/.test(id) ? 1 : 0),
  }
}

/** Whether the figures of a column's ids were lost: more of them end in zeros than chance explains. */
export function haveLostFigures({ all, zeros, manyZeros }: LongIds): boolean {
  return all < 3 ? manyZeros > 0 : zeros > all / 2
}

/** A cell as it was before somebody guarded it against spreadsheets: `="0012"`, or an apostrophe before it. */
export function unguarded(cell: string): string {
  const quoted = /^="((?:[^"]|"")*)"$/.exec(cell.trim())
  if (quoted) return (quoted[1] ?? '').replaceAll('""', '"')
  return /^'[=+\-@\d\t\r]/.test(cell) ? cell.slice(1) : cell
}

/** Quotes numbers of JSON with more figures than a number can keep, so that two ids don't become one. */
export function withLongNumbers(json: string): string {
  if (!/\d{16}/.test(json)) return json
  return json.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  )
}
