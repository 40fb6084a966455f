import type { SentBack } from '#app/ui/sent-back.ts'
import { CHANNELS, KIND_NAMES, NOTICE_KINDS, type Channel } from '#app/features/notices/types.ts'
import type { Page } from '#app/kernel/page.ts'
import { sayingOf } from '#app/kernel/sayings.ts'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary, Field, Select, TextArea } from '#app/ui/field.tsx'
import { SettingsFrame } from '#app/ui/frames.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Person } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import { address } from '#app/ui/words.ts'
import type { FollowView, NoticeChannels, OwnProfileView } from '../types.ts'

const PROFILE_DONE: Readonly<Record<string, string>> = {
  profile: 'Your profile is saved.',
  avatar: 'Your picture is saved.',
  'no-avatar': 'Your picture was taken away.',
}

export interface ProfilePageProps {
  readonly profile: OwnProfileView
  /** IANA names, sorted. */
  readonly zones: readonly string[]
  readonly siteZone: string
  readonly done: string
  readonly sentBack?: SentBack | undefined
}

/** How others see a member: words, and a picture. */
export function ProfilePage({ profile, zones, siteZone, done, sentBack }: ProfilePageProps) {
  const picture = sentBack?.values?.['intent'] === 'avatar' ? sentBack : undefined
  const words = picture ? undefined : sentBack
  const values = words?.values ?? {}
  const errors = words?.errors ?? {}
  return (
    <SettingsFrame
      at="/settings"
      title="Profile"
      lead={
        <>
          How others see you.{' '}
          <a className="under" href={`/members/${encodeURIComponent(profile.handle)}`}>
            Look at your page
          </a>
        </>
      }
      done={sentBack ? null : sayingOf(PROFILE_DONE, done)}
    >
      <ErrorSummary errors={words?.errors} />
      <form method="post" action="/settings" className="form">
        <Field
          label="Name"
          name="name"
          autoComplete="name"
          required
          maxLength={60}
          defaultValue={values['name'] ?? profile.name}
          error={errors['name']}
        />
        <Field
          label="Handle"
          name="handle"
          autoComplete="nickname"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={30}
          defaultValue={values['handle'] ?? profile.handle}
          error={errors['handle']}
          hint="Others write it after an @. Your page moves with it."
        />
        <TextArea
          label="About you"
          name="bio"
          rows={4}
          maxLength={500}
          defaultValue={values['bio'] ?? profile.bio}
          error={errors['bio']}
          hint="A sentence or two, as plain text."
        />
        <Select
          label="Time zone"
          name="zone"
          defaultValue={values['zone'] ?? profile.zone ?? ''}
          error={errors['zone']}
          options={[
            { value: '', words: `The place’s own (${siteZone})` },
            ...zones.map((zone) => ({ value: zone, words: zone.replaceAll('_', ' ') })),
          ]}
        />
        <div>
          <Button look="primary" name="intent" value="profile">
            Save
          </Button>
        </div>
      </form>
      <section className="stack" aria-labelledby="picture">
        <SectionHead title="Picture" id="picture" />
        <ErrorSummary errors={picture?.errors} />
        <Person person={profile} large />
        <form method="post" action="/settings" encType="multipart/form-data" className="form">
          <Field
            label="A square picture is best"
            name="avatar"
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif"
            required
            error={picture?.errors?.['avatar']}
            hint="PNG, JPEG, WebP or GIF, at most 8 MB."
          />
          <div>
            <Button name="intent" value="avatar">
              Use this picture
            </Button>
          </div>
        </form>
        {profile.avatarUrl !== null && (
          <form method="post" action="/settings">
            <Button name="intent" value="no-avatar" look="danger">
              Take the picture away
            </Button>
          </form>
        )}
      </section>
    </SettingsFrame>
  )
}

const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  off: 'Not at all',
  inbox: 'In the inbox',
  mail: 'In the inbox, and by mail at once',
  digest: 'In the inbox, and in one mail a day',
}

export interface NoticesPageProps {
  readonly channels: NoticeChannels
  readonly done: boolean
  readonly sentBack?: SentBack | undefined
}

/** How each kind of notice is to arrive. */
export function NoticesPage({ channels, done, sentBack }: NoticesPageProps) {
  return (
    <SettingsFrame
      at="/settings/notices"
      title="Notices"
      lead="What you are told, and how. Every mail has a link that stops its kind."
      done={done && !sentBack ? 'Saved. It holds from the next notice on.' : undefined}
    >
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/settings/notices" className="form">
        {NOTICE_KINDS.map((kind) => (
          <Select
            key={kind}
            label={KIND_NAMES[kind]}
            name={kind}
            defaultValue={sentBack?.values?.[kind] ?? channels[kind]}
            error={sentBack?.errors?.[kind]}
            options={CHANNELS.map((channel) => ({ value: channel, words: CHANNEL_WORDS[channel] }))}
          />
        ))}
        <div>
          <Button look="primary">Save</Button>
        </div>
      </form>
    </SettingsFrame>
  )
}

export interface FollowingPageProps {
  readonly page: Page<FollowView>
  readonly done: boolean
}

/** What one follows, and how to stop. */
export function FollowingPage({ page, done }: FollowingPageProps) {
  const to = (cursor: string | null): string | null =>
    cursor === null ? null : address('/settings/following', { page: cursor })
  return (
    <SettingsFrame
      at="/settings/following"
      title="Following"
      lead="You hear of what happens in these threads. Asking, answering and saying “same here” follow by themselves."
      done={done ? 'You don’t follow it any more.' : undefined}
    >
      {page.rows.length === 0 ? (
        <Empty title="You follow nothing." level={2}>
          <p>Press “Follow” on a thread, and it stands here.</p>
        </Empty>
      ) : (
        <Table
          caption="What you follow"
          rows={page.rows}
          keyOf={(row) => row.id}
          columns={[
            {
              head: 'Thread',
              name: true,
              cell: (row) => (
                <a href={row.address} dir="auto">
                  {row.title}
                </a>
              ),
            },
            { head: 'Since', cell: (row) => <Time at={row.since} as="day" /> },
            {
              head: 'Act',
              cell: (row) => (
                <form method="post" action="/settings/following">
                  <input type="hidden" name="thread" value={row.id} />
                  <Button small>Stop following</Button>
                </form>
              ),
            },
          ]}
        />
      )}
      <Paging newer={to(page.newer)} older={to(page.older)} />
    </SettingsFrame>
  )
}
