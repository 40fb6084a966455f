import { stepCount } from './badge-rule.ts'
import type { BadgeKind } from '../types.ts'

/*
 * Open Badges 3.0 (1EdTech, final of May 2024) over Verifiable Credentials 2.0: an award as an OpenBadgeCredential in a
 * JSON Web Token (section 8.2: the payload is the credential with iss, jti, nbf and sub beside its members). Status is a
 * Bitstring Status List (W3C), and not 1EdTech's own list: general verifiers check it, where they pass over the other;
 * and it names nobody, whereas the other lists each revoked credential with the reason for all the world.
 */

export const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const

const SCHEMA = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'

/** Credentials in one status list: the least that the standard allows, so that nobody is recognised by their place. */
export const LIST_SIZE = 131_072

/** The place that a badge has on this site. */
export interface IssuerFacts {
  /** Of the site, without a slash at its end. */
  readonly baseUrl: string
  readonly site: string
  readonly about: string
}

/** A version of a badge. */
export interface AchievementFacts {
  readonly slug: string
  readonly version: number
  readonly name: string
  readonly description: string
  readonly kind: BadgeKind
  readonly steps: readonly number[]
  readonly rare: boolean
}

/** An award of it. */
export interface AwardFacts {
  readonly uid: string
  /** Its number among all awards: its place in a status list. */
  readonly id: number
  readonly step: number
  readonly period: string
  /** UTC milliseconds. */
  readonly at: number
  readonly reason: string
  readonly earner: { readonly name: string; readonly handle: string }
}

type Json = Readonly<Record<string, unknown>>

/** The issuer as a Profile. */
export function issuerProfile({ baseUrl, site, about }: IssuerFacts): Json {
  return {
    id: `${baseUrl}/badges/issuer`,
    type: ['Profile'],
    name: site,
    url: `${baseUrl}/`,
    ...(about !== '' && { description: about }),
  }
}

/** A version of a badge as an Achievement. */
export function achievementOf(issuer: IssuerFacts, badge: AchievementFacts): Json {
  const page = `${issuer.baseUrl}/badges/${encodeURIComponent(badge.slug)}`
  return {
    id: `${page}/achievement/${badge.version}`,
    type: ['Achievement'],
    achievementType: 'Badge',
    name: badge.name,
    description: badge.description,
    criteria: { id: page, narrative: badge.description },
    image: { id: `${page}/image.png`, type: 'Image', caption: badge.name },
    creator: issuerProfile(issuer),
    version: String(badge.version),
    ...(stepCount(badge.kind, badge.steps) > 1 && {
      resultDescription: [
        {
          id: `${page}/achievement/${badge.version}#step`,
          type: ['ResultDescription'],
          name: badge.name,
          resultType: 'Result',
          allowedValue: badge.steps.map((_, index) => String(index + 1)),
        },
      ],
    }),
  }
}

/**
 * An award as an OpenBadgeCredential, not yet signed. The earner is named by the address of their page and by their name
 * as it is shown there, and by nothing else: no mail address, not even as a hash, which anybody could guess back.
 */
export function credentialOf(issuer: IssuerFacts, badge: AchievementFacts, award: AwardFacts): Json {
  const { baseUrl } = issuer
  const achievement = achievementOf(issuer, badge)
  const list = `${baseUrl}/badges/status/${Math.floor(award.id / LIST_SIZE)}`
  const index = award.id % LIST_SIZE
  const from = new Date(Math.floor(award.at / 1000) * 1000).toISOString()
  return {
    // The third one has the type of the schema below.
    '@context': [...CONTEXTS, 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'],
    id: credentialAddress(baseUrl, award.uid),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: badge.name,
    description: badge.description,
    issuer: issuerProfile(issuer),
    validFrom: from,
    awardedDate: from,
    credentialSubject: {
      id: `${baseUrl}/members/${encodeURIComponent(award.earner.handle)}`,
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', identityHash: award.earner.name, identityType: 'name', hashed: false }],
      achievement,
      ...(award.reason !== '' && { narrative: award.reason }),
      ...(award.period !== '' && { term: award.period }),
      ...(award.step > 0 && {
        result: [
          {
            type: ['Result'],
            resultDescription: `${String(achievement['id'])}#step`,
            value: String(award.step),
          },
        ],
      }),
    },
    credentialStatus: {
      id: `${list}#${index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(index),
      statusListCredential: list,
    },
    credentialSchema: [{ id: SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
  }
}

/** Where a credential is looked up by people. */
export function credentialAddress(baseUrl: string, uid: string): string {
  return `${baseUrl}/badges/credentials/${uid}`
}

/** The claims of a token that holds this credential: its members, and what tokens call some of them. */
export function tokenClaims(credential: Json): Json {
  const { id, issuer, credentialSubject, validFrom } = credential as {
    readonly id: string
    readonly issuer: { readonly id: string }
    readonly credentialSubject: { readonly id?: string }
    readonly validFrom: string
  }
  return {
    ...credential,
    iss: issuer.id,
    jti: id,
    nbf: Math.floor(Date.parse(validFrom) / 1000),
    ...(credentialSubject.id !== undefined && { sub: credentialSubject.id }),
  }
}

/** A status list as a credential, not yet signed. `encodedList`: multibase of the compressed bits. */
export function statusListOf(issuer: IssuerFacts, list: number, encodedList: string, at: number): Json {
  const id = `${issuer.baseUrl}/badges/status/${list}`
  return {
    '@context': [CONTEXTS[0]],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuerProfile(issuer)['id'],
    validFrom: new Date(at).toISOString(),
    credentialSubject: { id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList },
  }
}

/** The bits of a status list, the first at the left of the first byte. */
export function statusBits(set: readonly number[]): Uint8Array {
  const bits = new Uint8Array(LIST_SIZE / 8)
  for (const index of set) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7))
  return bits
}

/** Opens the form in which LinkedIn adds a certificate to a profile, filled in. */
export function linkedInAddress(
  issuer: Pick<IssuerFacts, 'baseUrl' | 'site'>,
  award: { readonly uid: string; readonly name: string; readonly at: number },
): string {
  const at = new Date(award.at)
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: award.name,
    organizationName: issuer.site,
    issueYear: String(at.getUTCFullYear()),
    issueMonth: String(at.getUTCMonth() + 1),
    certUrl: credentialAddress(issuer.baseUrl, award.uid),
    certId: award.uid,
  })
  return `https://www.linkedin.com/profile/add?${query.toString()}`
}
