import { defineWords } from '#app/locale/words.ts'

/** What is wrong with a form about recognition, and what to do. */
export const recognitionRefusals = defineWords('recognition/refusals', {
  figure: 'Enter a whole number from {least, number} to {most, number}.',
  'rules.changed': 'Somebody else changed these rules while you had them open. Look at theirs, then save yours.',
  'level.name': 'Give the level a name of at most 40 characters.',
  'level.perks': 'Say what it brings in at most 300 characters.',
  'level.taken': 'There is a level of that name, or with that reputation, already.',
  'level.last': 'One level has to start at 0, so that everybody has one.',
  'level.gone': 'This level was removed meanwhile.',
  thanks: 'Write a few words, at most 600 characters.',
  'thanks.self': 'You can’t thank yourself.',
  'thanks.staff': 'Thanks go to members of the community.',
  application: 'Say in a few sentences why, at most 1,500 characters.',
  'application.waiting': 'You’ve applied already. You’ll hear from us.',
  'application.decided': 'Somebody has decided about this application already.',
  reason: 'Give a reason, at most 500 characters.',
  company: 'The name of your company can have 60 characters.',
  'suspicion.decided': 'Somebody has decided about this already.',
  notes: 'Write a few words, at most 600 characters.',
  'notes.changed': 'Somebody else changed these notes while you had them open. Look at theirs, then save yours.',
  missing: 'this entry',
  member: 'this member',
})
