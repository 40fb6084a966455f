/** Whether the claims of a token say the same as the credential in it (Open Badges 3.0, section 8.2.5.1). */
export function isConsistent(claims: Readonly<Record<string, unknown>>): boolean {
  const issuer = claims['issuer']
  const subject = claims['credentialSubject']
  const from = claims['validFrom']
  return (
    claims['iss'] === (typeof issuer === 'string' ? issuer : fieldOf(issuer, 'id')) &&
    claims['jti'] === claims['id'] &&
    claims['sub'] === fieldOf(subject, 'id') &&
    typeof from === 'string' &&
    claims['nbf'] === Math.floor(Date.parse(from) / 1000)
  )
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
