import { workbenchWords } from '#app/features/knowledge/words/workbench.ts'
import { useWords } from '#app/locale/react.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentenceView } from '../types.ts'

export interface SentencesProps {
  readonly sentences: readonly SentenceView[]
  /** Whether readers have it already: what was not found for the draft is of no interest then. */
  readonly isOut: boolean
}

/** Every sentence of a draft beside its source, and before that what nothing was found for. */
export function Sentences({ sentences, isOut }: SentencesProps) {
  const t = useWords(workbenchWords)
  const hasSteps = sentences.some(({ part, gone }) => part === 'steps' && !gone)
  return (
    <section>
      <SectionHead title={t('whereEachSentenceComes')} />
      {sentences.length === 0 && <p className="meta">{t('thisWasWrittenBy')}</p>}
      {sentences.length > 0 && !isOut && !hasSteps && <p>{t('lacksSteps')}</p>}
      {sentences.map((one, at) => (
        <div className={one.kept && !one.gone ? 'sentence' : 'sentence left'} key={at}>
          <q dir="auto">{one.sentence}</q>
          <p className="meta">
            {t(`part.${one.part}`)} ·{' '}
            {one.gone ? t('itsSourceWasTaken') : one.source ? <SourceLink source={one.source} /> : t('aSourceYouMay')}
            {one.agreeCount > 1 && <> · {t('saySame', { count: one.agreeCount })}</>}
            {!one.kept && !one.gone && <> · {t('noLonger')}</>}
          </p>
        </div>
      ))}
    </section>
  )
}

function SourceLink({ source }: { readonly source: NonNullable<SentenceView['source']> }) {
  const t = useWords(workbenchWords)
  const link = <a href={source.address}>{source.title}</a>
  return source.by ? t.rich('sourceBy', { source: link, by: source.by }) : link
}
