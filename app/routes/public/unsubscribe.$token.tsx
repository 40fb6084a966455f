import { useActionData, useLoaderData } from '@remix-run/react'
import { getStop, stopMails, type Stop } from '#app/features/notices/commands/stop-mails.server.ts'
import { inboxWords } from '#app/features/notices/words/inbox.ts'
import { noticeWords } from '#app/features/notices/words/kinds.ts'
import type { Locale } from '#app/locale/locales.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import { Button } from '#app/ui/button.tsx'
import { AuthFrame } from '#app/ui/frames.tsx'

type Stopping = Pick<Stop, 'what'> & { readonly title: string; readonly kind: string }

/** What a link stops, in words of the page's language. */
function stoppingOf(stop: Stop, locale: Locale): Stopping {
  const title = stop.what === 'thread' ? (stop.threadTitle ?? speak(locale, inboxWords)('stop.thisThread')) : ''
  return { what: stop.what, title, kind: stop.what === 'kind' ? speak(locale, noticeWords)(`name.${stop.kind}`) : '' }
}

/** Only shows what would be stopped: mail scanners open every link. */
export const loader = loaderFor('everyone', async ({ context, params }) =>
  stoppingOf(await getStop(context, params['token'] ?? ''), context.locale),
)

/** Also called by mailboxes themselves (RFC 8058), which have no session. */
export const action = actionFor('everyone', LIMITS.settings, async ({ context, params }) => ({
  stopped: stoppingOf(await stopMails(context, params['token'] ?? ''), context.locale),
}))

export default function Unsubscribe() {
  const t = useWords(inboxWords)
  const { what, title, kind } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  if (done && 'stopped' in done) {
    const { stopped } = done
    return (
      <AuthFrame
        title={t('stopped.title')}
        lead={
          stopped.what === 'thread'
            ? t('stopped.thread', { title: stopped.title })
            : stopped.what === 'kind'
              ? t('stopped.kind', { kind: stopped.kind })
              : t('stopped.digest')
        }
      >
        <p>
          <a href="/settings/notices">{t('stopped.choose')}</a>
        </p>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame
      title={t('stop.title')}
      lead={
        what === 'thread' ? t('stop.thread', { title }) : what === 'kind' ? t('stop.kind', { kind }) : t('stop.digest')
      }
    >
      <form method="post">
        <Button look="primary">{t('stop.button')}</Button>
      </form>
    </AuthFrame>
  )
}
