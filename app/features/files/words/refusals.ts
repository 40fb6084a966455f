import { defineWords } from '#app/locale/words.ts'

/** Why a file is not there or not kept, and what a picture without a name is called. */
export const fileRefusals = defineWords('files/refusals', {
  missing: 'This file doesn’t exist, or you don’t have access to it.',
  attach: 'This file can’t be attached.',
  'attach.empty': 'This file is empty. Choose another.',
  'attach.large': 'A file can be at most 8 MB. Send a smaller one.',
  'attach.kind':
    'You can attach PDF, Word, Excel, PowerPoint, OpenDocument, ZIP, CSV and text files, as long as they are what their names say.',
  send: 'This file can’t be sent.',
  'send.kind':
    'You can send pictures (PNG, JPEG, WebP, GIF), and PDF, Word, Excel, PowerPoint, OpenDocument, ZIP, CSV and text files.',
  'send.none': 'No file arrived. Choose it again.',
  picture: 'Picture',
})
