import { frameWords } from '#app/ui/words/frames.ts'
import { legalWords } from '#app/kernel/words/legal.ts'
import { speak } from '#app/locale/speak.ts'
import type { AppLoadContext } from '@remix-run/node'
import { createContext } from 'react'
import { legalAddress } from '#app/kernel/legal.ts'
import type { Locale } from '#app/locale/locales.ts'
import { isMember, type Viewer } from '#app/kernel/roles.ts'
import type { SiteView } from '#app/ui/site-frame.tsx'

/** What the frame around every page shows. */
export interface RootView {
  readonly site: SiteView & { readonly about: string; readonly hue: number | null }
  readonly viewer: Viewer
  readonly now: number
  readonly zone: string
  readonly locale: Locale
  readonly nonce: string
  readonly enhance: string
}

const fileUrl = (key: string | null): string | null => (key === null ? null : `/files/${key}`)

/** The place's name, logo and colour, and who looks at it. */
export const rootView = (context: AppLoadContext): RootView => ({
  site: {
    name: context.site.name,
    about: context.site.about,
    hue: context.site.hue,
    logoUrl: fileUrl(context.site.logoKey),
    darkLogoUrl: fileUrl(context.site.darkLogoKey),
    footNote: context.site.footer === '' ? null : context.site.footer,
    footLinks: [
      ...context.site.legal.map((text) => ({
        href: legalAddress(text),
        words: speak(context.locale, legalWords)(`title.${text}`),
      })),
      { href: '/feeds/threads.atom', words: speak(context.locale, frameWords)('atom') },
    ],
  },
  viewer: context.viewer,
  now: context.clock.now(),
  zone: (isMember(context.viewer) && context.viewer.zone) || context.site.zone,
  locale: context.locale,
  nonce: context.nonce,
  enhance: context.enhanceUrl,
})

/**
 * The same for a page whose root loader did not run: after an action that throws, Remix calls no loader of the route
 * whose boundary draws the error, and the root's draws every one.
 */
export const RootViewContext = createContext<RootView | undefined>(undefined)
