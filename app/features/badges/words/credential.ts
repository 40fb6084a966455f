import { defineWords } from '#app/locale/words.ts'

/** The page of a credential, and checking one that somebody brought. */
export const credentialWords = defineWords('badges/credential', {
  title: '{badge}, earned by {name}',
  'state.valid': 'This badge is genuine and valid.',
  'state.revoked': 'This badge was revoked {time}. It’s no longer valid.',
  reason: 'The reason: {reason}',
  earner: 'Earned by',
  badge: 'Badge',
  for: 'For',
  given: 'Earned on',
  'given.hand': 'Given on',
  why: 'Why',
  year: 'Year',
  step: 'Step',
  'step.of': '{step, number} of {steps, number}',
  issuer: 'Issued by',
  id: 'Number',
  'take.title': 'Take it along',
  'take.text':
    'Each file holds the whole badge, signed by {site}. Anybody can check it without asking you, here or in any program that reads Open Badges 3.0.',
  'take.png': 'Picture with the badge in it (PNG)',
  'take.svg': 'Drawing with the badge in it (SVG)',
  'take.jwt': 'Signed document (JWT)',
  linkedIn: 'Add to LinkedIn',
  'linkedIn.note': 'Opens LinkedIn with everything filled in. Nothing is sent before you save it there.',
  privacy:
    'It names you as your page does, and links to it. Your email address isn’t in it, not even in disguise. If you delete your account, it stops being valid.',
  'how.title': 'How this is known',
  'how.text':
    '{site} keeps a record of each badge it gives. This page reads that record, so it’s always up to date. You can also <link>check a file</link> that somebody sent you.',
  'verify.title': 'Check a badge',
  'verify.lead':
    'Did somebody send you a badge from {site}? Choose its file or paste its text. You’ll see whether it’s genuine, and whether it still holds.',
  'verify.file': 'File',
  'verify.file.hint': 'A picture, drawing or document that was downloaded here: PNG, SVG or JWT.',
  'verify.text': 'Or its text',
  'verify.text.hint': 'The long line of letters and figures with two dots in it.',
  'verify.button': 'Check it',
  'found.title': 'What we found',
  'found.valid': 'It’s genuine, nothing was changed, and it’s valid.',
  'found.revoked': 'It’s genuine, but it was revoked. It’s no longer valid.',
  'found.changed': 'It isn’t valid. Something in it was changed, or it wasn’t issued here. Ask for the original file.',
  'found.none':
    'There’s no badge in this. If it’s a screenshot or was saved again by another program, ask for the original file.',
  'found.unknown': 'It was issued here, but isn’t known any more. Whoever earned it may have deleted their account.',
  'found.open': 'Open its page',
})
