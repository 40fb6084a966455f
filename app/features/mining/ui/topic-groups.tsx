import { topicWords } from '#app/features/mining/words/topic.ts'
import { useWords } from '#app/locale/react.tsx'
import { Form } from '@remix-run/react'
import type { FieldErrors } from '#app/kernel/errors.ts'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FieldError } from '#app/ui/field.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { TopicPageView, TopicGroupsView } from '../types.ts'
import { Parting, optionsOf } from './topic-decisions.tsx'

/** Groups that are shown at once: what matters is large. */
const SHOWN_GROUPS = 10

/** The topic's requests mined by themselves; groups are chosen and parted like single requests. */
export function Groups({
  view,
  closer,
  errors,
  chosen,
}: {
  readonly view: TopicPageView
  readonly closer: TopicGroupsView | null
  readonly errors?: FieldErrors | undefined
  readonly chosen: ReadonlySet<string>
}) {
  const t = useWords(topicWords)
  const hasParts = closer !== null && closer.groups.length > 1
  return (
    <section>
      <SectionHead
        title={t('howItWouldFall')}
        link={{ href: `/desk/topics/${view.id}`, words: t('backToItsRequests') }}
      />
      {!hasParts && (
        <Empty title={t('itDoesNotFall')}>
          <p>{t('itsRequestsSayMuch')}</p>
        </Empty>
      )}
      {hasParts && (
        <>
          <p className="meta">
            {closer.looked < view.requestCount ? t('groups.ofTypical', { looked: closer.looked }) : t('groups.ofAll')}
          </p>
          <Form method="post" id="split">
            <GroupRows groups={closer.groups.slice(0, SHOWN_GROUPS)} chosen={chosen} />
            {closer.groups.length > SHOWN_GROUPS && (
              <details className="fold">
                <summary>{t('groups.smaller', { count: closer.groups.length - SHOWN_GROUPS })}</summary>
                <GroupRows groups={closer.groups.slice(SHOWN_GROUPS)} chosen={chosen} />
              </details>
            )}
          </Form>
          <div className="form part-form">
            <div className="form-acts">
              <Button look="primary" name="intent" value="parts" form="split">
                {t('makeEachATopic')}
              </Button>
            </div>
            {errors?.['request'] && <FieldError>{errors['request']}</FieldError>}
            <Parting others={optionsOf(view)} error={errors?.['title']} />
          </div>
          {closer.apart > 0 && <p className="meta">{t('requestFitNone', { apart: closer.apart })}</p>}
        </>
      )}
    </section>
  )
}

function GroupRows({
  groups,
  chosen,
}: {
  readonly groups: TopicGroupsView['groups']
  readonly chosen: ReadonlySet<string>
}) {
  const t = useWords(topicWords)
  return (
    <ul className="rows">
      {groups.map((group) => (
        <li className="row plain" key={group.requests[0]}>
          <input
            type="checkbox"
            name="request"
            value={group.requests.join(',')}
            defaultChecked={group.requests.some((id) => chosen.has(String(id)))}
            aria-label={t('groups.choose', {
              count: group.requests.length,
              words: group.samples[0] ?? group.words.join(', '),
            })}
          />
          <div>
            <h3 className="row-title" dir="auto">
              {group.samples[0] ?? group.words.join(', ')}
            </h3>
            {group.samples.slice(1).map((sample) => (
              <p className="excerpt" dir="auto" key={sample}>
                {sample}
              </p>
            ))}
            <p className="meta">
              {t('groups.size', { count: group.requests.length })} · {group.words.join(', ')}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
