/** The texts by which a place says who runs it, what it does with data, and on what terms it may be used. */
export const LEGAL_TEXTS = ['imprint', 'privacy', 'terms'] as const
export type LegalText = (typeof LEGAL_TEXTS)[number]

/** The one address of a legal text, for everybody. */
export function legalAddress(text: LegalText): string {
  return `/legal/${text}`
}

/** The legal text that an address names; null = there is no such one. */
export function legalTextOf(name: string | undefined): LegalText | null {
  return LEGAL_TEXTS.find((one) => one === name) ?? null
}
