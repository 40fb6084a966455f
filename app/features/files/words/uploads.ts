import { defineWords } from '#app/locale/words.ts'

/** The page that sends a picture or a file without scripts. */
export const uploadWords = defineWords('files/uploads', {
  meta: 'Add a picture',
  'title.picture': 'Add a picture',
  'title.file': 'Add a picture or a file',
  lead: 'It appears where you put this line in your text.',
  copy: 'Copy this line into your text',
  kept: 'As it was saved',
  'field.picture': 'Picture',
  'field.file': 'Picture or file',
  'hint.picture': 'PNG, JPEG, WebP or GIF; at most 8 MB.',
  'hint.file':
    'PNG, JPEG, WebP or GIF; PDF, Word, Excel, PowerPoint, OpenDocument, ZIP, CSV and text files; at most 8 MB.',
  send: 'Upload',
  another: 'Upload another',
})
