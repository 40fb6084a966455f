import { useWords } from '#app/locale/react.tsx'
import { Paging } from '#app/ui/paging.tsx'
import type { BoardView } from '../queries/board.server.ts'
import { advocateWords } from '../words/page.ts'
import { BoardSection } from './board-section.tsx'

export interface LeadersPageProps {
  readonly view: BoardView
  readonly newer: string | null
  readonly older: string | null
}

/** All leaders of a time, page by page. */
export function LeadersPage({ view, newer, older }: LeadersPageProps) {
  const t = useWords(advocateWords)
  return (
    <>
      <h1 className="title">{t('leaders.title')}</h1>
      <BoardSection view={view} path="/advocates/leaders" />
      <Paging newer={newer} older={older} />
    </>
  )
}
