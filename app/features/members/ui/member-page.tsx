import type { ReactNode } from 'react'
import type { RecognitionView } from '#app/features/recognition/queries/recognition.server.ts'
import { RecognitionSection } from '#app/features/recognition/ui/recognition-section.tsx'
import { recognitionWords } from '#app/features/recognition/words/recognition.ts'
import { isStaff } from '#app/kernel/roles.ts'
import { memberWords } from '#app/features/members/words/member.ts'
import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import type { MemberPageView, MemberPostView } from '../types.ts'
import { ThreadRows } from '#app/features/forum/ui/thread-row.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Well } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Person, Role } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'

export interface MemberPageProps {
  readonly view: MemberPageView
  readonly recognition: RecognitionView
  /** Their badges, as a shelf; nothing where there are none. */
  readonly badges?: ReactNode
}

/** A person: who they are in a sentence, what they did as facts, and what they wrote. */
export function MemberPage({ view, recognition, badges }: MemberPageProps) {
  const t = useWords(memberWords)
  const ofRecognition = useWords(recognitionWords)
  const { person, tab } = view
  const path = `/members/${person.handle}`
  const to = (page: string | null) =>
    page === null ? null : address(path, { tab: tab === 'threads' ? 'threads' : null, page })
  return (
    <>
      <header className="member-h">
        <Person person={person} large />
        <div className="stack tight">
          <h1 className="title" dir="auto">
            {person.name}
          </h1>
          <p className="flow meta">
            @{person.handle}
            <Role role={person.role} />
            {recognition.level !== null && !isStaff(person) && <span>{recognition.level}</span>}
            {view.company !== '' && <span dir="auto">{view.company}</span>}
            <span>{t.rich('hereSinceTime', { time: <Time at={view.since} as="day" /> })}</span>
          </p>
          {view.bio !== null && (
            <p className="lead" dir="auto">
              {view.bio}
            </p>
          )}
          <Standing view={view} recognition={recognition} />
          <p className="flow">
            {view.isSelf && (
              <LinkButton href="/settings" small icon="edit">
                {t('editYourPage')}
              </LinkButton>
            )}
            {view.mayManage && (
              <LinkButton href={address('/desk/members', { q: person.handle })} small>
                {t('manageAtTheDesk')}
              </LinkButton>
            )}
          </p>
        </div>
        <dl className="facts wide-facts">
          {!isStaff(person) && recognition.points > 0 && (
            <>
              <dt>{ofRecognition('points')}</dt>
              <dd>{figureIn(t.locale, recognition.points)}</dd>
            </>
          )}
          <dt>{t('accepted')}</dt>
          <dd>{figureIn(t.locale, view.acceptedCount)}</dd>
          <dt>{t('helpful')}</dt>
          <dd>{figureIn(t.locale, view.helpfulCount)}</dd>
          <dt>{t('answers')}</dt>
          <dd>{figureIn(t.locale, view.answerCount)}</dd>
          <dt>{t('asked')}</dt>
          <dd>{figureIn(t.locale, view.threadCount)}</dd>
        </dl>
      </header>
      {view.suspended && (
        <Notice tone="signal">
          {t.rich(view.suspended.until === null ? 'suspendedOpen' : 'suspendedUntil', {
            b: (inner) => <b>{inner}</b>,
            who: view.isSelf ? 'self' : 'other',
            until: <Time at={view.suspended.until ?? 0} as="stamp" />,
            reason: view.suspended.reason ?? '',
          })}
        </Notice>
      )}
      {badges && (
        <section className="recognised">
          <SectionHead title={ofRecognition('badges')} link={{ href: '/badges', words: ofRecognition('badges.all') }} />
          {badges}
        </section>
      )}
      <RecognitionSection view={recognition} />
      <Tabs
        label={t('whatNameWrote', { name: person.name })}
        tabs={[
          { href: path, words: t('answered'), current: tab === 'answers', count: view.answerCount },
          {
            href: address(path, { tab: 'threads' }),
            words: t('asked'),
            current: tab === 'threads',
            count: view.threadCount,
          },
        ]}
      />
      <Written view={view} />
      <Paging newer={to(view.newer)} older={to(view.older)} />
    </>
  )
}

/** What they get in return, said to everybody; what is missing to the next level, said to themselves. */
function Standing({ view, recognition }: Pick<MemberPageProps, 'view' | 'recognition'>) {
  const t = useWords(recognitionWords)
  const { name } = view.person
  const isEarning = recognition.points > 0 || view.person.role === 'advocate'
  return (
    <>
      {isStaff(view.person) ? (
        <p className="meta">{t('disclosure.staff', { name })}</p>
      ) : (
        isEarning && (
          <p className="meta">
            {recognition.perks === ''
              ? t('disclosure.earns', { name })
              : t('disclosure.perks', { name, perks: recognition.perks })}
          </p>
        )
      )}
      {view.isSelf && !isStaff(view.person) && (
        <p className="meta">
          {recognition.next &&
            t(recognition.next.needsApplication ? 'next.applies' : 'next.missing', {
              missing: recognition.next.missing,
              level: recognition.next.level,
            })}
          {recognition.next && ' · '}
          <a href="/advocates/you">{t('yourPoints')}</a>
        </p>
      )}
      {recognition.fallsAt !== null && (
        <p className="meta">{t.rich('falls', { time: <Time at={recognition.fallsAt} as="day" /> })}</p>
      )}
    </>
  )
}

function Written({ view }: { readonly view: MemberPageView }) {
  const t = useWords(memberWords)
  if (view.tab === 'threads' && view.threads.length > 0) {
    return <ThreadRows rows={view.threads} level={2} />
  }
  if (view.tab === 'answers' && view.posts.length > 0) {
    return (
      <ul className="rows">
        {view.posts.map((post) => (
          <MemberPost key={post.id} post={post} />
        ))}
      </ul>
    )
  }
  const whose = view.isSelf ? 'own' : 'other'
  return <Empty title={t(`nothing.${view.tab}`, { whose, name: view.person.name })} />
}

function MemberPost({ post }: { readonly post: MemberPostView }) {
  const t = useWords(memberWords)
  return (
    <li className="row plain">
      <Well state={post.threadState} />
      <div>
        <h2 className="row-title">
          <a href={post.address} dir="auto">
            {post.threadTitle}
          </a>
        </h2>
        <p className="excerpt" dir="auto">
          {post.excerpt}
        </p>
        <p className="meta">
          {post.accepted && <b className="solved-word">{t('accepted2')} </b>}
          {post.helpfulCount > 0 && t('foundHelpful', { helpful: post.helpfulCount })} <Time at={post.at} />
        </p>
      </div>
    </li>
  )
}
