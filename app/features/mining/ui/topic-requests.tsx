import { topicWords } from '#app/features/mining/words/topic.ts'
import { useWords } from '#app/locale/react.tsx'
import { Form } from '@remix-run/react'
import { Empty } from '#app/ui/empty.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { address } from '#app/ui/words.ts'
import type { TopicPageView } from '../types.ts'

/** The requests of a topic, to choose those that belong elsewhere. */
export function Requests({ view, chosen }: { readonly view: TopicPageView; readonly chosen: ReadonlySet<string> }) {
  const t = useWords(topicWords)
  const to = (page: string | null) => (page === null ? null : address(`/desk/topics/${view.id}`, { page }))
  return (
    <section>
      <SectionHead title={t('requestCount', { count: view.requestCount })} />
      {view.requests.length === 0 && (
        <Empty title={t('noRequest')}>
          <p>{t('otherTopicsTookThem')}</p>
        </Empty>
      )}
      <Form method="post" id="split">
        <ul className="rows">
          {view.requests.map((one) => (
            <li className="row plain" key={one.id}>
              <input
                type="checkbox"
                name="request"
                value={one.id}
                defaultChecked={chosen.has(String(one.id))}
                aria-label={t('choose', { request: one.subject || one.text.slice(0, 60) })}
              />
              <div>
                <h3 className="row-title">
                  <a href={one.address} dir="auto">
                    {one.subject || one.text}
                  </a>
                </h3>
                {one.subject && (
                  <p className="excerpt" dir="auto">
                    {one.text}
                  </p>
                )}
                <p className="meta">
                  {t('channel', { channel: one.channel })} · <Time at={one.at} as="day" />
                  {one.pinned && <> · {t('putHereBy')}</>}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Form>
      <Paging
        newer={to(view.newer)}
        older={to(view.older)}
        words={{ newer: t('moreTypical'), older: t('lessTypical') }}
      />
    </section>
  )
}
