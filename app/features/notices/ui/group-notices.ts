import type { NoticeView } from '../types.ts'

type OfOneThread = readonly [NoticeView, ...NoticeView[]]

export interface NoticeDay {
  readonly words: string
  readonly threads: readonly OfOneThread[]
}

/** Notices by day, and within a day by what they are about, each in the order in which they came in. */
export function groupNotices(notices: readonly NoticeView[], dayOf: (at: number) => string): readonly NoticeDay[] {
  const days = new Map<string, Map<string, [NoticeView, ...NoticeView[]]>>()
  for (const notice of notices) {
    const words = dayOf(notice.at)
    const threads = days.get(words) ?? new Map<string, [NoticeView, ...NoticeView[]]>()
    const same = threads.get(notice.about.key)
    if (same) same.push(notice)
    else threads.set(notice.about.key, [notice])
    days.set(words, threads)
  }
  return [...days].map(([words, threads]) => ({ words, threads: [...threads.values()] }))
}
