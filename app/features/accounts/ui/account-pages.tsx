import { accountWords } from '#app/features/accounts/words/settings.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { ownValue } from '#app/kernel/own-value.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Radios } from '#app/ui/field.tsx'
import { SettingsFrame } from '#app/ui/frames.tsx'
import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import type { SessionView } from '../types.ts'

const ACCOUNT_DONE = { mail: 'done.mail', email: 'done.email', password: 'done.password' } as const

export interface AccountPageProps {
  readonly email: string | null
  readonly done: string
  readonly sentBack?: SentBack | undefined
}

/** Address and password: two forms, each of which asks for the password one has. */
export function AccountPage({ email, done, sentBack }: AccountPageProps) {
  const t = useWords(accountWords)
  const said = ownValue(ACCOUNT_DONE, done)
  const intent = sentBack?.values?.['intent']
  const address = intent === 'email' ? sentBack : undefined
  const password = intent === 'password' ? sentBack : undefined
  return (
    <SettingsFrame at="/settings/account" title={t('account')} done={sentBack || said === null ? null : t(said)}>
      <section className="stack" aria-labelledby="address">
        <SectionHead title={t('eMailAddress')} id="address" />
        <p>{email === null ? t('thisAccountHasNo') : t.rich('mailsGoToEmail', { email: <b>{email}</b> })}</p>
        <ErrorSummary errors={address?.errors} ids={{ password: 'f-email-password' }} />
        <form method="post" action="/settings/account" className="form">
          <Field
            label={t('newAddress')}
            name="email"
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            defaultValue={address?.values?.['email']}
            error={address?.errors?.['email']}
          />
          <Field
            label={t('yourPassword')}
            name="password"
            id="f-email-password"
            type="password"
            autoComplete="current-password"
            required
            error={address?.errors?.['password']}
          />
          <div>
            <Button name="intent" value="email">
              {t('changeTheAddress')}
            </Button>
          </div>
        </form>
      </section>
      <section className="stack" aria-labelledby="password">
        <SectionHead title={t('password')} id="password" />
        <ErrorSummary errors={password?.errors} />
        <form method="post" action="/settings/account" className="form">
          <Field
            label={t('thePasswordYouHave')}
            name="current_password"
            type="password"
            autoComplete="current-password"
            required
            error={password?.errors?.['current_password']}
          />
          <Field
            label={t('newPassword')}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={10}
            error={password?.errors?.['password']}
            hint={t('lettersOrMore')}
          />
          <div>
            <Button name="intent" value="password">
              {t('changeThePassword')}
            </Button>
          </div>
        </form>
      </section>
    </SettingsFrame>
  )
}

export interface SessionsPageProps {
  readonly sessions: readonly SessionView[]
  readonly done: boolean
}

/** Where one is signed in, and how to end it there. */
export function SessionsPage({ sessions, done }: SessionsPageProps) {
  const t = useWords(accountWords)
  return (
    <SettingsFrame
      at="/settings/sessions"
      title={t('whereYouAreSigned')}
      lead={t('ifYouDontKnow')}
      done={done ? t('thatPlaceIsSigned') : undefined}
    >
      <Table
        caption={t('whereYouAreSigned')}
        rows={sessions}
        keyOf={(row) => row.id}
        columns={[
          {
            head: t('place'),
            name: true,
            cell: (row) => (
              <>
                {row.device}
                {row.isHere && <b> {t('here')}</b>}
              </>
            ),
          },
          { head: t('since'), cell: (row) => <Time at={row.startedAt} /> },
          { head: t('ends'), cell: (row) => <Time at={row.endsAt} as="day" /> },
          {
            head: t('act'),
            cell: (row) => (
              <form
                method="post"
                action={row.isHere ? '/signout' : '/settings/sessions'}
                data-hard={row.isHere || undefined}
              >
                <input type="hidden" name="session" value={row.id} />
                <Button small>{row.isHere ? t('signOut') : t('end')}</Button>
              </form>
            ),
          },
        ]}
      />
      <form method="post" action="/signout-everywhere" data-hard>
        <Button>{t('signOutEverywhere')}</Button>
      </form>
    </SettingsFrame>
  )
}

/** All that is kept about oneself, as one file. */
export function ExportPage() {
  const t = useWords(accountWords)
  return (
    <SettingsFrame at="/settings/export" title={t('yourData')} lead={t('oneFileWithEverything')}>
      <form method="get" action="/settings/export/file" className="stack" data-hard>
        <div>
          <Button look="primary">{t('downloadTheFile')}</Button>
        </div>
        <p className="meta">{t('itIsJson')}</p>
      </form>
    </SettingsFrame>
  )
}

export interface ErasePageProps {
  readonly handle: string
  readonly sentBack?: SentBack | undefined
}

/** Erasing the account: what goes, what may stay, and two ways to say that it is meant. */
export function ErasePage({ handle, sentBack }: ErasePageProps) {
  const t = useWords(accountWords)
  const values = sentBack?.values ?? {}
  return (
    <SettingsFrame at="/settings/erase" title={t('eraseTheAccount')} lead={t('thisCantBeUndone')}>
      <ul className="prose">
        <li>{t('yourNameHandleAddress')}</li>
        <li>{t('soDoDraftsNotices')}</li>
        <li>{t('somebodyElseMayTake')}</li>
      </ul>
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/settings/erase" className="form" data-hard>
        <Radios
          label={t('yourPosts')}
          name="posts"
          required
          defaultValue={values['posts']}
          error={sentBack?.errors?.['posts']}
          options={[
            {
              value: 'keep',
              words: t('keepThemWithoutAuthor'),
              hint: t('theyGoOnHelping'),
            },
            {
              value: 'remove',
              words: t('removeThem'),
              hint: t('answersCommentsAndPictures'),
            },
          ]}
        />
        <Field
          label={t.rich('typeYourHandleHandle', { handle: <b dir="auto">{handle}</b> })}
          name="handle"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          defaultValue={values['handle']}
          error={sentBack?.errors?.['handle']}
        />
        <Field
          label={t('yourPassword')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={sentBack?.errors?.['password']}
        />
        <div>
          <Button look="danger-primary">{t('eraseMyAccount')}</Button>
        </div>
      </form>
    </SettingsFrame>
  )
}
