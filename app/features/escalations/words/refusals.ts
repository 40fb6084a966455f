import { defineWords } from '#app/locale/words.ts'

/** Why something can't be done at the desk. */
export const deskRefusals = defineWords('escalations/refusals', {
  missing: 'There’s no such question at the desk, or it’s in a category you can’t read.',
  over: 'This one is finished already. Open the thread to see how it ended.',
  'claimed.by': '{name} has this one since {time}. Ask them, or take it over if they agreed.',
  'claimed.changed': 'Somebody changed this in the meantime. Here is how it stands now.',
  notYours: 'It isn’t yours. Claim it first.',
  'resolve.unanswered':
    'Nobody has answered yet, so it can’t be called resolved. Answer it, or close the question with a reason.',
  'resolve.private':
    'Part of this is handled privately. Write the public answer first, without personal data, so that others find it too.',
  'handOver.whom': 'Choose a team or a person.',
  'handOver.away': '{name} is away. Choose somebody else, or hand it to a team.',
  'handOver.full': '{name} has as many as they can take. Choose somebody else, or hand it to a team.',
  'reason.missing': 'Say why, so that the next person knows.',
  'snooze.past': 'Choose a time to come.',
  'snooze.far': 'Choose a time within the next 30 days.',
  'undo.gone': 'That can’t be undone any more: it has been worked on since.',
  'note.empty': 'Write something first.',
  'escalate.kind': 'Only questions and problems go to the support team.',
  'escalate.solved': 'This one is solved or closed already.',
  'invite.missing': 'There’s no member with that handle.',
  'invite.cannotRead': 'That member can’t read this thread.',
  'invite.asker': 'That’s who asked.',
  'weights.range': 'Give each part between 0 and 100 points, and severity more than none.',
  'phrase.unreadable':
    '“{phrase}” can’t be read. Close its brackets, put none inside another, and leave no side of a bar without a word.',
  'phrases.many': 'Keep it to {most, number} phrases.',
  figure: 'Give a whole number from {least, number} to {most, number}.',
  giving: 'Choose whether people take questions or are given them.',
  'view.name': 'Give the view a name.',
  'view.taken': 'You have a view with that name already.',
  'view.many': 'You have 20 views. Remove one first.',
  intent: 'Choose what to do.',
  chosen: 'Choose at least one.',
})
