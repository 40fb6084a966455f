import { saying, type Saying } from '#app/locale/saying.ts'
import { kernelRefusals } from '#app/kernel/words/refusals.ts'
/** How short and how long a handle may be, in letters. */
export const MIN_HANDLE = 3
export const MAX_HANDLE = 30

/** A handle of a member who erased their account; nobody can choose one. */
export const ERASED_PREFIX = 'erased-'

/**
 * Letters of other scripts, digits and signs that look like a Latin letter: each group starts with the
 * letter that the rest is read as. A small part of Unicode's confusables (UTS 39), for what a handle
 * can hold: the text is lower case and without marks when it is used.
 */
const LOOK_ALIKES = [
  'aɑаα',
  'bЬьβʙв',
  'cсϲᴄ',
  'dԁɗ',
  'eеєҽε',
  'fғ',
  'gɡցǵ',
  'hһհнʜ',
  'liіӏıⅼι1ɩ|ⵏ',
  'jјϳ',
  'kкκқ',
  'mмʍ',
  'nпոηɴ',
  'oоοօ0ᴏσ',
  'pрρ',
  'qԛգ',
  'rгᴦɾ',
  'sѕꜱ',
  'tтτᴛ',
  'uυսᴜ',
  'vνѵᴠ',
  'wԝωѡᴡш',
  'xхχ',
  'yуγүʏ',
  'zᴢ',
  '_-',
]

const READ_AS: ReadonlyMap<string, string> = new Map(
  LOOK_ALIKES.flatMap((group) => {
    const [plain = '', ...others] = [...group]
    return others.map((other) => [other, plain] as const)
  }),
)

/**
 * Marks that only tell how a letter is said. Those of Indic and Southeast Asian writings, U+0900 to U+109F and U+1780 to
 * U+17FF, are vowels, and names differ by them.
 */
const ACCENTS = /(?![\u0900-\u109f\u1780-\u17ff])\p{M}/gu

/**
 * A handle folded so that two that look alike have the same key: unique in the table, and the key by
 * which a handle is looked up.
 */
export function handleKey(handle: string): string {
  const plain = handle
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
    .replace(ACCENTS, '')
  return [...plain]
    .map((letter) => READ_AS.get(letter) ?? letter)
    .join('')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
}

/** Names that would speak for the place itself, or that its addresses use. */
const RESERVED = new Set(
  [
    'admin',
    'administrator',
    'agent',
    'all',
    'anonymous',
    'api',
    'askwell',
    'bot',
    'channel',
    'demo-admin',
    'deleted',
    'erased',
    'everyone',
    'former',
    'guest',
    'help',
    'helpdesk',
    'here',
    'hostmaster',
    'info',
    'me',
    'member',
    'members',
    'mod',
    'moderator',
    'moderators',
    'new',
    'nobody',
    'no-reply',
    'noreply',
    'null',
    'official',
    'owner',
    'postmaster',
    'root',
    'security',
    'self',
    'settings',
    'staff',
    'sudo',
    'support',
    'sysop',
    'system',
    'team',
    'undefined',
    'user',
    'webmaster',
    'you',
    'abuse',
    'about',
    'account',
    'accounts',
    'advocates',
    'ask',
    'assets',
    'billing',
    'categories',
    'category',
    'confirm',
    'contact',
    'desk',
    'feeds',
    'files',
    'healthz',
    'imprint',
    'inbox',
    'incidents',
    'kb',
    'legal',
    'login',
    'logout',
    'mail',
    'mailer-daemon',
    'metrics',
    'post',
    'posts',
    'preview',
    'privacy',
    'profile',
    'readyz',
    'register',
    'registration',
    'reset',
    'robots',
    'rules',
    'search',
    'service',
    'setup',
    'sign-in',
    'sign-out',
    'sign-up',
    'signin',
    'signout',
    'signup',
    'sitemap',
    'status',
    'suggest',
    'tags',
    'terms',
    'threads',
    'unanswered',
    'unsubscribe',
    'uploads',
    'username',
    'users',
    'www',
    // What every object of the language answers to.
    ...Object.getOwnPropertyNames(Object.prototype),
    'prototype',
    'nan',
    'infinity',
    'true',
    'false',
    'none',
  ].map(handleKey),
)

/** A handle as it is stored: composed, without spaces around it. */
export function tidyHandle(text: string): string {
  return text.trim().normalize('NFKC')
}

/** The refusal of a handle that the product or its staff use. */
export const RESERVED_HANDLE = saying(kernelRefusals, 'handle.reserved')

/** Why this can't be a handle, as a sentence, or null when it can. Asked of a tidied handle. */
export function refusalOfHandle(handle: string): Saying | null {
  if (handle === '') return saying(kernelRefusals, 'handle.empty')
  if (/\p{Default_Ignorable_Code_Point}|\p{Cc}|\p{Cf}/u.test(handle)) return saying(kernelRefusals, 'handle.unseen')
  if (/\p{M}{4,}/u.test(handle)) return saying(kernelRefusals, 'handle.signs')
  if (!/^(?:[\p{L}\p{N}_-]|(?=[\u0900-\u109f\u1780-\u17ff])\p{M})+$/u.test(handle))
    return saying(kernelRefusals, 'handle.letters')
  const length = [...handle].length
  if (length < MIN_HANDLE) return saying(kernelRefusals, 'handle.short', { least: MIN_HANDLE })
  if (length > MAX_HANDLE) return saying(kernelRefusals, 'handle.long', { most: MAX_HANDLE })
  if (!/^[\p{L}\p{N}]/u.test(handle)) return saying(kernelRefusals, 'handle.start')
  if (!/\p{L}/u.test(handle)) return saying(kernelRefusals, 'handle.noLetter')
  const key = handleKey(handle)
  // A stroke at the end is hardly seen: `moderator_`.
  if (RESERVED.has(key.replace(/_+$/, '')) || key.startsWith(handleKey(ERASED_PREFIX))) return RESERVED_HANDLE
  return null
}
