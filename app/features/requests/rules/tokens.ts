/** What another tool may do with a token. */
export const TOKEN_SCOPES = ['requests.write'] as const
export type TokenScope = (typeof TOKEN_SCOPES)[number]
