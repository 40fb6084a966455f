import { useWords } from '#app/locale/react.tsx'
import { Person } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Time } from '#app/ui/moment.tsx'
import type { RecognitionView } from '../queries/recognition.server.ts'
import { recognitionWords } from '../words/recognition.ts'

export interface RecognitionSectionProps {
  readonly view: RecognitionView
}

/** What somebody knows, their best answers, their articles and what others thanked them for. */
export function RecognitionSection({ view }: RecognitionSectionProps) {
  const t = useWords(recognitionWords)
  return (
    <>
      {view.knows.length > 0 && (
        <section className="recognised">
          <SectionHead title={t('knows')} />
          <p className="flow">
            {view.knows.map((subject) => (
              <a className="tag" key={subject.address} href={subject.address}>
                {subject.name}
              </a>
            ))}
          </p>
        </section>
      )}
      {view.best.length > 0 && (
        <section className="recognised">
          <SectionHead title={t('best')} />
          <ul className="rows">
            {view.best.map((answer) => (
              <li className="row plain best" key={answer.address}>
                <div>
                  <h3 className="row-title">
                    <a href={answer.address} dir="auto">
                      {answer.title}
                    </a>
                  </h3>
                  <p className="excerpt" dir="auto">
                    {answer.excerpt}
                  </p>
                  <p className="meta">
                    {answer.isAccepted && <b className="solved-word">{t('accepted')}</b>}
                    {answer.isAccepted && ' · '}
                    {answer.helpful > 0 && `${t('helpful', { helpful: answer.helpful })} · `}
                    <Time at={answer.at} />
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.articles.length > 0 && (
        <section className="recognised">
          <SectionHead title={t('articles')} />
          <ul className="plain-list">
            {view.articles.map((article) => (
              <li key={article.address}>
                <a className="link" href={article.address} dir="auto">
                  {article.title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.thanks.length > 0 && (
        <section className="recognised">
          <SectionHead title={t('thanks')} />
          <ul className="thanks">
            {view.thanks.map((one) => (
              <li key={one.at}>
                <Person person={one.by} />
                <div>
                  <p dir="auto">{one.words}</p>
                  <p className="meta">
                    {one.by === null
                      ? t.rich('thanksFormer', { time: <Time at={one.at} /> })
                      : t.rich('thanksBy', { name: one.by.name, time: <Time at={one.at} /> })}
                  </p>
                </div>
              </li>
            ))}
          </ul>
          {view.thanksCount > view.thanks.length && (
            <p className="meta">{t('moreThanks', { count: view.thanksCount - view.thanks.length })}</p>
          )}
        </section>
      )}
    </>
  )
}
