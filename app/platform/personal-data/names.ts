import { LABELS, type Finder, type PersonalSpan } from './types.ts'
import { spansOf } from './spans.ts'

const PART = "\\p{Lu}[\\p{L}\\p{M}'’-]{1,24}\\.?"
const GAP = '[ \\u00a0]'
const NAME = `(?<own>(?:\\p{Lu}\\.${GAP}?)?${PART}(?:${GAP}(?:(?:von|van|de|der|den|da|dos|del|la|di|el|al|bin|O['’])${GAP}){0,2}(?:\\p{Lu}\\.|${PART})){0,3})`
const TITLE =
  '(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|M|Sr|Sra|Srta|Señora?|Don|Doña|Signora?|Sig|Sig\\.ra|Dott|Senhora?|Meneer|Mevrouw|Pan|Pani)\\.?[ \\u00a0])?'

const GREETING = new RegExp(
  `(?<=^|\\n)[ \\t>]{0,4}(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|moin|servus|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|salut|chère?|hola|buen[oa]s (?:días|tardes)|estimad[oa]|querid[oa]|ciao|gentile|car[oa]|buongiorno|buonasera|salve|olá|oi|bom dia|boa tarde|prezad[oa]|beste|geachte|hoi|hej|hei|kære|bästa|cześć|witam|dzień dobry|szanown[ya]|привет|здравствуйте|уважаем(?:ый|ая))${GAP}{1,2}${TITLE}`.replace(
    /[a-zà-ÿа-я]/giu,
    both,
  ) + `${NAME}(?=${GAP}?[,!:;–—]|${GAP}-${GAP}|${GAP}?\\n|\\.(?:\\s|$)|$)`,
  'gud',
)

const CLOSING =
  "(?:(?:with )?(?:my )?(?:best|kind|kindest|warm|warmest|many)? ?(?:regards|wishes|thanks)|best|thanks(?: again| a lot| in advance| so much| very much)?|thank you(?: very much| so much| in advance)?|thx|ty|cheers|sincerely|yours(?: sincerely| faithfully| truly)?|respectfully|cordially|(?:mit )?(?:freundlichen?|besten|vielen|lieben|herzlichen?) gr(?:ü|ue)(?:ß|ss)en?|(?:viele|beste|liebe|freundliche|schöne) gr(?:ü|ue)(?:ß|ss)e|grüße|gruß|mfg|lg|vg|br|kr|(?:vielen )?danke?(?: im voraus)?|cordialement|(?:bien )?cordialement|bien à vous|cdt|merci(?: d['’]avance| beaucoup)?|salutations|(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|atentamente|(?:muchas )?gracias(?: de antemano)?|(?:cordiali |distinti )?saluti|grazie(?: mille)?|cordialmente|atenciosamente|obrigad[oa]|abraços?|att|(?:met )?(?:vriendelijke|hartelijke) groete?n?|groetjes|groeten|bedankt|alvast bedankt|mvh|med vänlig hälsning|(?:med )?venlig hilsen|hälsningar|pozdrawiam|z poważaniem|dziękuję|с уважением|спасибо)"
