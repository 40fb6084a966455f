import { compileMessage } from './compile.ts'
import { LOCALES, type Locale } from './locales.ts'
import { madeUp } from './made-up.ts'
import { translateBy, type Translations } from './speak.ts'
import { allWords } from './words.ts'

/** Rooms whose sentences are made on the server alone, and are not sent to browsers. */
const SERVER_ROOM = /[/-](refusals|mails)$/

/** Every message of the interface in a language, by room and key, as far as its module was loaded. */
function everyTranslation(locale: Locale): Translations {
  const isMadeUp = LOCALES[locale].isMadeUp
  const rooms = allWords().map(({ room, messages, isCompiled }) => {
    const said = Object.entries(messages).flatMap(([key, text]) =>
      isMadeUp ? [[key, madeUp(isCompiled ? text : compileMessage(text), locale)] as const] : [],
    )
    return [room, Object.fromEntries(said)] as const
  })
  return Object.fromEntries(rooms)
}

/** The messages of a language that pages show. */
export function translationsInto(locale: Locale): Translations {
  const shown = Object.entries(everyTranslation(locale)).filter(([room]) => !SERVER_ROOM.test(room))
  return Object.fromEntries(shown)
}

/** Makes the process speak the made-up languages too. */
export function learnMadeUp(): void {
  translateBy((locale, source) => (LOCALES[locale].isMadeUp ? madeUp(source, locale) : undefined))
}
