import { topicWords } from '#app/features/mining/words/topic.ts'
import { useWords } from '#app/locale/react.tsx'
import type { Speaker } from '#app/locale/speak.ts'
import { Form } from '@remix-run/react'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Field, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { DecisionView, TopicPageView } from '../types.ts'
import type { TopicPageProps } from './topic-page-props.ts'

/** The topics that one may be joined to, as options of a field. */
export const optionsOf = (view: TopicPageView) =>
  view.others.map((one) => ({ value: String(one.id), words: one.title }))

/** Rename, join, part, dismiss: each says what it does, and each can be taken back. */
export function Decide({ view, errors, isParting }: TopicPageProps & { readonly isParting: boolean }) {
  const t = useWords(topicWords)
  if (view.mergedInto) return null
  const others = optionsOf(view)
  return (
    <section>
      <SectionHead title={t('decide')} />
      <details className="decide">
        <summary>{t('renameIt')}</summary>
        <Form className="form" method="post">
          <Field
            label={t('title')}
            name="title"
            id="f-rename"
            defaultValue={view.title}
            error={errors?.['title']}
            maxLength={150}
          />
          <div className="form-acts">
            <Button name="intent" value="rename">
              {t('rename')}
            </Button>
          </div>
        </Form>
      </details>
      <details className="decide">
        <summary>{t('joinItToAnother')}</summary>
        <Form className="form" method="post">
          <Select
            label={t('theTopicThatGoes')}
            name="into"
            id="f-merge"
            options={[{ value: '0', words: t('chooseOne') }, ...others]}
            error={errors?.['into']}
          />
          <div className="form-acts">
            <Button name="intent" value="merge">
              {t('join')}
            </Button>
          </div>
        </Form>
      </details>
      {!isParting && (
        <details className="decide">
          <summary>{t('partItOrMove')}</summary>
          <div className="form">
            <p className="hint">
              {t.rich('chooseRequests', {
                link: (inner) => (
                  <a className="under" href={`/desk/topics/${view.id}?look=closer`}>
                    {inner}
                  </a>
                ),
              })}
            </p>
            <Parting others={others} />
          </div>
        </details>
      )}
      {view.dismissed ? (
        <Form method="post">
          <Button name="intent" value="restore">
            {t('bringItBack')}
          </Button>
        </Form>
      ) : (
        <details className="decide">
          <summary>{t('dismissIt')}</summary>
          <Form className="form" method="post">
            <Field label={t('why')} name="reason" id="f-dismiss" error={errors?.['reason']} maxLength={300} />
            <div className="form-acts">
              <Button name="intent" value="dismiss">
                {t('dismiss')}
              </Button>
              <Button look="plain" name="intent" value="never">
                {t('neverAgain')}
              </Button>
            </div>
          </Form>
        </details>
      )}
      <LinkButton href="/desk/topics" look="plain" small>
        {t('allTopics')}
      </LinkButton>
    </section>
  )
}

/** What is done with the requests, or groups of them, that are chosen in the list. */
export function Parting({
  others,
  error,
}: {
  readonly others: readonly { readonly value: string; readonly words: string }[]
  readonly error?: string | undefined
}) {
  const t = useWords(topicWords)
  return (
    <>
      <Field label={t('titleOfTheNew')} name="title" id="f-split" form="split" error={error} maxLength={150} />
      <div className="form-acts">
        <Button name="intent" value="split" form="split">
          {t('makeANewTopic')}
        </Button>
      </div>
      <Select
        label={t('orTheTopicThey')}
        name="into"
        id="f-move"
        form="split"
        options={[{ value: '', words: t('chooseOne') }, { value: '0', words: t('noneTheyFitNowhere') }, ...others]}
      />
      <div className="form-acts">
        <Button name="intent" value="move" form="split">
          {t('moveThem')}
        </Button>
      </div>
    </>
  )
}

/** What somebody decided: "Agnes renamed it; it was “Lost parcels”", "Agnes brought it back (taken back)". */
export function decisionWords(t: Speaker<(typeof topicWords)['messages']>, one: DecisionView): string {
  const decision = standingWords(t, one)
  return one.isUndone ? t('decided.takenBack', { decision }) : decision
}

function standingWords(t: Speaker<(typeof topicWords)['messages']>, one: DecisionView): string {
  const { kind, other, before, reason, requests } = one
  const by = one.by ?? t('formerMember')
  switch (kind) {
    case 'rename':
      return before === null ? t('decided.rename', { by }) : t('decided.renameFrom', { by, before })
    case 'merge':
      return other === null ? t('decided.mergeToNone', { by, requests }) : t('decided.merge', { by, other, requests })
    case 'split':
      return other === null ? t('decided.splitToNone', { by, requests }) : t('decided.split', { by, other, requests })
    case 'dismiss':
    case 'never':
      return t(`decided.${kind}`, { by, reason })
    case 'move':
      return other === null ? t('decided.moveToNone', { by }) : t('decided.move', { by, other })
    case 'place':
    case 'restore':
      return t(`decided.${kind}`, { by })
  }
}

/** What editors decided about a topic, and the way to take it back. */
export function Decisions({ view }: { readonly view: TopicPageView }) {
  const t = useWords(topicWords)
  if (view.decisions.length === 0) return null
  return (
    <section>
      <SectionHead title={t('whatWasDecided')} />
      {view.decisions.map((one) => (
        <div className="saying" key={one.id}>
          <p>
            {decisionWords(t, one)} <Time className="meta" at={one.at} />
          </p>
          {one.mayUndo && (
            <Form method="post">
              <input type="hidden" name="decision" value={one.id} />
              <Button look="plain" small name="intent" value="undo">
                {t('takeItBack')}
              </Button>
            </Form>
          )}
        </div>
      ))}
    </section>
  )
}
