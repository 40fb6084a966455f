import type { ShouldRevalidateFunction } from '@remix-run/react'

/**
 * For the `shouldRevalidate` of a page whose act may come too late (409): whoever was late sees how things stand now, and
 * not what was on their screen, beside the reason.
 */
export const revalidateWhenLate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate
