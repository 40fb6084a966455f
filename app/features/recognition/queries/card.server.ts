import { notFound } from '#app/kernel/errors.ts'
import { handleKey } from '#app/kernel/handles.ts'
import { listIn } from '#app/locale/formats.ts'
import { saying } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import type { Context } from '#app/platform/context.server.ts'
import { kitWords } from '#app/ui/words/kit.ts'
import { personView } from '#app/features/catalogue/queries/people.server.ts'
import { cardWords } from '../words/card.ts'
import { recognitionRefusals } from '../words/refusals.ts'
import { subjectsKnown } from './knows.server.ts'
import { readLevels } from './levels.server.ts'

/** What the small card about a member shows, in sentences of the reader's language. */
export interface PersonCard {
  readonly name: string
  readonly avatarUrl: string | null
  /** Their role where it is one to show, or their level; empty where they have earned none. */
  readonly standing: string
  readonly lines: readonly string[]
}

/**
 * The card about the member with this handle: what they are here, what they know, what of theirs was accepted. Nothing that
 * their page does not show to everybody. Throws `not-found`.
 */
export async function getPersonCard(
  { db, locale }: Pick<Context, 'db' | 'locale'>,
  handle: string,
): Promise<PersonCard> {
  const member = await db
    .selectFrom('members')
    .leftJoin('standings', 'standings.member_id', 'members.id')
    .select([
      'members.id',
      'members.handle',
      'members.name',
      'members.role',
      'members.avatar_key',
      'members.company',
      'members.created_at',
      'members.accepted_count',
      'members.helpful_count',
      'standings.level_id',
    ])
    .where('members.handle_key', '=', handleKey(handle))
    .where('members.erased_at', 'is', null)
    .executeTakeFirst()
  // Handles that look alike have one key, but only one of them is somebody's.
  if (member?.handle.toLowerCase() !== handle.toLowerCase()) throw notFound(saying(recognitionRefusals, 'member'))
  const t = speak(locale, cardWords)
  const levels = await readLevels(db)
  const level = levels.find(({ id }) => id === member.level_id)
  const knows = (await subjectsKnown(db, [member.id])).get(member.id) ?? []
  const earned = [
    ...(member.accepted_count > 0 ? [t('accepted', { accepted: member.accepted_count })] : []),
    ...(member.helpful_count > 0 ? [t('helpful', { helpful: member.helpful_count })] : []),
  ]
  const { name, role, avatarUrl } = personView(member)
  return {
    name,
    avatarUrl,
    // Everybody is on the lowest level.
    standing:
      role === 'customer'
        ? level !== undefined && level.id !== levels[0]?.id
          ? level.name
          : ''
        : speak(locale, kitWords)(`role.${role}`),
    lines: [
      ...(member.company === '' ? [] : [member.company]),
      ...(knows.length === 0
        ? []
        : [
            t('knows', {
              subjects: listIn(
                locale,
                knows.map((subject) => subject.name),
              ),
            }),
          ]),
      ...(earned.length === 0 ? [] : [listIn(locale, earned)]),
      t('since', { year: String(new Date(member.created_at).getUTCFullYear()) }),
    ],
  }
}
