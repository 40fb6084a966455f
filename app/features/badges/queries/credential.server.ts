import { SignJWT } from 'jose'
import sharp from 'sharp'
import { AppError } from '#app/kernel/errors.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context, Services } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { signingKey } from '../commands/signing-keys.server.ts'
import { stepCount } from '../rules/badge-rule.ts'
import { badgeElement, bakePng, BADGE_SPACE } from '../rules/baking.ts'
import {
  achievementOf,
  CONTEXTS,
  credentialOf,
  issuerProfile,
  linkedInAddress,
  tokenClaims,
  type AchievementFacts,
  type AwardFacts,
  type IssuerFacts,
} from '../rules/open-badge.ts'
import { pailPicture, waterOf } from '../rules/pail.ts'
import type { BadgeKind, CredentialView } from '../types.ts'
import { badgeRefusals } from '../words/refusals.ts'
import { findBadge } from './badges.server.ts'

type Reading = Pick<Context, 'db' | 'clock' | 'env' | 'viewer'>
type Signing = Pick<Services, 'db' | 'clock' | 'env'>

/** An award with what its credential says; null where there is none, or none any more. */
export async function findAward(db: Executor, uid: string) {
  const row = await db
    .selectFrom('awards')
    .innerJoin('badges', 'badges.id', 'awards.badge_id')
    .innerJoin('badge_versions', (join) =>
      join
        .onRef('badge_versions.badge_id', '=', 'awards.badge_id')
        .onRef('badge_versions.version', '=', 'awards.version'),
    )
    .innerJoin('members', 'members.id', 'awards.member_id')
    .select(['awards.id', 'awards.uid', 'awards.step', 'awards.period', 'awards.at', 'awards.reason'])
    .select(['awards.by_id', 'awards.revoked_at', 'awards.revoked_reason', 'awards.member_id', 'awards.version'])
    .select(['badges.slug', 'badges.rare', 'badge_versions.name', 'badge_versions.description'])
    .select(['badge_versions.emblem', 'badge_versions.kind', 'badge_versions.steps'])
    .select(['members.handle', 'members.name as earner'])
    .where('awards.uid', '=', uid)
    .where('members.erased_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const badge: AchievementFacts & { readonly emblem: string } = {
    slug: row.slug,
    version: row.version,
    name: row.name,
    description: row.description,
    emblem: row.emblem,
    kind: row.kind as BadgeKind, // written from the closed list only
    steps: JSON.parse(row.steps) as number[],
    rare: row.rare === 1,
  }
  const award: AwardFacts = {
    uid: row.uid,
    id: row.id,
    step: row.step,
    period: row.period,
    at: row.at,
    reason: row.reason,
    earner: { name: row.earner, handle: row.handle },
  }
  return { row, badge, award, water: waterOf(row.step, stepCount(badge.kind, badge.steps)) }
}

/** What the page of a credential says; throws `not-found` for one that is not known. */
export async function getCredential({ db, env, viewer }: Reading, uid: string): Promise<CredentialView> {
  const found = await findAward(db, uid)
  if (!found) throw new AppError('not-found', saying(badgeRefusals, 'noCredential'))
  const { row, badge, award, water } = found
  const issuer = await issuerFacts({ db, env })
  return {
    uid,
    state: row.revoked_at === null ? 'valid' : 'revoked',
    badge,
    water,
    step: row.step,
    steps: badge.steps,
    period: row.period,
    earner: award.earner,
    site: issuer.site,
    at: row.at,
    reason: row.reason,
    isByHand: row.by_id !== null,
    revokedAt: row.revoked_at,
    revokedReason: row.revoked_reason,
    isOwn: viewer.id !== null && viewer.id === row.member_id,
    linkedIn: linkedInAddress(issuer, { uid, name: badge.name, at: row.at }),
  }
}

