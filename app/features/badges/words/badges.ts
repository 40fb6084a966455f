import { defineWords } from '#app/locale/words.ts'

/** Badges as everybody sees them: all of them, one with who has it, and on a member’s page. */
export const badgeWords = defineWords('badges', {
  title: 'Badges',
  lead: 'Badges are for what helped somebody: a question solved, an article that spares others from asking, a report that was right. None is for writing a lot or for coming back every day.',
  check: 'Check somebody’s badge',
  holders: '{holders, plural, =0 {Nobody has it yet} one {One person has it} other {# people have it}}',
  rare: 'Rare',
  earned: 'earned {time}',
  progress: '{have, number} of {need, number}',
  'water.1': 'a third full',
  'water.2': 'two thirds full',
  'water.3': 'full to the brim',
  'kind.once': 'It can be earned once.',
  'kind.yearly': 'It can be earned once a year.',
  'kind.steps':
    'It fills in three steps: a third at {first, number}, two thirds at {second, number}, to the brim at {third, number}.',
  'kind.hand': 'It can’t be worked for. Staff give it when they see the moment.',
  retired: 'It isn’t given any more. Whoever has it keeps it.',
  'who.title': 'Who has it',
  'who.hidden': 'Nobody who has it wants to be listed.',
  newer: 'Newer',
  older: 'Older',
  own: 'You have it',
  'own.one': '{water}, earned {time}',
  'own.year': 'for {year}, earned {time}',
  'own.open': 'Take it along',
  back: 'All badges',
  none: 'No badges yet.',
})
