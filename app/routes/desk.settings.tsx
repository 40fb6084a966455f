import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import {
  changeSite,
  removeLogo,
  setLogo,
} from '#app/features/members/commands/change-site.server.ts'
import { SiteForm, SiteIntent } from '#app/features/members/schemas.ts'
import { AppError } from '#app/kernel/errors.ts'
import { sayingOf } from '#app/kernel/sayings.ts'
import { act, load, parseForm } from '#app/platform/http.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Radios, Select } from '#app/ui/field.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'
import { HueField } from '#app/ui/hue-field.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = () => [{ title: 'Settings · Desk' }]

const DONE: Readonly<Record<string, string>> = {
  site: 'Saved. It holds for everybody from now on.',
  logo: 'The logo is saved.',
  'no-logo': 'The wordmark is back.',
}

export const loader = load('admin', async ({ context, viewer, url }) => ({
  site: await readSite(context.db),
  zones: ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')],
  parts: deskParts(viewer),
  done: sayingOf(DONE, url.searchParams.get('done')),
}))

export const action = act('admin', LIMITS.staff, async ({ context, form }) => {
  const { intent } = parseForm(SiteIntent, form)
  if (intent === 'logo') {
    const file = form.get('logo')
    if (!(file instanceof File))
      throw new AppError('invalid', 'No picture arrived.', { fields: { logo: 'Choose a picture first.' } }) // prettier-ignore
    await setLogo(context, file)
  } else if (intent === 'no-logo') {
    await removeLogo(context)
  } else {
    const given = parseForm(SiteForm, form)
    await changeSite(context, {
      name: given.name,
      about: given.about,
      zone: given.zone,
      hue: given.hue,
      signUp: given.sign_up,
      askOutcomeAfterDays: given.ask_outcome_after_days,
      footer: given.footer,
      ...(given.import_megabytes === undefined ? {} : { importMegabytes: given.import_megabytes }),
    })
  }
  return redirect(`/desk/settings?done=${intent}`)
})

export default function Settings() {
  const { site, zones, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  const isLogo = sentBack?.values['intent'] === 'logo'
  const values = isLogo ? {} : (sentBack?.values ?? {})
  const errors = isLogo ? {} : (sentBack?.errors ?? {})
  return (
    <DeskFrame at="settings" parts={parts} title="Settings" done={sentBack ? null : done}>
      <div className="column narrow stack">
        <ErrorSummary errors={isLogo ? undefined : sentBack?.errors} />
        <form method="post" action="/desk/settings" className="form">
          <Field
            label="Name of the place"
            name="name"
            required
            maxLength={60}
            defaultValue={values['name'] ?? site.name}
            error={errors['name']}
          />
          <Field
            label="What it is, in a sentence"
            name="about"
            maxLength={160}
            defaultValue={values['about'] ?? site.about}
            error={errors['about']}
            hint="Search engines show it."
          />
          <Select
            label="Time zone"
            name="zone"
            defaultValue={values['zone'] ?? site.zone}
            error={errors['zone']}
            hint="In which guests, and members who chose none, read times."
            options={zones.map((zone) => ({ value: zone, words: zone.replaceAll('_', ' ') }))}
          />
          <HueField
            label="Your colour"
            name="hue"
            none="Water"
            isAccent
            defaultValue={values['hue'] ?? (site.hue === null ? '' : String(site.hue))}
            error={errors['hue']}
            hint="Of links, buttons and what is chosen. Readable with each of them, by day and by night."
          />
          <Radios
            label="New accounts"
            name="sign_up"
            defaultValue={values['sign_up'] ?? site.signUp}
            error={errors['sign_up']}
            options={[
              { value: 'open', words: 'Anybody may sign up' },
              { value: 'closed', words: 'Nobody may sign up', hint: 'The command line still makes members.' }, // prettier-ignore
            ]}
          />
          <Field
            label="Ask whether it solved it, after days"
            name="ask_outcome_after_days"
            inputMode="numeric"
            required
            defaultValue={values['ask_outcome_after_days'] ?? String(site.askOutcomeAfterDays)}
            error={errors['ask_outcome_after_days']}
            hint="Counted from the first answer; 0 = never."
          />
          <Field
            label="Largest file of requests, in megabytes"
            name="import_megabytes"
            inputMode="numeric"
            required
            defaultValue={values['import_megabytes'] ?? String(site.importMegabytes)}
            error={errors['import_megabytes']}
            hint="For uploads at the desk; the command line reads files of any size."
          />
          <Field
            label="A sentence for the foot of every page"
            name="footer"
            maxLength={300}
            defaultValue={values['footer'] ?? site.footer}
            error={errors['footer']}
          />
          <div>
            <Button look="primary" name="intent" value="site">
              Save
            </Button>
          </div>
        </form>
        <SectionHead title="Logo" />
        <ErrorSummary errors={isLogo ? sentBack?.errors : undefined} />
        {site.logoKey !== null && (
          <>
            <p>
              <img src={`/files/${site.logoKey}`} alt={`The logo of ${site.name}`} />
            </p>
            <form method="post" action="/desk/settings">
              <Button name="intent" value="no-logo" look="danger">
                Take the logo away
              </Button>
            </form>
          </>
        )}
        <form method="post" action="/desk/settings" encType="multipart/form-data" className="form">
          <Field
            label="A picture in place of the wordmark"
            name="logo"
            type="file"
            accept="image/png,image/jpeg,image/webp"
            required
            error={isLogo ? sentBack?.errors['logo'] : undefined}
            hint="PNG, JPEG, WebP or GIF, at most 8 MB. A wide, low one is best."
          />
          <div>
            <Button name="intent" value="logo">
              Use this logo
            </Button>
          </div>
        </form>
      </div>
    </DeskFrame>
  )
}
