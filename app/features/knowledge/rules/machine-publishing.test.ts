import { expect, test } from 'vitest'
import { sourceSentence } from '#app/locale/saying.ts'
import { barsMachinePublishing, type DraftOrigin } from './machine-publishing.ts'

const TEXT = 'Open the menu and choose Settings. Under General, set the switch “Open links in tabs”.'
const good: DraftOrigin = {
  title: 'How to open links in new tabs',
  steps: [
    { sentence: 'Open the menu and choose Settings.', postId: 7 },
    { sentence: 'Under General, set the switch “Open links in tabs”.', postId: 7 },
  ],
  rest: ['My links open in new windows.'],
  answer: { id: 7, text: TEXT, question: 'How do I open links in new tabs?' },
}
const saying = (sentence: string): DraftOrigin => ({
  ...good,
  steps: [{ sentence, postId: 7 }],
  answer: { id: 7, text: sentence, question: good.title },
})

test('one whole accepted answer to the same question may be published', () => {
  expect(barsMachinePublishing(good)).toBeNull()
})

test.each<readonly [string, DraftOrigin]>([
  ['no accepted answer', { ...good, answer: null }],
  ['no steps', { ...good, steps: [] }],
  ['steps of two answers', { ...good, steps: [...good.steps, { sentence: 'Or use the other one.', postId: 8 }] }],
  ['a step without a post', { ...good, steps: [...good.steps, { sentence: 'From a mail.', postId: null }] }],
  ['a sentence cut out', { ...good, steps: good.steps.slice(0, 1) }],
  [
    'an answer to the opposite question',
    {
      ...good,
      title: 'I lost my bookmarks',
      answer: { id: 7, text: TEXT, question: 'How do I remove all bookmarks for good' },
    },
  ],
  [
    'an answer to a question that shares one word',
    {
      ...good,
      title: 'Links not opening in new tabs',
      answer: { id: 7, text: TEXT, question: 'Where are my tabs after the update of yesterday' },
    },
  ],
  ['a question back to the asker', saying('Open the menu and choose Settings. Does that help you?')],
  ['a request', saying('Open the menu, choose Help and please post the list here.')],
  [
    'a grave title',
    {
      ...good,
      title: 'How to open links when the certificate is invalid',
      answer: { id: 7, text: TEXT, question: 'How to open links when the certificate is invalid' },
    },
  ],
])('not %s', (_what, draft) => {
  expect(barsMachinePublishing(draft)).not.toBeNull()
})

test.each([
  'Close the program and delete places.sqlite with Shift.',
  'Remove the file places.sqlite from the folder.',
  'Deleting the cookies of the site helps.',
  'Reset the router and try again.',
  'Use Refresh Firefox on the support page.',
  'Create a new profile and copy your bookmarks.',
  'Uninstall the add-on.',
  'Turn off your antivirus for a moment.',
  'Disable the firewall while you install.',
  'Switch off two-factor verification in the account.',
  'Clear all history and restart.',
  'Install the previous version.',
  'Add an exception for the site.',
  'Set security.tls.version.min to 1.',
  'Run sudo apt purge.',
])('nothing that deletes, resets or switches off protection: %s', (sentence) => {
  const why = barsMachinePublishing(saying(sentence))
  expect(why && sourceSentence(why)).toContain('a person has to decide')
})
