import { settingsWords } from '#app/features/settings/words/settings.ts'
import { useWords } from '#app/locale/react.tsx'
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
  const t = useWords(settingsWords)
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
          label={t('yourColour')}
          name="hue"
          none={t('water')}
          isAccent
          defaultValue={values['hue'] ?? (site.hue === null ? '' : String(site.hue))}
          error={errors['hue']}
          hint={t('ofLinksButtons')}
        />
        <div>
          <Button look="primary" name="intent" value="hue">
            {t('saveTheColour')}
          </Button>
        </div>
      </form>
      <Logo
        title={t('logo')}
        name="logo"
        fileKey={site.logoKey}
        alt={t('logoOf', { site: site.name })}
        label={t('aPictureInPlace')}
        removal={t('takeTheLogoAway')}
        sentBack={isAbout('logo', 'no-logo')}
      />
      {site.logoKey === null ? (
        <p className="meta">{t('onceThere')}</p>
      ) : (
        <Logo
          title={t('logoOnDarkPages')}
          name="dark_logo"
          isDark
          fileKey={site.darkLogoKey}
          alt={t('darkLogoOf', { site: site.name })}
          label={t('aPictureForReaders')}
          removal={t('useTheOneLogo')}
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
  const t = useWords(settingsWords)
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
          hint={t('pngJpegWebp')}
        />
        <div>
          <Button name="intent" value={intent}>
            {t('useThisLogo')}
          </Button>
        </div>
      </form>
    </>
  )
}