const SIGNED = new RegExp(
  `(?<=^|\\n|[.!?,][ \\u00a0])[ \\t]{0,4}${CLOSING}[ \\t]?`.replace(/[a-zà-ÿа-я]/giu, both) +
    `(?:[,.!:-]{1,3}[ \\t]*|[ \\t]*(?=\\r?\\n)|(?<=[fF][gG] |[ \\n][lLvV][gG] |[bBkK][rR] |[cC]heers ))(?:\\r?\\n[ \\t]*){0,3}(?:[-–—~]{1,2}[ \\t]?)?${TITLE}${NAME}(?=[ \\t]*[.,!]?[ \\t]*(?:\\r?\\n|$))`,
  'gud',
)
/** Farewells that are nothing else, so that a name may follow on the same line without a sign between. */
const FAREWELL =
  '(?:(?:with )?(?:my )?(?:best|kind|kindest|warm|warmest) (?:regards|wishes)|(?:yours )?sincerely|yours (?:faithfully|truly)|(?:mit )?(?:freundlichen?|besten|vielen|lieben|herzlichen?|schönen) gr(?:ü|ue)(?:ß|ss)en?|(?:viele|beste|liebe|freundliche|schöne|herzliche) gr(?:ü|ue)(?:ß|ss)e|mfg|(?:bien )?cordialement|bien à vous|(?:meilleures|sincères) salutations|(?:un )?(?:cordial(?:es)? )?saludos?(?: cordial(?:es)?)?|atentamente|(?:cordiali|distinti|cari) saluti|cordialmente|atenciosamente|cumprimentos|met (?:vriendelijke|hartelijke) groete?n?|(?:vriendelijke|hartelijke) groete?n?|groetjes|med vänlig(?:a)? hälsning(?:ar)?|vänliga hälsningar|(?:med )?venlig hilsen|pozdrawiam|z poważaniem|с уважением)'
/** Words that close a text as often as they do something else: only where a sentence begins. */
const THANKS =
  "(?:regards|grüße|gruß|mvh|cheers|thanks(?: again| a lot| in advance| so much| very much)?|thank you(?: very much| so much| in advance)?|(?:vielen |herzlichen )?danke?(?: im voraus)?|merci(?: d['’]avance| beaucoup)?|salutations|(?:muchas )?gracias(?: de antemano)?|saluti|grazie(?: mille)?|obrigad[oa]|groeten|(?:alvast )?bedankt|hälsningar|hilsen|dziękuję|спасибо)"
const SIGNED_IN_LINE = new RegExp(
  `(?:(?<![\\p{L}\\p{N}])${FAREWELL}|(?<=^[ \\t]{0,4}|\\n[ \\t]{0,4}|[.!?…][ \\u00a0]{1,2})${THANKS})(?:,?${GAP}{1,2}|${GAP}[-–—]${GAP})`.replace(
    /[a-zà-ÿа-я]/giu,
    both,
  ) + `(?:(?:[eE]ure?|[iI]hre?|[dD]eine?|[yY]our)${GAP})?${TITLE}${NAME}(?=[ \\t]*(?:[.,!|·–—]|-[ \\t]|\\r?\\n|$))`,
  'gud',
)
const INTRODUCED = new RegExp(
  `(?<![\\p{L}])${"(?:my name is|my name['’]s|i am called|ich heiße|ich heisse|mein name ist|je m['’]appelle|mon nom est|me llamo|mi nombre es|mi chiamo|il mio nome è|(?:o )?meu nome é|me chamo|ik heet|mijn naam is|jag heter|mit navn er|nazywam się|меня зовут)".replace(/[a-zà-ÿа-я]/giu, both)}[ \\u00a0]{1,2}${TITLE}${NAME}`,
  'gud',
)

/**
 * "Hi, this is John Smith", "I'm Anna Berg, a customer": two names at least, since "this is Firefox" introduces nobody,
 * or one name that a comma, a stop or "from", "here", "calling" follows.
 */
const THIS_IS = new RegExp(
  `(?<=^|[\\n.!?,:;–—-][ \\t\\u00a0>]{0,3}|(?:[hH]i|[hH]ello|[hH]ey|[hH]allo|[tT]ag|[hH]ola|[bB]onjour|[cC]iao|[oO]lá)[ \\u00a0])${"(?:this is|i am|i['’]m|hier ist|hier spricht|ich bin|je suis|soy|le habla|sono|sou o|sou a|dit is|här är|jag är)".replace(/[a-zà-ÿа-я]/giu, both)}[ \\u00a0]{1,2}${TITLE}(?<own>(?:${PART}${GAP}(?:(?:von|van|de|der|den|da|dos|del|la|di|el|al|bin)${GAP}){0,2}${PART}(?:${GAP}${PART})?(?=${GAP}?[.,!;:–—()]|${GAP}(?:from|here|calling|again|and|aus|von|und|de|desde|da|di|uit)(?![\\p{L}])|${GAP}?\\n|$))|(?:${PART}(?=${GAP}(?:from|here|calling|aus|desde)(?![\\p{L}]))))`,
  'gud',
)

