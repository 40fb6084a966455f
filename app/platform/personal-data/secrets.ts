import { spansOf } from './spans.ts'
import type { Finder } from './types.ts'

const WORD =
  '(?:pass ?word|passwd|pswd|pw|passwort|kennwort|pass ?code|pass ?phrase|pwd|pin(?:[ -]?code)?|contraseña|clave|mot de passe|mdp|password dell.account|parola d.ordine|senha|palavra-passe|wachtwoord|lösenord|adgangskode|hasło|пароль)'
/** After a colon or an equals sign anything is what was announced. */
const SAID = new RegExp(
  `(?<![\\p{L}\\p{N}])${WORD}(?<between>[ \\u00a0][^\\s:=]{1,14})?[ \\u00a0]{0,2}[:=][ \\u00a0]{0,2}["'“„«\`]?(?<own>[^\\s"'”“»\`<>]{4,64})`,
  'giud',
)
/** After "is" it must look like one: "the password is wrong" tells nothing. */
const IS = new RegExp(
  `(?<![\\p{L}\\p{N}])${WORD} (?:(?:that|which|que|qui|che|die|das|ich|i|we|je)[ \\u00a0]\\p{L}{1,12}[ \\u00a0])?(?:is|was|ist|war|lautet|est|era|es|è|é|är|er|to|auf|a|en)(?: now| jetzt)? ["'“„«\`]?(?<own>[^\\s"'”“»\`<>]{4,64})`,
  'giud',
)

/** Figures straight after the word: "my PIN 4821". */
const FIGURES =
  /(?<![\p{L}\p{N}])(?:pin(?:[ -]?(?:code|nummer|number))?|pass ?code|código pin|code pin)[ \u00a0]{1,2}(?<own>\d{4,8})(?![\p{L}\p{N}]|[.,]\d)/dgiu

