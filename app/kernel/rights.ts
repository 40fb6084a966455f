/** What a member's level lets them do beyond what everybody may. */
export const RIGHTS = ['links', 'pictures', 'tags', 'convert', 'lounge'] as const
export type Right = (typeof RIGHTS)[number]

/** Whether this is the name of a right; rights are kept as text. */
export function isRight(name: unknown): name is Right {
  return (RIGHTS as readonly unknown[]).includes(name)
}

/** What everybody may where no level says otherwise. */
export const DEFAULT_RIGHTS: readonly Right[] = ['links', 'pictures']

/** Rights as a column holds them, JSON; what is no right is left out. */
export function rightsOf(stored: string | null): readonly Right[] {
  if (stored === null) return DEFAULT_RIGHTS
  return (JSON.parse(stored) as readonly unknown[]).filter(isRight)
}
