import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox, ErrorSummary, Field, Radios, Select, TextArea } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SeenField } from '#app/ui/seen-field.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { RuleName } from '../rules/dry-run.ts'
import { CLASS_LEVELS } from '../rules/severity.ts'
import { fieldsOf, RULE_NAMES } from '../schemas/second-tier.ts'
import { SEVERITY_CLASSES, type SecondTier } from '../types.ts'
import { PHRASE_LANGUAGES, type DryRunView, type NewOrderView } from '../types/second-tier.ts'
import { secondTierWords } from '../words/second-tier.ts'
import { DryRunResult, NewOrder } from './trials.tsx'

const ADDRESS = '/desk/second-tier'
const PARTS = ['severity', 'spread', 'influence', 'waiting'] as const

export type TierSpeaker = PageSpeaker<typeof secondTierWords.messages>

export interface SecondTierPageProps {
  readonly tier: SecondTier
  /** Stands for what the form shows. */
  readonly mark: string
  readonly mayChange: boolean
  /** What a rule would have done, and the order that other weights make; null = not asked. */
  readonly dry: DryRunView | null
  readonly order: NewOrderView | null
  readonly sentBack?: SentBack | undefined
}

/** How the desk works: its order in words, its rules, and for admins the form that changes them. */
export function SecondTierPage({ tier, mark, mayChange, dry, order, sentBack }: SecondTierPageProps) {
  const t = useWords(secondTierWords)
  return (
    <div className="column tier stack">
      <ErrorSummary errors={sentBack?.errors} />
      <section>
        <SectionHead title={t('order.head')} />
        <p>{t('order.text')}</p>
        <ul className="formula">
          {PARTS.map((part) => (
            <li key={part}>{t(`order.${part}`, { weight: tier.weights[part] })}</li>
          ))}
        </ul>
      </section>
      {mayChange ? (
        <TierForm tier={tier} mark={mark} dry={dry} order={order} sentBack={sentBack} />
      ) : (
        <TierInWords tier={tier} dry={dry} />
      )}
    </div>
  )
}

type FormProps = Omit<SecondTierPageProps, 'mayChange'>