/** In writings that set no spaces the word stands in a run: パスワードは himitsu123 です. A figure that counts is none. */
const IN_A_RUN =
  /(?:パスワード|暗証番号|密码|密碼|口令|비밀번호|암호)[ \u00a0]{0,2}(?:は|が|：|:|=|是|为|為|는|은|가)[ \u00a0]{0,2}[「『"'“]?(?<own>[\x21\x23-\x26\x28-\x3b\x3d\x3f-\x7e]{4,64})(?![年月日文字桁回分時間個件人円位자년월일])/dgu

/** `https://user:secret@host`. */
const IN_ADDRESS = /(?<=:\/\/[^\s:/@]{1,64}:)[^\s/@]{3,64}(?=@[\p{L}\p{N}])/gu

const KEYS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[\sA-Za-z0-9+/=:,-]{0,8000}-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  /(?<!\w)(?:AKIA|ASIA)[A-Z0-9]{16}(?!\w)/g,
  /(?<!\w)(?:sk|pk|rk)_(?:live|test)_\w{10,120}/g,
  /(?<!\w)sk-(?:[A-Za-z]{2,10}-)?[\w-]{20,200}/g,
  /(?<!\w)(?:gh[pousr]_\w{30,255}|github_pat_\w{20,255}|glpat-[\w-]{18,64})/g,
  /(?<!\w)xox[abprs]-[\w-]{10,200}/g,
  /(?<!\w)AIza[\w-]{35}(?![\w-])/g,
  /(?<!\w)eyJ[\w-]{8,2000}\.[\w-]{8,4000}\.[\w-]{8,1000}/g,
  /(?<!\w)SG\.[\w-]{16,64}\.[\w-]{16,64}/g,
  /(?<![\w-])(?:api[ _-]?key|secret(?:[ _-]?key)?|access[ _-]?token|auth[ _-]?token|client[ _-]?secret|bearer)["']?(?: is)?[ \u00a0]{0,2}[:= ][ \u00a0]{0,2}["'`]?(?<own>(?=[\w./+=~-]{0,200}\d)[\w./+=~-]{12,200})/dgi,
  // What a mailed link proves by: `reset?token=…`, `/confirm/…`.
  /(?<=[?&#;])(?:[\w.-]{0,30}(?:token|secret|signature|otp|jwt|session(?:id)?|sid|password|passwd|pwd))=(?<own>[\w.~%+/-]{6,500})/dgi,
  /(?<=[?&#;])(?:[\w.-]{0,30}(?:code|key|hash|ticket|auth|sig|invite|invitation|activation|confirmation))=(?<own>(?=[\w.~%+/-]{0,60}\d)(?=[\w.~%+/-]{0,60}[a-z])[\w.~%+/-]{12,500})/dgi,
  /(?<=\/(?:reset|confirm|verify|activate|activation|invite|invitation|magic|unsubscribe|login|signin|set-?password|password-?reset|reset-?password)\/)(?<own>(?=[\w~%-]{0,60}\d)[\w~%-]{16,500})/dgi,
]

/** A cheap look before the dear ones: most texts hold nothing of the kind. */
const ANY_PASSWORD =
  /pass|pwd|pswd|\bpw\b|:\/\/|パスワード|暗証|密[码碼]|口令|비밀번호|암호|\bpin|kennwort|contraseña|clave|mot de|mdp|parola|senha|palavra|wachtwoord|lösenord|adgangskode|hasło|пароль/i
const ANY_KEY =
  /key|token|secret|bearer|[?&#;][\w.-]+=|\/(?:reset|confirm|verif|activat|invit|magic|unsub|log-?in|sign-?in|set|password)|AKIA|ASIA|[srp]k[_-]|gh[pousr]_|github_|glpat|xox|AIza|eyJ|SG\./i

/** Passwords that somebody gives away in a sentence or a form. */
export const findPasswords: Finder = (text) => {
  if (!ANY_PASSWORD.test(text)) return []
  return [
    ...spansOf(
      text,
      'password',
      SAID,
      (found, _, { between }) =>
        !isPlainWord(found) && !isPath(found) && (between === undefined || !isSentence(between, found)),
    ),
    ...spansOf(text, 'password', FIGURES),
    ...spansOf(text, 'password', IN_ADDRESS),
    ...spansOf(text, 'password', IN_A_RUN, (found) => looksChosen(found)),
    ...spansOf(text, 'password', IS, (found) => looksChosen(found)),
  ]
}

/** Keys and tokens of services, by their known beginnings or by what they are called. */
export const findKeys: Finder = (text) =>
  ANY_KEY.test(text) ? KEYS.flatMap((pattern) => spansOf(text, 'key', pattern)) : []

const PLAIN =
  /^(?:forgot(?:ten)?|wrong|incorrect|invalid|expired|required|unknown|none|reset|change[ds]?|missing|error|failed|never|nothing|please|vergessen|falsch|ungültig|abgelaufen|oublié|incorrect|olvidada|incorrecta|errata|sbagliata|esquecida|when|what|does|http|https|\*{4,}|[.…_-]+|[x•●]+)[.,;:!?)]*$/iu

function isPlainWord(found: string): boolean {
  return PLAIN.test(found) || /^https?:\/\//i.test(found) || /^\[/.test(found)
}

/** Plain words with a sign between them lead somewhere: `Recovery:Restore:Export`, `/settings/privacy`. */
function isPath(found: string): boolean {
  return /^(?=.*[:/|])[:/|]{0,2}(?:\p{Lu}?\p{Ll}{2,}[:/|]{1,2})*\p{Lu}?\p{Ll}{2,}[.,;!?)]*$/u.test(found)
}

/** "Password manager: Why" goes on in words, and "password https:" with an address. */
function isSentence(between: string, found: string): boolean {
  return /https?$/i.test(between) || /^\p{Lu}\p{Ll}*[.,;!?)]*$/u.test(found)
}

/** Holds a figure or a sign within, or changes between small and capital letters. */
function looksChosen(found: string): boolean {
  const core = found.replace(/[.,;:!?)]+$/, '')
  if (core.length < 4 || isPlainWord(core)) return false
  return /\d/.test(core) || /[#$%&*@^~_+=!?]/.test(core.slice(0, -1)) || /\p{Ll}\p{Lu}/u.test(core)
}
