import { useWords } from '#app/locale/react.tsx'
import { frameWords } from '#app/ui/words/frames.ts'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import { useContext, type ReactNode } from 'react'
import { SignedOutPage, type SignedOutPageProps } from '#app/features/accounts/ui/signed-out-page.tsx'
import { GUEST, isMember, type Viewer } from '#app/kernel/roles.ts'
import { LOCALES, SOURCE_LOCALE, wordsAddress } from '#app/locale/locales.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { ErrorPage } from '#app/ui/error-page.tsx'
import { PRELOADED_FONTS } from '#app/ui/fonts.ts'
import { SendAgain, type SendAgainProps } from '#app/ui/send-again.tsx'
import { MomentProvider } from '#app/ui/moment.tsx'
import { SiteFrame, type SitePart, type SiteView } from '#app/ui/site-frame.tsx'
import { SoftLinks } from '#app/ui/soft-links.tsx'
import { rootView, RootViewContext, type RootView } from './root-view.ts'
import styles from '#app/styles/app.css?url'

/** What a route says of its page, as its `handle`. */
export interface PageHandle {
  readonly part?: SitePart
  /** Has a search field of its own, so the header shows none. */
  readonly ownSearch?: boolean
  /** No navigation: set-up. */
  readonly bare?: boolean
}

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  ...PRELOADED_FONTS.map((href) => ({
    rel: 'preload',
    href,
    as: 'font',
    type: 'font/woff2',
    crossOrigin: 'anonymous' as const,
  })),
  { rel: 'stylesheet', href: styles },
]

export const loader = loaderFor(
  'everyone',
  async ({ context }: LoaderFunctionArgs) => rootView(context),
  { needsDatabase: false }, // error pages stand in the same frame
)

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: data.site.name }, { name: 'description', content: data.site.about }] : []

/** The document around every page, the error pages included. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const loaded = useRouteLoaderData<typeof loader>('root')
  const handed = useContext(RootViewContext)
  const view = loaded ?? handed
  const viewer = view?.viewer ?? GUEST
  const locale = view?.locale ?? SOURCE_LOCALE
  return (
    <html
      lang={locale}
      dir={LOCALES[locale].dir}
      style={view?.site.hue == null ? undefined : ({ '--hue': view.site.hue } as object)}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {!loaded && <title>{view?.site.name ?? NO_SITE.name}</title>}
        <Meta />
        <Links />
        {isMember(viewer) && locale !== SOURCE_LOCALE && (
          <link rel="preload" href={wordsAddress(locale)} as="fetch" crossOrigin="anonymous" />
        )}
        {view && (
          <script
            type="module"
            src={view.enhance}
            // Browsers hide a nonce once they have read it, so it differs when the page hydrates.
            suppressHydrationWarning
            {...(view.nonce === '' ? {} : { nonce: view.nonce })}
          />
        )}
      </head>
      <body>
        <MomentProvider now={view?.now ?? 0} zone={view?.zone ?? 'UTC'} locale={locale}>
          <Frame view={view} viewer={viewer}>
            {children}
          </Frame>
        </MomentProvider>
        {/* Without its data React can't take the page over; it is read as a guest's is. */}
        {isMember(viewer) && loaded && (
          <>
            <SoftLinks />
            <ScrollRestoration nonce={loaded.nonce} />
            <Scripts nonce={loaded.nonce} />
          </>
        )}
      </body>
    </html>
  )
}

interface FrameProps {
  readonly view: RootView | undefined
  readonly viewer: Viewer
  readonly children: ReactNode
}

const NO_SITE: SiteView = {
  name: 'Askwell',
  logoUrl: null,
  darkLogoUrl: null,
  footNote: null,
  footLinks: [],
}

function Frame({ view, viewer, children }: FrameProps) {
  const handle = (useMatches().at(-1)?.handle ?? {}) as PageHandle // each route's own `handle`
  const { pathname, search } = useLocation()
  return (
    <SiteFrame
      site={view?.site ?? NO_SITE}
      viewer={viewer}
      here={pathname + search}
      part={handle.part ?? null}
      ownSearch={handle.ownSearch ?? false}
      bare={handle.bare ?? false}
    >
      {children}
    </SiteFrame>
  )
}

export default function App() {
  return <Outlet />
}

interface Refusal {
  readonly message?: string
  readonly retryAfter?: number
  readonly signIn?: SignedOutPageProps
  /** A form that could not be saved and can be sent again as it was. */
  readonly again?: SendAgainProps | null
}

/** Every refusal and every bug ends here, inside the ordinary page. */
export function ErrorBoundary() {
  const error = useRouteError()
  if (isUnreached(error)) return <UnreachedPage />
  if (!isRouteErrorResponse(error)) return <ErrorPage status={500} />
  const said = error.data as Refusal | undefined // made by `asResponse` and `signedOut` only
  if (error.status === 401 && said?.signIn) return <SignedOutPage {...said.signIn} />
  return (
    <ErrorPage status={error.status} message={said?.message} retryAfter={said?.retryAfter}>
      {said?.again ? <SendAgain {...said.again} /> : undefined}
    </ErrorPage>
  )
}

/** A script's request that got no answer at all, in the words of the three kinds of browsers. */
function isUnreached(error: unknown): boolean {
  return error instanceof TypeError && /failed to fetch|networkerror|load failed/i.test(error.message)
}

function UnreachedPage() {
  const t = useWords(frameWords)
  const { pathname, search } = useLocation()
  return (
    <ErrorPage status={0}>
      <p>
        <a className="more" href={pathname + search}>
          {t('loadAgain')}
        </a>
      </p>
    </ErrorPage>
  )
}