/** A cheap look before the dear one: most texts say no farewell. */
const ANY_FAREWELL =
  /(?:regards|wishes|sincerely|yours|gr(?:ü|ue)(?:ß|ss)|gruß|mfg|cordialement|vous|salutations|saludos?|atentamente|saluti|cordialmente|atenciosamente|cumprimentos|groet|hälsning|hilsen|mvh|pozdrawiam|poważaniem|уважением|cheers|thank|dank|merci|gracias|grazie|obrigad|dziękuję|спасибо)/i

const ANY_INTRODUCED =
  /my name|called|heiße|heisse|mein name|appelle|mon nom|llamo|nombre|chiamo|mio nome|meu nome|ik heet|mijn naam|heter|navn er|nazywam|зовут/i

const ANY_THIS_IS =
  /(?:this is|\bi am|\bi['’]m|hier (?:ist|spricht)|ich bin|je suis|\bsoy|habla|\bsono|\bsou|dit is|här är|jag är) {1,2}(?:\p{Lu}|[MDHFS]r)/iu

/** Who is greeted, or signs, as a group or a company: no person's name holds such a word. */
const GROUPS = new Set(
  'all team everyone everybody support guys folks community service customer customers admin moderator moderators zusammen leute alle damen herren kundenservice kundendienst equipe équipe tous toutes messieurs mesdames equipo todos servicio clientes tutti assistenza pessoal equipa suporte allemaal klantenservice alla helpdesk firefox mozilla thunderbird google microsoft windows apple android amazon paypal bank'.split(
    ' ',
  ),
)
/** What else stands after a greeting or a farewell and begins nobody's name; some of it is a surname, as in Tom Staff. */
const BEGINNINGS = new Set(
  'there sir madam friends again help staff dear hello hi any please regards thanks sent the my your our this that when how what why after before in on for if it we you they best kind yours grüße grüßen gruß eure ihre deine so soo much very thank ps fyi wow'.split(
    ' ',
  ),
)

/** Names after greetings, under closings, where somebody introduces themselves; and the names that are known. */
export const findNames: Finder = (text, options) => [
  ...spansOf(text, 'name', GREETING, isSomebody),
  ...spansOf(text, 'name', SIGNED, isSomebody),
  ...(ANY_FAREWELL.test(text) ? spansOf(text, 'name', SIGNED_IN_LINE, isSomebody) : []),
  ...(ANY_INTRODUCED.test(text) ? spansOf(text, 'name', INTRODUCED, isSomebody) : []),
  ...(ANY_THIS_IS.test(text) ? spansOf(text, 'name', THIS_IS, isSomebodyHere) : []),
  ...(options.names ?? []).flatMap((name) => knownName(text, name)),
]

/** What people say they are, or what a thing is: "this is Windows Ten", "I am Not Happy". */
const NOBODY = new Set(
  'not very so really just still now trying using having getting running looking new sure happy unable windows mac linux ubuntu chrome edge safari opera internet explorer android ios iphone ipad version build error code page the a an my your our his her their some what how why when where which that there here january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday european american british german french english spanish'.split(
    ' ',
  ),
)

function isSomebodyHere(found: string): boolean {
  const words = found.toLowerCase().split(/[ \u00a0]+/)
  // Words that are shouted are no name.
  const isShouted = found === found.toUpperCase()
  return isSomebody(found) && !isShouted && !words.some((word) => NOBODY.has(word))
}

/** First names that are words as well: alone they are the name only where the word can't stand. */
const ALSO_WORDS = new Set(
  'mark will bill rob pat grant chase drew jack frank grace hope faith joy rose may april june july august dawn summer art ray sue page rich miles wade dean earl guy iris ivy lily daisy olive pearl ruby amber crystal angel christian sandy penny dale glen heath cliff brook forest stone young long short king bishop baker cook hunter fisher carpenter smith black white green brown gray grey price field wood hill park parks lane bell ball day winter love best sharp power wise moody swift fox wolf bird fish bush rush lake bank banks case cash rice root roots max don gene mike dot'.split(
    ' ',
  ),
)

function isSomebody(found: string): boolean {
  const words = found
    .toLowerCase()
    .split(/[ \u00a0]+/)
    .map((word) => word.replace(/[.'’]+$/, ''))
  return !BEGINNINGS.has(words[0] ?? '') && !words.some((word) => GROUPS.has(word))
}

/** The whole name wherever it stands, and its longer parts where they are written with a capital. */
function knownName(text: string, name: string): PersonalSpan[] {
  const whole = name.trim().replace(/\s+/g, ' ').slice(0, 80)
  if (whole.length < 3 || !/^\p{Lu}/u.test(whole)) return []
  const parts = whole.split(' ').filter((part) => [...part].length >= 3 && /^\p{Lu}\p{L}+$/u.test(part))
  const spans: PersonalSpan[] = []
  for (const one of new Set([whole, ...parts])) {
    if (!isSomebody(one)) continue
    for (let at = text.indexOf(one); at >= 0; at = text.indexOf(one, at + one.length)) {
      const isWord = !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(text[at + one.length] ?? ' ')
      if (isWord && isMeant(text, at, one))
        spans.push({ kind: 'name', start: at, end: at + one.length, label: LABELS.name })
    }
  }
  return spans
}

/** What stands before a thing and not before a name. */
const ARTICLE =
  /(?<![\p{L}\p{N}])(?:the|an?|this|that|these|those|my|your|our|their|its|each|every|no|any|which|last|first|next|new|old|der|die|das|dem|den|des|eine?[nmrs]?|le|la|les|une?|el|los|las|una?|il|lo|gli|o|os|as|de|het|een)[ \u00a0]$/iu

/**
 * Whether a part of a known name is the name where it stands. `Mark it on every page` begins a sentence with a verb,
 * `Price` a line of a table: such a word is a name only inside a sentence, where a word has no capital, or in signs of
 * address such as "Mark," and "- Mark".
 */
function isMeant(text: string, at: number, part: string): boolean {
  if (!ALSO_WORDS.has(part.toLowerCase())) return true
  const before = text.slice(Math.max(0, at - 24), at)
  const after = text.slice(at + part.length, at + part.length + 24)
  const beginsSentence = /(?:^|[.!?:;•*-]\s*|\n\s*|["“'(]\s*)$/.test(before)
  // After an article it is the word: "the Bill is wrong".
  if (ARTICLE.test(before)) return false
  if (!beginsSentence) return /\p{Ll}[,’']?\s+$/u.test(before) || /\p{Lu}\p{L}+\s$/u.test(before)
  return /^\s*(?:[,!]|\n|$)/.test(after)
}

/** A letter in both cases: the words of greetings come in any case, names with a capital only. */
function both(letter: string, at: number, all: string): string {
  if (all[at - 1] === '\\' || isInEscape(all, at)) return letter
  const [small, large] = [letter.toLowerCase(), letter.toUpperCase()]
  return small === large || large.length > 1 ? letter : `[${small}${large}]`
}

/** Inside `\u00a0` or a class of letters nothing is doubled. */
function isInEscape(all: string, at: number): boolean {
  const escape = all.lastIndexOf('\\u', at)
  if (escape >= 0 && at - escape < 6) return true
  return all.lastIndexOf('[', at) > all.lastIndexOf(']', at)
}
