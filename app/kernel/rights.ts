/** What a member's level lets them do beyond what everybody may. */
export const RIGHTS = ['links', 'pictures', 'tags', 'convert', 'lounge'] as const
export type Right = (typeof RIGHTS)[number]

/** Whether this is the name of a right; rights are kept as text. */
export function isRight(name: unknown): name is Right {
  return (RIGHTS as readonly unknown[]).includes(name)
}
