import type { MemberPageView, MemberPostView } from '../types.ts'
import { ThreadRows } from '#app/features/forum/ui/thread-row.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Well } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Person, Role } from '#app/ui/person.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { address, counted, figure } from '#app/ui/words.ts'

export interface MemberPageProps {
  readonly view: MemberPageView
}

/** A person: who they are in a sentence, what they did as facts, and what they wrote. */
export function MemberPage({ view }: MemberPageProps) {
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
            <span>
              here since <Time at={view.since} as="day" />
            </span>
          </p>
          {view.bio !== null && (
            <p className="lead" dir="auto">
              {view.bio}
            </p>
          )}
          <p className="flow">
            {view.isSelf && (
              <LinkButton href="/settings" small icon="edit">
                Edit your page
              </LinkButton>
            )}
            {view.mayManage && (
              <LinkButton href={address('/desk/members', { q: person.handle })} small>
                Manage at the desk
              </LinkButton>
            )}
          </p>
        </div>
        <dl className="facts wide-facts">
          <dt>Accepted</dt>
          <dd>{figure(view.acceptedCount)}</dd>
          <dt>Helpful</dt>
          <dd>{figure(view.helpfulCount)}</dd>
          <dt>Answers</dt>
          <dd>{figure(view.answerCount)}</dd>
          <dt>Asked</dt>
          <dd>{figure(view.threadCount)}</dd>
        </dl>
      </header>
      {view.suspended && (
        <Notice tone="signal">
          <b>{view.isSelf ? 'You are suspended' : 'Suspended'}</b>
          {view.suspended.until !== null && (
            <>
              {' until '}
              <Time at={view.suspended.until} as="stamp" />
            </>
          )}
          : {view.suspended.reason} Reading goes on.
        </Notice>
      )}
      <Tabs
        label={`What ${person.name} wrote`}
        tabs={[
          { href: path, words: 'Answered', current: tab === 'answers', count: view.answerCount },
          {
            href: address(path, { tab: 'threads' }),
            words: 'Asked',
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

function Written({ view }: { readonly view: MemberPageView }) {
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
  const who = view.isSelf ? 'You have' : `${view.person.name} has`
  return <Empty title={`${who} ${view.tab === 'threads' ? 'asked' : 'answered'} nothing here yet.`} />
}

function MemberPost({ post }: { readonly post: MemberPostView }) {
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
          {post.accepted && <b className="solved-word">accepted · </b>}
          {post.helpfulCount > 0 && `${counted(post.helpfulCount, 'found it helpful', 'found it helpful')} · `}
          <Time at={post.at} />
        </p>
      </div>
    </li>
  )
}
