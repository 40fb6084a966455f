export const MIN_PASSWORD = 10
export const MAX_PASSWORD = 200

/** The commonest passwords of ten letters and more, from published lists of leaked ones, folded. */
const COMMON = new Set([
  '1234567890', '12345678910', '123456789012', '0123456789', '9876543210', '1234512345', '1111111111',
  '0000000000', '1122334455', '1212121212', '2222222222', '5555555555', '7777777777', '9999999999',
  '123123123123', '1231231231', '12341234123', '123qweasdzxc', '1q2w3e4r5t', '1q2w3e4r5t6y', 'q1w2e3r4t5',
  'q1w2e3r4t5y6', '1qaz2wsx3edc', '1qazxsw23edc', 'zaq12wsxcde3', 'qwertyuiop', 'qwertyuiop[]', 'asdfghjkl;',
  'qwerty1234', 'qwerty12345', 'qwerty123456', 'qwertyuiop123', 'asdfasdfasdf', 'asdfghjkl123', 'zxcvbnm123',
  'qazwsxedcrfv', 'password12', 'password123', 'password1234', 'password12345', 'password01', 'password11',
  'passwordpassword', 'password!1', 'password123!', 'passw0rd12', 'passw0rd123', 'p@ssw0rd12', 'p@ssword123',
  'p@ssw0rd123', 'mypassword', 'mypassword1', 'thepassword', 'newpassword', 'iloveyou12', 'iloveyou123',
  'iloveyou1234', 'iloveyouuu', 'iloveyou2!', 'letmein123', 'letmein1234', 'welcome123', 'welcome1234',
  'welcome2024', 'welcome2025', 'welcome2026', 'changeme123', 'changemenow', 'administrator', 'administrator1',
  'admin12345', 'admin123456', 'adminadmin', 'rootroot12', 'superman123', 'batman1234', 'football123',
  'football12', 'baseball123', 'basketball', 'basketball1', 'chocolate1', 'chocolate123', 'sunshine12',
  'sunshine123', 'princess12', 'princess123', 'butterfly1', 'butterfly123', 'strawberry', 'strawberry1',
  'tinkerbell', 'tinkerbell1', 'liverpool1', 'liverpoolfc', 'manchester', 'manchester1', 'barcelona1',
  'realmadrid', 'christopher', 'alexander1', 'jessica123', 'michael123', 'elizabeth1', 'charlie123',
  'abcdefghij', 'abcdefghijk', 'abcd123456', 'abcde12345', 'abc1234567', 'abc123abc123', 'a123456789',
  'aa123456789', 'a1234567890', 'q123456789', 'asd1234567', 'asdf123456', 'qwe123456789', 'qwerasdfzxcv',
  'asdfghjkl1', 'trustno1trustno1', 'monkey1234', 'dragon1234', 'master1234', 'shadow1234', 'starwars123',
  'startrek123', 'computer123', 'internet123', 'samsung123', 'google1234', 'facebook123', 'linkedin123',
  'whatever12', 'whatever123', 'nothing123', 'secret1234', 'topsecret1', 'test123456', 'testtest123',
  'testtesttest', 'testing123', 'guestguest', 'summer2024', 'summer2025', 'summer2026', 'winter2024',
  'winter2025', 'winter2026', 'spring2025', 'spring2026', 'autumn2025', 'correcthorsebatterystaple',
  'correct horse battery staple', 'hello12345', 'hellohello', 'helloworld', 'helloworld1', 'goodmorning',
  'iamthebest', 'ihateyou12', 'fuckyou123', 'motherfucker', 'blink182blink182', 'pokemon123', 'minecraft1',
  'minecraft123', 'playstation', 'playstation3', 'askwell123', 'askwellaskwell',
]) // prettier-ignore

/** What it must not be built from. */
interface Known {
  readonly email: string
  readonly handle: string
}

/** Why this can't be a password, as a sentence, or null when it can. `known`: what others know of its owner. */
export function refusalOfPassword(password: string, known: Known): string | null {
  const length = [...password].length
  if (length === 0) return 'Choose a password.'
  if (length < MIN_PASSWORD) return `A password has ${MIN_PASSWORD} letters or more.`
  if (length > MAX_PASSWORD) return `A password has at most ${MAX_PASSWORD} letters.`
  const folded = fold(password)
  if (COMMON.has(folded) || new Set(folded).size <= 2)
    return 'This is one of the first passwords that anybody tries. Choose another.'
  const email = fold(known.email)
  const taken = [email, email.split('@')[0] ?? '', fold(known.handle)].filter((w) => w.length >= 3)
  const rest = taken.reduce((left, word) => left.replaceAll(word, ''), folded)
  if (taken.includes(folded) || rest.replace(/[^\p{L}\p{N}]/gu, '').length < 4)
    return 'This is too near to your own name or address. Choose another.'
  return null
}

/** A password as it is hashed: the same letters however a keyboard composes them. */
export function tidyPassword(password: string): string {
  return password.normalize('NFKC')
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}
