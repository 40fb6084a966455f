/** Small words that stand in almost every sentence of a language and rarely in another's. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the and is my to of it not have when with this that for but how you are was can does what please after i',
  de: 'der die das und ist ich nicht mein meine ein eine mit auf zu wie kann wenn habe wird bitte für von auch bei',
  fr: 'le la les et est je ne pas mon ma un une avec pour que comment quand dans des sur mais ai bonjour vous ce',
  es: 'el los las y es mi no un una con para que cómo como cuando en del por pero puedo hola se al está tengo',
  it: 'il lo gli e è mio mia non un una con per che come quando nel della sono ho ma si di ciao questo anche',
  pt: 'o os as e é meu minha não um uma com para que como quando no na do da por mas eu está olá isso',
  nl: 'de het en is mijn niet een met op te hoe kan als heb wordt maar van voor dat ik bij ook naar geen',
  sv: 'och är min mitt inte en ett med på att hur kan när har som för det jag av till men den',
  da: 'og er min mit ikke en et med på at hvordan kan når har som for det jeg af til men den',
  pl: 'i jest mój moje nie w na się że jak kiedy mam do z po to ale czy dla przez',
  cs: 'a je můj moje není v na se že jak když mám do s po to ale pro které jsem',
  tr: 've bir bu için değil ne nasıl ile benim çok var yok ama olarak gibi mi',
  fi: 'ja on ei minun miten kun se että mutta voi olen kanssa tämä ole',
  hu: 'és a az nem egy hogy van én mi ez de meg is vagy csak',
  ro: 'și este nu un o cu pe la să cum când dar am în din mai',
}
const LANGUAGES_OF = new Map<string, string[]>()
for (const [language, words] of Object.entries(WORDS))
  for (const word of words.split(' ')) {
    LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language])
  }

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
]
/** More of a text tells nothing more. */
const SAMPLE = 400

/**
 * The language of a text as a two-letter code, by its script or by its small words (after G. Grefenstette, "Comparing
 * two language identification schemes", 1995); null where these do not tell. `least`: how many small words must speak for it.
 */
export function writtenIn(text: string, least = 1): string | null {
  const sample = sampleOf(text)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < 3) return null
  for (const [language, script] of SCRIPTS) if ((sample.match(script)?.length ?? 0) > letters / 4) return language
  if ((sample.match(/\p{Script=Cyrillic}/gu)?.length ?? 0) > letters / 2) return /[іїєґ]/i.test(sample) ? 'uk' : 'ru'
  const scores = scoresOf(sample)
  const [first, second] = [...scores].sort((a, b) => b[1] - a[1])
  return first && first[1] >= least && first[1] >= 1.5 * (second?.[1] ?? 0) ? first[0] : null
}

/** The beginning of a text without addresses and what stands in the place of something personal. */
export const sampleOf = (text: string): string => text.replace(/\[[\w -]+\]|https?:\S+/g, ' ').slice(0, SAMPLE)

/** A word of two languages counts half for each, and one said twice is no more proof: "OS" is Portuguese as well. */
function scoresOf(sample: string): Map<string, number> {
  const scores = new Map<string, number>()
  for (const word of new Set(sample.toLowerCase().match(/\p{L}+/gu))) {
    const languages = LANGUAGES_OF.get(word) ?? []
    for (const language of languages) scores.set(language, (scores.get(language) ?? 0) + 1 / languages.length)
  }
  return scores
}
