import { useWords } from '#app/locale/react.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Time } from '#app/ui/moment.tsx'
import type { EngineState } from '#search/engine.ts'
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
