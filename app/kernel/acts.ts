/** Every act that is written down, by the kind of what it was done to; /desk/log has a sentence for each. */
export const ACT_VERBS = {
  thread: [
    'close',
    'reopen',
    'lock',
    'unlock',
    'hide',
    'restore',
    'make private',
    'make public',
    'move',
    'merge',
    'part',
    'split',
    'did not help',
    'escalate',
    'dispute closing',
  ],
  post: [
    'hide',
    'restore',
    'keep',
    'edit',
    'accept',
    'withdraw acceptance',
    'make comment',
    'make answer',
    'keep as answer',
  ],
  tag: ['merge', 'part'],
  member: [
    'suspend',
    'restore',
    'change-role',
    'invite',
    'uninvite',
    'set customer',
    'set duty',
    'give badge',
    'revoke badge',
    'restore badge',
    'decline advocate',
  ],
  badge: ['add', 'edit', 'retire', 'restore'],
  key: ['change'],
  prepared: ['add', 'edit', 'approve', 'retire', 'restore'],
  team: ['add', 'edit', 'remove'],
  category: ['add', 'edit', 'archive', 'restore', 'promise'],
  calendar: ['add', 'edit', 'remove', 'make default', 'close', 'open'],
  article: [
    'draft',
    'propose',
    'edit',
    'submit',
    'approve',
    'decline',
    'publish',
    'verify',
    'outdate',
    'arrange',
    'withdraw',
    'restore',
    'translate',
  ],
  mission: ['add', 'edit', 'end'],
  panel: ['add', 'edit', 'open', 'close'],
  story: ['approve', 'decline', 'withdraw'],
  reward: ['add', 'edit', 'retire', 'restore', 'add codes'],
  redemption: ['approve', 'send', 'refuse'],
  level: ['add', 'edit', 'remove'],
  suspicion: ['clear', 'bar', 'reopen'],
  setting: ['change'],
  legal: ['write', 'withdraw'],
  token: ['make', 'revoke'],
  retention: ['change'],
  import: ['cancel', 'undo', 'keep', 'remove'],
  topic: ['rename', 'merge', 'split', 'dismiss', 'never', 'restore', 'move', 'place', 'undo'],
} as const

export type ActKind = keyof typeof ACT_VERBS

/** What may be done to a subject of this kind. */
export type ActVerb<Kind extends ActKind> = (typeof ACT_VERBS)[Kind][number]

type ActOn<Kind extends ActKind> = { readonly kind: Kind; readonly verb: ActVerb<Kind> }

/** A verb together with the kind of its subject: no other pair is written down. */
export type KnownAct = { [Kind in ActKind]: ActOn<Kind> }[ActKind]
