import { useWords } from '#app/locale/react.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Time } from '#app/ui/moment.tsx'
import type { EngineState, MeaningState } from '#search/engine.ts'
import { searchServerWords } from '../words/search-server.ts'

/** How the search server in front of the embedded index does. */
export function SearchServer({ server }: { readonly server: EngineState }) {
  const t = useWords(searchServerWords)
  const { address: at, trouble, since } = server
  if (trouble === null) return <p className="meta">{t('well', { address: at })}</p>
  return (
    <Notice tone={trouble.kind === 'behind' || trouble.kind === 'empty' ? 'info' : 'signal'}>
      {t('trouble', { kind: trouble.kind, address: at, detail: trouble.detail })}{' '}
      {since !== null && t.rich('since', { time: <Time at={since} /> })}
    </Notice>
  )
}

/** How finding by meaning does, and how many vectors there are. */
export function SearchMeaning({ meaning }: { readonly meaning: MeaningState }) {
  const t = useWords(searchServerWords)
  const { model, made, due, trouble, since } = meaning
  if (trouble === null) return <p className="meta">{t('meaning.well', { model, made, due })}</p>
  return (
    <Notice tone={trouble === 'busy' || trouble === 'slow' ? 'info' : 'signal'}>
      {t('meaning.trouble', { kind: trouble, model })}{' '}
      {since !== null && t.rich('since', { time: <Time at={since} /> })}
    </Notice>
  )
}
