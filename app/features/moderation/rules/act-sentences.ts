import { ACT_VERBS, type ActKind, type ActVerb } from '#app/kernel/acts.ts'

/**
 * What the log says after a person's name. `{subject}` is what it was done to; `{into}`, `{from}`, `{to}`,
 * `{role}` and `{request}` are named by the details of the act.
 */
export const ACT_SENTENCES: {
  readonly [Kind in ActKind]: Readonly<Record<ActVerb<Kind>, string>>
} = {
  thread: {
    close: 'closed {subject}',
    reopen: 'opened {subject} again',
    lock: 'locked {subject}',
    unlock: 'unlocked {subject}',
    hide: 'hid {subject}',
    restore: 'showed {subject} again',
    'make private': 'made {subject} private',
    'make public': 'made {subject} public',
    move: 'moved {subject} from {from} to {to}',
    merge: 'joined {subject} into {into}',
    part: 'parted {subject} from {into} again',
    split: 'split {into} off {subject}',
    'did not help': 'said that the answers to {subject} did not help',
  },
  post: {
    hide: 'hid {subject}',
    restore: 'showed {subject} again',
    keep: 'kept {subject}, which was reported',
    edit: 'edited {subject}',
    accept: 'accepted {subject} for the asker',
    'withdraw acceptance': 'took back the acceptance of {subject}',
    'make comment': 'made a comment of {subject}',
    'make answer': 'made an answer of {subject}',
  },
  tag: {
    merge: 'made {subject} a synonym of {into}',
    part: 'made {subject} a tag of its own again',
  },
  member: {
    suspend: 'suspended {subject}',
    restore: 'ended the suspension of {subject}',
    'change-role': 'changed the role of {subject} from {from} to {to}',
    invite: 'invited {subject} as {role}',
    uninvite: 'withdrew the invitation of {subject} as {role}',
  },
  category: {
    add: 'added {subject}',
    edit: 'changed {subject}',
    archive: 'archived {subject}',
    restore: 'took {subject} out of the archive',
  },
  article: {
    draft: 'drafted {subject}',
    propose: 'proposed {subject}',
    edit: 'edited {subject}',
    submit: 'submitted {subject} for a review',
    approve: 'approved {subject}',
    decline: 'did not take {subject}',
    publish: 'published {subject}',
    verify: 'verified {subject}',
    outdate: 'marked {subject} as outdated',
    arrange: 'arranged where {subject} stands and who owns it',
    withdraw: 'withdrew {subject}',
    restore: 'put {subject} back',
    translate: 'began a translation: {subject}',
  },
  setting: {
    change: 'changed {subject}',
  },
  legal: {
    write: 'wrote {subject}',
    withdraw: 'took {subject} away',
  },
  retention: {
    change: 'changed for how long {subject} are kept, from {from} to {to}',
  },
  import: {
    cancel: 'stopped {subject}',
    undo: 'took back {subject}',
    keep: 'kept {subject}, which had been taken back',
    remove: 'had what {subject} brought removed at once',
  },
  token: {
    make: 'made {subject}',
    revoke: 'revoked {subject}',
  },
  topic: {
    rename: 'renamed {subject} from {from} to {to}',
    merge: 'joined {subject} into {into}',
    split: 'split {into} off {subject}',
    dismiss: 'dismissed {subject}',
    never: 'dismissed {subject} for good',
    restore: 'brought {subject} back',
    move: 'moved {request} from {subject} to {into}',
    place: 'confirmed that {request} belongs to {subject}',
    undo: 'took back a decision about {subject}',
  },
}

/** What the log says of taking back a decision about a topic, by what was decided. */
export const UNDO_SENTENCES: Readonly<Record<Exclude<ActVerb<'topic'>, 'undo'>, string>> = {
  rename: 'took back the renaming of {subject}',
  merge: 'took back the joining of {subject}',
  split: 'took back the splitting of {subject}',
  dismiss: 'took back the dismissal of {subject}',
  never: 'took back that {subject} was dismissed for good',
  restore: 'took back that {subject} was brought back',
  move: 'took back the moving of a request out of {subject}',
  place: 'took back that a request belongs to {subject}',
}

/** What stands for things whose name nobody may know any more, or that no title is needed of. */
const PLAIN: Readonly<Record<ActKind, string>> = {
  thread: 'a thread',
  post: 'a post',
  tag: 'a tag',
  member: 'a member',
  category: 'a category',
  article: 'an article',
  setting: 'a setting',
  legal: 'a legal text',
  token: 'an API token',
  retention: 'things',
  import: 'an import',
  topic: 'a topic',
}

/** A part of a sentence; with an address it is a link. */
export interface Part {
  readonly words: string
  readonly address: string | null
}

const BLANK = /\{(subject|into|from|to|role|request)\}/

/** What may fill the blanks of a sentence. */
export type Blank = 'subject' | 'into' | 'from' | 'to' | 'role' | 'request'

/** The sentence for an act that was written down; null = no such act is known. */
export function sentenceOf(kind: string, verb: string, decision: string | null): string | null {
  if (kind === 'topic' && verb === 'undo' && decision !== null) {
    const said = own(UNDO_SENTENCES, decision)
    if (said !== null) return said
  }
  const verbs = Object.hasOwn(ACT_SENTENCES, kind) ? ACT_SENTENCES[kind as ActKind] : null
  return verbs && own(verbs, verb)
}

function own(sentences: Readonly<Record<string, string>>, name: string): string | null {
  return Object.hasOwn(sentences, name) ? (sentences[name] ?? null) : null
}

/** Puts what is meant into the blanks of a sentence. */
export function fillSentence(sentence: string, fill: (blank: Blank) => Part): readonly Part[] {
  return sentence.split(BLANK).flatMap((piece, index): Part[] => {
    // Every second piece is the name of a blank.
    if (index % 2 === 1) return [fill(piece as Blank)]
    return piece === '' ? [] : [{ words: piece, address: null }]
  })
}

/** Every act by its words without names, for choosing one: "joined a thread into another". */
export function listActs(): readonly { readonly value: string; readonly words: string }[] {
  return (Object.keys(ACT_VERBS) as ActKind[]).flatMap((kind) =>
    Object.entries<string>(ACT_SENTENCES[kind]).map(([verb, sentence]) => ({
      value: `${kind}.${verb}`,
      words: fillSentence(sentence, (blank) => ({ words: plain(kind, blank), address: null }))
        .map(({ words }) => words)
        .join(''),
    })),
  )
}

function plain(kind: ActKind, blank: Blank): string {
  if (blank === 'subject') return PLAIN[kind]
  if (blank === 'role') return 'a member'
  if (blank === 'request') return 'a request'
  return blank === 'from' ? 'one' : 'another'
}

/** Reads such a choice from an address; null = none, or not one of them. */
export function readAct(value: string | null): { kind: ActKind; verb: string } | null {
  const known = listActs().find((one) => one.value === value)
  if (!known) return null
  const dot = known.value.indexOf('.')
  return { kind: known.value.slice(0, dot) as ActKind, verb: known.value.slice(dot + 1) }
}
