import { wordsOf } from './tokens.ts'

/** Small words that say what kind of answer is wanted; no list needs to be complete, what it does not know tells nothing. */
const LEXICONS: readonly Readonly<Record<'how' | 'may' | 'why' | 'much' | 'not' | 'wrong', string>>[] = [
  {
    how: 'how where steps process way',
    may: "can could may able possible allowed i'd like want need",
    why: 'why reason explain',
    much: 'much many long often soon old fast quickly',
    not: "not can't cannot cant won't don't doesn't didn't isn't wasn't aren't hasn't haven't wouldn't couldn't never unable fails failed failing failure",
    wrong:
      'problem problems issue issues error errors trouble broken crash crashes missing lost gone wrong stuck blank black without declined rejected refused denied blocked disappeared slow still no nothing',
  },
  {
    how: 'wie wo schritte',
    may: 'kann können darf möglich möchte will',
    why: 'warum wieso weshalb grund',
    much: 'viel viele lange oft bald',
    not: 'nicht kein keine keinen nie',
    wrong: 'problem probleme fehler kaputt fehlt verloren weg abgelehnt gesperrt ohne',
  },
  {
    how: 'comment où étapes',
    may: 'puis peut possible voudrais veux',
    why: 'pourquoi raison',
    much: 'combien',
    not: 'pas jamais impossible aucun aucune',
    wrong: 'problème problèmes erreur panne perdu refusé bloqué sans',
  },
  {
    how: 'cómo dónde pasos',
    may: 'puedo posible quiero quisiera',
    why: 'motivo razón',
    much: 'cuánto cuánta cuántos cuántas',
    not: 'no nunca tampoco imposible',
    wrong: 'problema problemas error perdido rechazado bloqueado sin falla',
  },
]

type Way = keyof (typeof LEXICONS)[number]
type Words = Iterable<number>

/**
 * Tells texts that want another kind of answer than a title does, by numbers of words: how to do a thing is not answered where it is
 * said why it fails, nor whether it may be done by how long it takes.
 */
export function openWaysOfAsking(words: readonly string[]): (title: Words) => (text: Words) => boolean {
  const numbers = new Map(words.map((word, w) => [word, w]))
  const ways = (way: Way): ReadonlySet<number> =>
    new Set(LEXICONS.flatMap((lexicon) => wordsOf(lexicon[way])).flatMap((word) => numbers.get(word) ?? []))
  const sets = {
    how: ways('how'),
    may: ways('may'),
    why: ways('why'),
    much: ways('much'),
    not: ways('not'),
    wrong: ways('wrong'),
  }
  const read = (text: Words): Readonly<Record<Way, boolean>> => {
    const has = (way: Way): boolean => {
      for (const w of text) if (sets[way].has(w)) return true
      return false
    }
    return {
      how: has('how'),
      may: has('may'),
      why: has('why'),
      much: has('much'),
      not: has('not'),
      wrong: has('wrong'),
    }
  }
  return (title) => {
    const own = read(title)
    return (text) => isAskedOtherwise(own, read(text))
  }
}

function isAskedOtherwise(title: Readonly<Record<Way, boolean>>, text: Readonly<Record<Way, boolean>>): boolean {
  if (title.not || title.why) {
    // What is wrong, or why: whoever asks how it is done names nothing that is wrong.
    if (title.not) return !text.not && !text.why && !text.wrong
    // Why a thing has to be is not answered where it is said why it fails.
    return text.not || ((text.how || text.may) && !text.why)
  }
  if (!title.how && !title.may) return false
  if (text.why) return true
  if (text.not && !text.how && !text.may) return true
  return title.how && text.how && title.much !== text.much
}