/** A credential as a signed token (VC-JWT, EdDSA); throws `not-found` for one that is not known or was revoked. */
export async function credentialToken(parts: Signing, uid: string): Promise<string> {
  return (await signedAward(parts, uid)).token
}

/** The drawing of a badge with its credential baked in. */
export async function bakedPicture(parts: Signing, uid: string, format: 'png' | 'svg'): Promise<Uint8Array> {
  const { token, badge, water } = await signedAward(parts, uid)
  const look = { emblem: badge.emblem, water }
  if (format === 'svg')
    return new TextEncoder().encode(pailPicture(look, badge.name, { space: BADGE_SPACE, inside: badgeElement(token) }))
  return bakePng(
    await sharp(Buffer.from(pailPicture(look, badge.name)))
      .png()
      .toBuffer(),
    token,
  )
}

/** The drawing of a badge as it is when it is full, without a credential. */
export async function badgePicture({ db }: Pick<Services, 'db'>, slug: string, format: 'png' | 'svg') {
  const badge = await findBadge(db, { slug })
  if (!badge || badge.state === 'draft') throw new AppError('not-found', saying(badgeRefusals, 'missing'))
  const svg = pailPicture({ emblem: badge.emblem, water: 3 }, badge.name)
  return format === 'svg' ? new TextEncoder().encode(svg) : sharp(Buffer.from(svg)).png().toBuffer()
}

/** The issuer as a document of linked data. */
export async function issuerDocument(parts: Pick<Services, 'db' | 'env'>) {
  return { '@context': CONTEXTS, ...issuerProfile(await issuerFacts(parts)) }
}

/** One version of a badge as a document of linked data; throws `not-found`. */
export async function achievementDocument(parts: Pick<Services, 'db' | 'env'>, slug: string, version: number) {
  const row = await parts.db
    .selectFrom('badge_versions')
    .innerJoin('badges', 'badges.id', 'badge_versions.badge_id')
    .select(['badges.slug', 'badges.rare', 'badges.state', 'badge_versions.version', 'badge_versions.name'])
    .select(['badge_versions.description', 'badge_versions.kind', 'badge_versions.steps'])
    .where('badges.slug', '=', slug)
    .where('badge_versions.version', '=', version)
    .executeTakeFirst()
  if (!row || row.state === 'draft') throw new AppError('not-found', saying(badgeRefusals, 'missing'))
  const achievement = achievementOf(await issuerFacts(parts), {
    ...row,
    kind: row.kind as BadgeKind, // written from the closed list only
    steps: JSON.parse(row.steps) as number[],
    rare: row.rare === 1,
  })
  return { '@context': CONTEXTS, ...achievement }
}

/** Who issues the credentials of this site. */
export async function issuerFacts({ db, env }: Pick<Services, 'db' | 'env'>): Promise<IssuerFacts> {
  const { name, about } = await readSite(db)
  return { baseUrl: env.baseUrl, site: name, about }
}

/** Signs a credential with the key of the present. `typ`: what the head of its token says that it is. */
export async function signCredential(
  parts: Signing,
  credential: Readonly<Record<string, unknown>>,
  typ: 'JWT' | 'vc+jwt',
): Promise<string> {
  const { kid, publicJwk, privateKey } = await signingKey(parts)
  const address = `${parts.env.baseUrl}/badges/keys/${kid}`
  return new SignJWT({ ...tokenClaims(credential) })
    .setProtectedHeader({ alg: 'EdDSA', typ, kid: address, jwk: publicJwk })
    .sign(privateKey)
}

async function signedAward(parts: Signing, uid: string) {
  const found = await findAward(parts.db, uid)
  if (!found || found.row.revoked_at !== null) throw new AppError('not-found', saying(badgeRefusals, 'noCredential'))
  const { badge, award, water } = found
  const credential = credentialOf(await issuerFacts(parts), badge, award)
  return { badge, water, token: await signCredential(parts, credential, 'JWT') }
}
