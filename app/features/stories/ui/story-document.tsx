import { LocaleProvider, pageSpeaker } from '#app/locale/react.tsx'
import { LOCALES, type Locale } from '#app/locale/locales.ts'
import type { StoryView } from '../types.ts'
import { storyWords } from '../words/stories.ts'

export interface StoryDocumentProps {
  readonly story: StoryView
  readonly locale: Locale
  /** The name of the place, and its address without a slash at its end. */
  readonly site: string
  readonly base: string
  /** The company's own hue in degrees; null = the product's. */
  readonly hue: number | null
  readonly styles: readonly string[]
}

/** A story as a document that other sites may frame: no script, no picture, light and dark, with the way back. */
export function StoryDocument({ story, locale, site, base, hue, styles }: StoryDocumentProps) {
  const t = pageSpeaker(locale, storyWords)
  const { quoted, thanked, about } = story
  const link = (inner: React.ReactNode) => <Outward href={base + story.address}>{inner}</Outward>
  return (
    <LocaleProvider value={locale}>
      <html lang={locale} dir={LOCALES[locale].dir} style={hue === null ? undefined : ({ '--hue': hue } as object)}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{t('card.title', { site })}</title>
          {styles.map((href) => (
            <link key={href} rel="stylesheet" href={href} />
          ))}
        </head>
        <body className="story-document">
          <main>
            <figure className="story">
              <blockquote dir="auto">{story.quote}</blockquote>
              <figcaption>
                {thanked === null
                  ? t.rich('said', { quoted: quoted.name, about, link })
                  : t.rich('said.thanked', { quoted: quoted.name, thanked: thanked.name, about, link })}{' '}
                {thanked === null ? t('shown.one', { quoted: quoted.name }) : t('shown.both')}
              </figcaption>
            </figure>
            <p className="meta">
              <Outward href={`${base}/stories`}>{t('card.from', { site })}</Outward>
            </p>
          </main>
        </body>
      </html>
    </LocaleProvider>
  )
}

/** A link that leaves the frame. */
function Outward({ href, children }: { readonly href: string; readonly children: React.ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}