function TierForm({ tier, mark, dry, order, sentBack }: FormProps) {
  const t = useWords(secondTierWords)
  const values = sentBack?.values ?? fieldsOf(tier)
  const errors = sentBack?.errors ?? {}
  const figure = (name: string, label: string, most: number, least = 1) => (
    <Field
      label={label}
      name={name}
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      required
      defaultValue={values[name]}
      error={errors[name]}
    />
  )
  return (
    <form method="post" action={ADDRESS} className="stack">
      <SeenField mark={mark} sentBack={sentBack} />
      <section>
        <SectionHead title={t('weights.head')} />
        <p className="meta">{t('weights.hint')}</p>
        <div className="tier-figures">
          {PARTS.map((part) => (
            <div key={part}>{figure(`weight.${part}`, t(`weight.${part}`), 100, part === 'severity' ? 1 : 0)}</div>
          ))}
        </div>
        <Button name="intent" value="order" formAction={`${ADDRESS}#order`}>
          {t('order.show')}
        </Button>
        {order && <NewOrder view={order} />}
      </section>
      <section>
        <SectionHead title={t('rules.head')} />
        <p className="meta">{t('rules.text')}</p>
        <ul className="tier-rules">
          {RULE_NAMES.map((rule) => (
            <li key={rule}>
              <Checkbox
                label={t(`rule.${rule}`)}
                name={`on.${rule}`}
                hint={t(`rule.${rule}.text`)}
                defaultChecked={values[`on.${rule}`] === '1'}
              />
              <div className="tier-figures">
                {rule === 'atRisk' && figure('atRisk.percent', t('figure.percent'), 95, 10)}
                {rule === 'atRisk' && figure('atRisk.members', t('figure.members'), 10)}
                {rule === 'severity' && (
                  <Select
                    label={t('figure.level')}
                    name="severity.level"
                    defaultValue={values['severity.level']}
                    error={errors['severity.level']}
                    options={(['2', '3', '4'] as const).map((value) => ({ value, words: t(`level.${value}`) }))}
                  />
                )}
                {rule === 'came-back' && figure('came-back.times', t('figure.times'), 10)}
                {rule === 'came-back' && figure('came-back.hours', t('figure.quiet'), 168, 0)}
                {rule === 'spread' && figure('spread.people', t('figure.people'), 100, 2)}
                {rule === 'spread' && figure('spread.hours', t('figure.hours'), 168)}
                {rule === 'influence' && figure('influence.level', t('figure.importance'), 3)}
              </div>
              <Button
                small
                name="intent"
                value={`dry-${rule}`}
                formAction={`${ADDRESS}#dry`}
                aria-label={t('dry.try.rule', { rule: t(`rule.${rule}`) })}
              >
                {t('dry.try')}
              </Button>
              {dry?.rule === rule && <DryRunResult view={dry} />}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <SectionHead title={t('phrases.head')} />
        <PhrasesText />
        {SEVERITY_CLASSES.map((name) => (
          <details
            key={name}
            className="phrases"
            open={PHRASE_LANGUAGES.some((language) => errors[`phrases.${name}.${language}`] !== undefined) || undefined}
          >
            <summary>
              {t(`class.${name}`)} <span className="meta">{t('class.level', { level: CLASS_LEVELS[name] })}</span>
            </summary>
            <div className="phrase-lists">
              {PHRASE_LANGUAGES.map((language) => (
                <TextArea
                  key={language}
                  label={t('phrases.of', { class: t(`class.${name}`), language: t(`language.${language}`) })}
                  name={`phrases.${name}.${language}`}
                  rows={6}
                  spellCheck={false}
                  defaultValue={values[`phrases.${name}.${language}`]}
                  error={errors[`phrases.${name}.${language}`]}
                />
              ))}
            </div>
          </details>
        ))}
      </section>
      <section className="form">
        <SectionHead title={t('work.head')} />
        <Field
          label={t('idleMinutes')}
          name="idleMinutes"
          hint={t('idleMinutes.hint')}
          type="number"
          min={10}
          max={10080}
          required
          defaultValue={values['idleMinutes']}
          error={errors['idleMinutes']}
        />
        <Field
          label={t('mostOpen')}
          name="mostOpen"
          hint={t('mostOpen.hint')}
          type="number"
          min={1}
          max={500}
          defaultValue={values['mostOpen']}
          error={errors['mostOpen']}
        />
        <Radios
          label={t('giving')}
          name="giving"
          required
          defaultValue={values['giving']}
          error={errors['giving']}
          options={(['claim', 'turns'] as const).map((value) => ({
            value,
            words: t(`giving.${value}`),
            hint: t(`giving.${value}.hint`),
          }))}
        />
        <Field
          label={t('closeAfterDays')}
          name="closeAfterDays"
          hint={t('closeAfterDays.hint')}
          type="number"
          min={1}
          max={3650}
          defaultValue={values['closeAfterDays']}
          error={errors['closeAfterDays']}
        />
        <div className="form-acts">
          <Button look="primary" name="intent" value="save">
            {t('save')}
          </Button>
        </div>
      </section>
    </form>
  )
}

function PhrasesText() {
  const t = useWords(secondTierWords)
  return <p className="meta">{t.rich('phrases.text', { code: (inner) => <code>{inner}</code> })}</p>
}

/** The figures of a rule in words; null = it has none. */
function figuresOf(rule: RuleName, { rules }: SecondTier, t: TierSpeaker): string | null {
  if (rule === 'atRisk') return t('says.atRisk', { percent: rules.atRisk.percent, members: rules.atRisk.members })
  if (rule === 'severity') return t('says.severity', { level: t(`level.${levelOf(rules.severity.level)}`) })
  if (rule === 'came-back') {
    const { times, hours } = rules['came-back']
    return t('says.came-back', { times, hours })
  }
  if (rule === 'spread') return t('says.spread', { people: rules.spread.people, hours: rules.spread.hours })
  return rule === 'influence' ? t('says.influence', { level: rules.influence.level }) : null
}

function levelOf(level: number): 2 | 3 | 4 {
  return level >= 4 ? 4 : level === 3 ? 3 : 2
}

/** The same for staff who may not change it. */
function TierInWords({ tier, dry }: Pick<FormProps, 'tier' | 'dry'>) {
  const t = useWords(secondTierWords)
  return (
    <>
      <section>
        <SectionHead title={t('rules.head')} />
        <Notice>{t('readOnly')}</Notice>
        <p className="meta">{t('rules.text')}</p>
        <ul className="tier-rules">
          {RULE_NAMES.map((rule) => {
            const figures = figuresOf(rule, tier, t)
            return (
              <li key={rule}>
                <p>
                  {t(`rule.${rule}`)}{' '}
                  <b className={tier.rules[rule].on ? undefined : 'meta'}>{t(tier.rules[rule].on ? 'on' : 'off')}</b>
                  <span className="hint">
                    {t(`rule.${rule}.text`)}
                    {figures !== null && ` (${figures})`}
                  </span>
                </p>
                <LinkButton small href={`${ADDRESS}?dry=${rule}#dry`}>
                  {t('dry.try')}
                  <span className="hide">{t(`rule.${rule}`)}</span>
                </LinkButton>
                {dry?.rule === rule && <DryRunResult view={dry} />}
              </li>
            )
          })}
        </ul>
      </section>
      <section>
        <SectionHead title={t('phrases.head')} />
        <PhrasesText />
        {SEVERITY_CLASSES.map((name) => (
          <details key={name} className="phrases">
            <summary>
              {t(`class.${name}`)} <span className="meta">{t('class.level', { level: CLASS_LEVELS[name] })}</span>
            </summary>
            <dl>
              {PHRASE_LANGUAGES.map((language) => {
                const phrases = tier.lists[name][language] ?? []
                return (
                  <div key={language}>
                    <dt>{t(`language.${language}`)}</dt>
                    <dd dir="auto">{phrases.length === 0 ? t('phrases.count', { count: 0 }) : phrases.join(' · ')}</dd>
                  </div>
                )
              })}
            </dl>
          </details>
        ))}
      </section>
      <section>
        <SectionHead title={t('work.head')} />
        <ul className="formula">
          <li>{t('says.idle', { minutes: tier.idleMinutes })}</li>
          <li>{tier.mostOpen === null ? t('says.noMost') : t('says.most', { most: tier.mostOpen })}</li>
          <li>{t(`says.${tier.giving}`)}</li>
          <li>{tier.closeAfterDays === null ? t('says.noClose') : t('says.close', { days: tier.closeAfterDays })}</li>
        </ul>
      </section>
    </>
  )
}
