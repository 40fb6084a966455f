import { exemplarWords } from '#app/features/knowledge/words/exemplars.ts'
import { useWords } from '#app/locale/react.tsx'
import type { MarkView } from '../types.ts'

/** What the rules said of an answer: what to look at first, then what speaks for it, then what was left out. */
export function Marks({ marks }: { readonly marks: readonly MarkView[] }) {
  const t = useWords(exemplarWords)
  const isTrimmed = ({ rule }: MarkView): boolean => rule.startsWith('trimmed:')
  const groups = [
    { key: 'barred', head: t('barred'), marks: marks.filter(({ says }) => says === 'bars') },
    { key: 'look', head: t('lookAt'), marks: marks.filter((one) => one.says === 'editor' && !isTrimmed(one)) },
    { key: 'for', head: t('speaks'), marks: marks.filter((one) => one.says === 'for' && !isTrimmed(one)) },
    { key: 'out', head: t('leftOut'), marks: marks.filter(isTrimmed) },
  ]
  return (
    <dl className="marks">
      {groups
        .filter((group) => group.marks.length > 0)
        .map((group) => (
          <div key={group.key} className={group.key}>
            <dt>{group.head}</dt>
            <dd>
              <ul>
                {distinct(group.marks).map((mark) => (
                  <li key={`${mark.rule} ${mark.words}`} dir="auto">
                    {mark.words === '' || mark.rule.startsWith('title') || mark.rule === 'grave title'
                      ? t(`rule.${mark.rule}`)
                      : t('said', { what: t(`rule.${mark.rule}`), words: mark.words })}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
    </dl>
  )
}

/** The same rule with the same words is said once. */
const distinct = (marks: readonly MarkView[]): readonly MarkView[] => [
  ...new Map(marks.map((mark) => [`${mark.rule} ${mark.words}`, mark])).values(),
]
