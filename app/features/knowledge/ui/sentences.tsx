import { SectionHead } from '#app/ui/section-head.tsx'
import { counted } from '#app/ui/words.ts'
import { lacksOf } from '../rules/lacks.ts'
import type { SentenceView, SourcePart } from '../types.ts'

const PART_WORDS: Readonly<Record<SourcePart, string>> = {
  title: 'Title',
  alias: 'Also asked as',
  problem: 'What happens',
  steps: 'What to do',
  failed: 'What did not work',
}

export interface SentencesProps {
  readonly sentences: readonly SentenceView[]
  /** Whether readers have it already: what was not found for the draft is of no interest then. */
  readonly isOut: boolean
}

/** Every sentence of a draft beside its source, and before that what nothing was found for. */
export function Sentences({ sentences, isOut }: SentencesProps) {
  const lacks = sentences.length > 0 && !isOut ? lacksOf(sentences.filter(({ gone }) => !gone)) : []
  return (
    <section>
      <SectionHead title="Where each sentence comes from" />
      {sentences.length === 0 && <p className="meta">This was written by hand: it has no sources.</p>}
      {lacks.length > 0 && <p>{lacks.join(' ')}</p>}
      {sentences.map((one, at) => (
        <div className={one.kept && !one.gone ? 'sentence' : 'sentence left'} key={at}>
          <q dir="auto">{one.sentence}</q>
          <p className="meta">
            {PART_WORDS[one.part]} ·{' '}
            {one.gone ? (
              'its source was taken away, so it left the draft'
            ) : one.source ? (
              <>
                <a href={one.source.address}>{one.source.title}</a>
                {one.source.by && <>, {one.source.by}</>}
              </>
            ) : (
              'a source you may not read'
            )}
            {one.agreeCount > 1 && <> · {counted(one.agreeCount, 'person', 'people')} say the same</>}
            {!one.kept && !one.gone && ' · no longer in the text'}
          </p>
        </div>
      ))}
    </section>
  )
}
