/** The setting whose `atRisk` says when members are asked before a promise is over: the rules of the second tier. */
export const RISK_SETTING = 'second-tier.rules'

/** At so much of the promised time, in per cent, members who know the subject are asked where nobody set anything. */
export const USUAL_RISK_PERCENT = 75

/**
 * The share of the promised time, in per cent, at which a promise is at risk, from the setting as it is stored; null =
 * nobody is asked before it is over. What can't be read counts as not set.
 */
export function readRiskPercent(stored: string | undefined): number | null {
  const atRisk = stored === undefined ? undefined : (JSON.parse(stored) as { readonly atRisk?: AtRisk }).atRisk
  if (atRisk?.on === false) return null
  const { percent } = atRisk ?? {}
  return percent !== undefined && percent > 0 && percent < 100 ? percent : USUAL_RISK_PERCENT
}

interface AtRisk {
  readonly on?: boolean
  readonly percent?: number
}
