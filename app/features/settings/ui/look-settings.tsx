import type { SentBack } from '#app/ui/sent-back.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { HueField } from '#app/ui/hue-field.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'

export interface LookSettingsProps {
  readonly site: Pick<SiteSettings, 'name' | 'hue' | 'logoKey' | 'darkLogoKey'>
  readonly sentBack?: SentBack | undefined
}

/** The company's own colour and its logo, by day and by night. */
export function LookSettings({ site, sentBack }: LookSettingsProps) {
  const intent = sentBack?.values?.['intent'] ?? ''
  const isAbout = (...intents: readonly string[]) => (intents.includes(intent) ? sentBack : undefined)
  const hue = intent === '' || intent === 'hue' ? sentBack : undefined
  const values = hue?.values ?? {}
  const errors = hue?.errors ?? {}
  return (
    <>
      <ErrorSummary errors={hue?.errors} />
      <form method="post" action="/desk/settings/look" className="form">
        <HueField
          label="Your colour"
          name="hue"
          none="Water"
          isAccent
          defaultValue={values['hue'] ?? (site.hue === null ? '' : String(site.hue))}
          error={errors['hue']}
          hint="Of links, buttons and what is chosen. Readable with each of them, by day and by night."
        />
        <div>
          <Button look="primary" name="intent" value="hue">
            Save the colour
          </Button>
        </div>
      </form>
      <Logo
        title="Logo"
        name="logo"
        fileKey={site.logoKey}
        alt={`The logo of ${site.name}`}
        label="A picture in place of the wordmark"
        removal="Take the logo away"
        sentBack={isAbout('logo', 'no-logo')}
      />
      {site.logoKey === null ? (
        <p className="meta">Once there is a logo, another one can stand in its place on dark pages.</p>
      ) : (
        <Logo
          title="Logo on dark pages"
          name="dark_logo"
          isDark
          fileKey={site.darkLogoKey}
          alt={`The logo of ${site.name} on dark pages`}
          label="A picture for readers whose screen is dark"
          removal="Use the one logo on dark pages, too"
          sentBack={isAbout('dark-logo', 'no-dark-logo')}
        />
      )}
    </>
  )
}

interface LogoProps {
  readonly title: string
  /** The file field's name. */
  readonly name: 'logo' | 'dark_logo'
  readonly isDark?: boolean
  readonly fileKey: string | null
  readonly alt: string
  readonly label: string
  readonly removal: string
  readonly sentBack: SentBack | undefined
}

function Logo({ title, name, isDark, fileKey, alt, label, removal, sentBack }: LogoProps) {
  const intent = name.replace('_', '-')
  return (
    <>
      <SectionHead title={title} level={3} />
      <ErrorSummary errors={sentBack?.errors} />
      {fileKey !== null && (
        <>
          <p className={isDark ? 'logo-ground dark' : 'logo-ground'}>
            <img src={`/files/${fileKey}`} alt={alt} />
          </p>
          <form method="post" action="/desk/settings/look">
            <Button name="intent" value={`no-${intent}`} look="danger">
              {removal}
            </Button>
          </form>
        </>
      )}
      <form method="post" action="/desk/settings/look" encType="multipart/form-data" className="form">
        <Field
          label={label}
          name={name}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          required
          error={sentBack?.errors?.[name]}
          hint="PNG, JPEG, WebP or GIF, at most 8 MB. A wide, low one is best."
        />
        <div>
          <Button name="intent" value={intent}>
            Use this logo
          </Button>
        </div>
      </form>
    </>
  )
}
