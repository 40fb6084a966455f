/** A text and what is selected in it. */
export interface Selected {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Replace `from`…`to` by `insert`, then select `select` (counted in the new text). */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly insert: string
  readonly select: readonly [number, number]
}

/**
 * Puts marks around the selection, or takes them away when they are there. `standIn`: a word in the writer's language
 * that is put in and stays selected where nothing was selected, to be typed over.
 */
export function wrap({ text, start, end }: Selected, mark: string, standIn: string): Edit {
  const inner = text.slice(start, end)
  const size = mark.length
  if (text.slice(start - size, start) === mark && text.slice(end, end + size) === mark) {
    return {
      from: start - size,
      to: end + size,
      insert: inner,
      select: [start - size, end - size],
    }
  }
  const word = inner === '' ? standIn : inner
  return {
    from: start,
    to: end,
    insert: mark + word + mark,
    select: [start + size, start + size + word.length],
  }
}

/** Code: marks within a line, a fence around several lines. `standIn` as for `wrap`. */
export function code(selected: Selected, standIn: string): Edit {
  const inner = selected.text.slice(selected.start, selected.end)
  if (!inner.includes('\n')) return wrap(selected, '`', standIn)
  const insert = `\`\`\`\n${inner.replace(/\n$/, '')}\n\`\`\`\n`
  const from = selected.start
  return { from, to: selected.end, insert, select: [from + 4, from + 4 + inner.length] }
}

/** Starts every selected line with a mark, or takes it away when all have it. `1. ` counts. */
export function prefixLines({ text, start, end }: Selected, mark: '> ' | '- ' | '1. '): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', Math.max(start, end - 1))
  const to = lineEnd === -1 ? text.length : lineEnd
  const lines = text.slice(from, to).split('\n')
  const has = mark === '1. ' ? /^\d+\. / : mark === '- ' ? /^[-*] / : /^> ?/
  const all = lines.every((line) => has.test(line))
  const insert = lines
    .map((line, at) => {
      if (all) return line.replace(has, '')
      return (mark === '1. ' ? `${at + 1}. ` : mark) + line
    })
    .join('\n')
  const caret = from + insert.length
  return { from, to, insert, select: lines.length > 1 ? [from, caret] : [caret, caret] }
}

/** A link around the selection; an address that is selected becomes its target. `standIn` as for `wrap`. */
export function link({ text, start, end }: Selected, standIn: string): Edit {
  const inner = text.slice(start, end).trim()
  if (/^https?:\/\/\S+$/.test(inner)) {
    return {
      from: start,
      to: end,
      insert: `[${standIn}](${inner})`,
      select: [start + 1, start + 1 + standIn.length],
    }
  }
  const words = inner === '' ? standIn : inner
  const target = start + words.length + 3
  return { from: start, to: end, insert: `[${words}](https://)`, select: [target, target + 8] }
}

/** What Enter does in a list or a quotation: the next item, or its end when the item is empty. */
export function continueLine({ text, start, end }: Selected): Edit | null {
  if (start !== end) return null
  const from = text.lastIndexOf('\n', start - 1) + 1
  const line = text.slice(from, start)
  const match = /^(\s*)([-*]|\d+\.|>)( +)(.*)$/.exec(line)
  if (!match) return null
  const [, indent = '', mark = '', gap = ' ', rest = ''] = match
  if (rest.trim() === '') return { from, to: start, insert: '', select: [from, from] }
  const next = /^\d/.test(mark) ? `${Number.parseInt(mark, 10) + 1}.` : mark
  const insert = `\n${indent}${next}${gap}`
  return { from: start, to: start, insert, select: [start + insert.length, start + insert.length] }
}

/** A passage as a quotation, put where the writing stands, on lines of its own. */
export function quote({ text, start, end }: Selected, passage: string): Edit {
  const lines = passage
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
  const before = text.slice(0, start)
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const insert = `${gap}${lines}\n\n`
  const caret = start + insert.length
  return { from: start, to: end, insert, select: [caret, caret] }
}

/** The name being typed before the caret. */
export interface NameTyped {
  readonly sigil: '@' | '#' | '/'
  readonly query: string
  /** Where the sigil stands. */
  readonly from: number
}

/** A mention or tag that is being typed: at least one letter after a sigil that starts a word. */
export function nameTyped(text: string, caret: number): NameTyped | null {
  const match = /(?:^|[\s(])([@#])([\p{L}\p{N}_.-]{1,40})$/u.exec(text.slice(Math.max(0, caret - 60), caret))
  if (!match) return null
  const [, sigil, query = ''] = match
  return { sigil: sigil === '@' ? '@' : '#', query, from: caret - query.length - 1 }
}

/** What is typed after a slash that begins a line, up to the caret: words to find a prepared answer by. */
export function slashTyped(text: string, caret: number): NameTyped | null {
  const line = text.slice(Math.max(0, text.lastIndexOf('\n', caret - 1) + 1), caret)
  const match = /^\/([^/\n]{0,60})$/u.exec(line)
  return match ? { sigil: '/', query: match[1] ?? '', from: caret - line.length } : null
}
