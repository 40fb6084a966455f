import type { ReactNode } from 'react'
import { useWords } from '#app/locale/react.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { recognitionDeskWords } from '../words/desk.ts'

const PARTS = [
  { key: 'health', href: '/desk/advocates' },
  { key: 'notes', href: '/desk/advocates/notes' },
  { key: 'suspicions', href: '/desk/advocates/suspicions' },
  { key: 'rules', href: '/desk/advocates/rules' },
  { key: 'levels', href: '/desk/advocates/levels' },
] as const

export type RecognitionPart = (typeof PARTS)[number]['key']

export interface DeskPartsProps {
  readonly at: RecognitionPart
  /** The parts this viewer may open. */
  readonly open: readonly RecognitionPart[]
  readonly suspicions?: number
  readonly children: ReactNode
}

/** The parts of recognition at the desk, over the one that is open. */
export function DeskParts({ at, open, suspicions, children }: DeskPartsProps) {
  const t = useWords(recognitionDeskWords)
  return (
    <div className="stack">
      <Tabs
        label={t('parts')}
        tabs={PARTS.filter(({ key }) => open.includes(key)).map(({ key, href }) => ({
          href,
          words: t(`part.${key}`),
          current: key === at,
          ...(key === 'suspicions' && suspicions ? { count: suspicions, urgent: true } : {}),
        }))}
      />
      {children}
    </div>
  )
}
