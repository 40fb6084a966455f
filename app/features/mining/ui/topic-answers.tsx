import { topicWords } from '#app/features/mining/words/topic.ts'
import { topicsWords } from '#app/features/mining/words/topics.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Well, Icon } from '#app/ui/icon.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { TopicPageView } from '../types.ts'
import { COVERAGE_WELLS } from './topics-page.tsx'

/** What answers a topic: its article, threads and articles near it. */
export function Answers({ view }: { readonly view: TopicPageView }) {
  const t = useWords(topicWords)
  const ofTopics = useWords(topicsWords)
  return (
    <section>
      <SectionHead title={t('whatAnswers')} />
      {!view.isRest && (
        <p>
          <span className={view.coverage === 'failing' ? 'state late' : 'state'}>
            <Well state={COVERAGE_WELLS[view.coverage]} label={null} />
            {ofTopics(`coverage.${view.coverage}`)}
          </span>{' '}
          <span className="meta">{view.reason}</span>
        </p>
      )}
      {view.covering.length > 0 && (
        <ul className="side-list">
          {view.covering.map((one) => (
            <li key={one.address}>
              <Well state={one.kind === 'article' ? 'covered' : 'solved'} />
              <a href={one.address} dir="auto">
                {one.title}
              </a>
            </li>
          ))}
        </ul>
      )}
      {view.links.length > 0 && (
        <>
          <p className="meta">{t('helpersPoint')}</p>
          <ul className="side-list">
            {view.links.map((one) => (
              <li key={one.address}>
                <Icon name="link" />
                <span>
                  <a href={one.href} rel="noopener noreferrer nofollow">
                    {one.address}
                  </a>{' '}
                  <span className="meta">{t('pointedTimes', { count: one.requests })}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Exemplars exemplars={view.exemplars} />
      {view.articles.length === 0 ? (
        view.mergedInto === null &&
        !view.isRest && (
          <form method="post" action="/desk/articles/new">
            <input type="hidden" name="topic" value={view.id} />
            <Button look="primary" icon="edit">
              {t('draftAnArticle')}
            </Button>
          </form>
        )
      ) : (
        <ul className="side-list">
          {view.articles.map((one) => (
            <li key={one.id}>
              <Icon name="article" />
              <span>
                <a href={`/desk/articles/${one.id}`} dir="auto">
                  {one.title}
                </a>{' '}
                <span className="meta">{t(`article.${one.state}`)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {view.mergedInto === null && (
        <p>
          <LinkButton href={`/desk/missions/new?topic=${view.id}`} small>
            {t('makeMission')}
          </LinkButton>
        </p>
      )}
    </section>
  )
}

/** Which answers in the community answer how many of its requests, each a draft in one press. */
function Exemplars({ exemplars }: { readonly exemplars: TopicPageView['exemplars'] }) {
  const t = useWords(topicWords)
  if (exemplars.rows.length === 0) return null
  return (
    <>
      <p className="meta">{t('exemplars', { answered: exemplars.answered, unanswered: exemplars.unanswered })}</p>
      <ul className="side-list">
        {exemplars.rows.map((one) => (
          <li key={one.id}>
            <Icon name="check" />
            <div>
              {one.articleId === null ? (
                <span dir="auto">{one.title}</span>
              ) : (
                <a href={`/desk/articles/${one.articleId}`} dir="auto">
                  {one.title}
                </a>
              )}{' '}
              <span className="meta">{t('exemplarAnswers', { count: one.requests })}</span>
              {one.articleId === null && (
                <form method="post" action="/desk/articles/new">
                  <input type="hidden" name="exemplar" value={one.id} />
                  <Button small aria-label={t('draftExemplar', { title: one.title })}>
                    {t('draft')}
                  </Button>
                </form>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
