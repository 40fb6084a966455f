import { noticeWords } from '#app/features/notices/words/kinds.ts'
import { memberWords } from '#app/features/members/words/member.ts'
import { LOCALES, type Locale } from '#app/locale/locales.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { CHANNELS, NOTICE_KINDS } from '#app/features/notices/types.ts'
import type { Page } from '#app/kernel/page.ts'
import { ownValue } from '#app/kernel/own-value.ts'
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

const PROFILE_DONE = { profile: 'done.profile', avatar: 'done.avatar', 'no-avatar': 'done.noAvatar' } as const

export interface ProfilePageProps {
  readonly profile: OwnProfileView
  /** IANA names, sorted. */
  readonly zones: readonly string[]
  readonly siteZone: string
  /** What may be read in; with one there is nothing to choose. */
  readonly languages: readonly Locale[]
  readonly done: string
  readonly sentBack?: SentBack | undefined
}

/** How others see a member: words, and a picture. */
export function ProfilePage({ profile, zones, siteZone, languages, done, sentBack }: ProfilePageProps) {
  const t = useWords(memberWords)
  const said = ownValue(PROFILE_DONE, done)
  const picture = sentBack?.values?.['intent'] === 'avatar' ? sentBack : undefined
  const words = picture ? undefined : sentBack
  const values = words?.values ?? {}
  const errors = words?.errors ?? {}
  return (
    <SettingsFrame
      at="/settings"
      title={t('profile')}
      lead={t.rich('howOthersSee', {
        link: (inner) => (
          <a className="under" href={`/members/${encodeURIComponent(profile.handle)}`}>
            {inner}
          </a>
        ),
      })}
      done={sentBack || said === null ? null : t(said)}
    >
      <ErrorSummary errors={words?.errors} />
      <form method="post" action="/settings" className="form">
        <Field
          label={t('name')}
          name="name"
          autoComplete="name"
          required
          maxLength={60}
          defaultValue={values['name'] ?? profile.name}
          error={errors['name']}
        />
        <Field
          label={t('handle')}
          name="handle"
          autoComplete="nickname"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={30}
          defaultValue={values['handle'] ?? profile.handle}
          error={errors['handle']}
          hint={t('othersWriteItAfter')}
        />
        <TextArea
          label={t('aboutYou')}
          name="bio"
          rows={4}
          maxLength={500}
          defaultValue={values['bio'] ?? profile.bio}
          error={errors['bio']}
          hint={t('aSentenceOrTwo')}
        />
        <Select
          label={t('timeZone')}
          name="zone"
          defaultValue={values['zone'] ?? profile.zone ?? ''}
          error={errors['zone']}
          options={[
            { value: '', words: t('thePlacesOwnSitezone', { siteZone }) },
            ...zones.map((zone) => ({ value: zone, words: zone.replaceAll('_', ' ') })),
          ]}
        />
        {languages.length > 1 && (
          <Select
            label={t('language')}
            name="locale"
            defaultValue={values['locale'] ?? profile.locale ?? ''}
            error={errors['locale']}
            options={[
              { value: '', words: t('browserLanguage') },
              ...languages.map((one) => ({ value: one, words: LOCALES[one].name })),
            ]}
          />
        )}
        <div>
          <Button look="primary" name="intent" value="profile">
            {t('save')}
          </Button>
        </div>
      </form>
      <section className="stack" aria-labelledby="picture">
        <SectionHead title={t('picture')} id="picture" />
        <ErrorSummary errors={picture?.errors} />
        <Person person={profile} large />
        <form method="post" action="/settings" encType="multipart/form-data" className="form">
          <Field
            label={t('aSquarePicture')}
            name="avatar"
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif"
            required
            error={picture?.errors?.['avatar']}
            hint={t('pngJpegWebp')}
          />
          <div>
            <Button name="intent" value="avatar">
              {t('useThisPicture')}
            </Button>
          </div>
        </form>
        {profile.avatarUrl !== null && (
          <form method="post" action="/settings">
            <Button name="intent" value="no-avatar" look="danger">
              {t('takeThePictureAway')}
            </Button>
          </form>
        )}
      </section>
    </SettingsFrame>
  )
}

export interface NoticesPageProps {
  readonly channels: NoticeChannels
  readonly done: boolean
  readonly sentBack?: SentBack | undefined
}

/** How each kind of notice is to arrive. */
export function NoticesPage({ channels, done, sentBack }: NoticesPageProps) {
  const t = useWords(memberWords)
  const kindName = useWords(noticeWords)
  return (
    <SettingsFrame
      at="/settings/notices"
      title={t('notices')}
      lead={t('whatYouAreTold')}
      done={done && !sentBack ? t('savedItHoldsFrom') : undefined}
    >
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/settings/notices" className="form">
        {NOTICE_KINDS.map((kind) => (
          <Select
            key={kind}
            label={kindName(`name.${kind}`)}
            name={kind}
            defaultValue={sentBack?.values?.[kind] ?? channels[kind]}
            error={sentBack?.errors?.[kind]}
            options={CHANNELS.map((channel) => ({ value: channel, words: t(`channel.${channel}`) }))}
          />
        ))}
        <div>
          <Button look="primary">{t('save')}</Button>
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
  const t = useWords(memberWords)
  const to = (cursor: string | null): string | null =>
    cursor === null ? null : address('/settings/following', { page: cursor })
  return (
    <SettingsFrame
      at="/settings/following"
      title={t('following')}
      lead={t('youHearOfWhat')}
      done={done ? t('youDontFollow') : undefined}
    >
      {page.rows.length === 0 ? (
        <Empty title={t('youFollowNothing')} level={2}>
          <p>{t('pressFollow')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('whatYouFollow')}
          rows={page.rows}
          keyOf={(row) => row.id}
          columns={[
            {
              head: t('thread'),
              name: true,
              cell: (row) => (
                <a href={row.address} dir="auto">
                  {row.title}
                </a>
              ),
            },
            { head: t('since'), cell: (row) => <Time at={row.since} as="day" /> },
            {
              head: t('act'),
              cell: (row) => (
                <form method="post" action="/settings/following">
                  <input type="hidden" name="thread" value={row.id} />
                  <Button small>{t('stopFollowing')}</Button>
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
