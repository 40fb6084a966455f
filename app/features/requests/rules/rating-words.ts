const words = (text: string): ReadonlySet<string> => new Set(text.split(', '))

/** Words for a good rating, without accents, in the languages of help desks. */
const GOOD = words(
  'good, great, excellent, amazing, awesome, perfect, outstanding, satisfied, happy, positive, yes, true, y, like, liked, thumbs up, up, helpful, solved, promoter, good with comment, goodwithcomment, exceeded expectations, love, loved it, fantastic, delighted, pleased, gut, zufrieden, positiv, ja, wahr, super, toll, hervorragend, ausgezeichnet, perfekt, glucklich, hilfreich, begeistert, daumen hoch, bon, bonne, bien, satisfait, satisfaite, positif, oui, vrai, genial, parfait, heureux, content, utile, super bien, bueno, buena, satisfecho, satisfecha, positivo, si, verdadero, excelente, genial, perfecto, contento, contenta, feliz, util, buono, buona, bene, soddisfatto, soddisfatta, vero, ottimo, eccellente, perfetto, felice, bom, boa, satisfeito, satisfeita, sim, verdadeiro, otimo, otima, perfeito, goed, tevreden, positief, waar, uitstekend, geweldig, blij, prima, behulpzaam, dobry, dobra, dobrze, zadowolony, zadowolona, pozytywna, pozytywny, tak, prawda, swietny, swietnie, doskonaly, bra, nojd, positiv, sant, utmarkt, glad, god, tilfreds, fornoyd, hyva, tyytyvainen, kylla, dobre, spokojeny, ano, memnun, iyi, evet, хорошо, отлично, доволен, довольна, да, 良い, 満足, はい, 满意, 好, 是, 좋음, 만족, 네',
)
/** Words for a bad one. */
const BAD = words(
  'bad, poor, terrible, awful, horrible, unsatisfied, dissatisfied, unhappy, negative, no, false, n, dislike, disliked, thumbs down, down, unhelpful, unsolved, detractor, bad with comment, badwithcomment, disappointed, disappointing, below expectations, worst, angry, frustrated, hate, schlecht, unzufrieden, negativ, nein, falsch, furchtbar, mangelhaft, ungenugend, enttauscht, unglucklich, daumen runter, mauvais, mauvaise, mal, insatisfait, insatisfaite, mecontent, mecontente, negatif, non, faux, decu, decue, terrible, nul, malo, mala, insatisfecho, insatisfecha, negativo, falso, pesimo, pesima, descontento, cattivo, cattiva, male, insoddisfatto, insoddisfatta, scontento, scarso, pessimo, pessima, deluso, ruim, mau, ma, insatisfeito, insatisfeita, nao, descontente, slecht, ontevreden, negatief, nee, onwaar, teleurgesteld, zly, zla, zle, niezadowolony, niezadowolona, negatywna, negatywny, nie, falsz, dalig, daligt, missnojd, nej, falskt, darlig, utilfreds, huono, tyytymaton, ei, spatne, nespokojeny, ne, memnun degil, kotu, hayir, плохо, недоволен, недовольна, нет, 悪い, 不満, いいえ, 不满意, 差, 否, 나쁨, 불만족, 아니요',
)
/** Words for neither, and for ratings that were never given. */
const NEITHER = words(
  'okay, ok, neutral, average, fair, so so, medium, passive, met expectations, neither satisfied nor dissatisfied, neither, mixed, offered, unoffered, not offered, not rated, unrated, no rating, none, null, n/a, na, nan, -, pending, sent, not sent, requested, skipped, no response, mittel, mittelmassig, teils teils, weder noch, befriedigend, neutre, moyen, moyenne, correct, neutro, neutra, regular, normal, aceptable, medio, cosi cosi, discreto, razoavel, neutraal, gemiddeld, matig, redelijk, neutralny, neutralna, sredni, srednia, varken eller, medel, нейтрально, средне, 普通, 一般, 보통, not applicable, keine angabe, keine',
)

const STRONGER =
  /^(?:very|extremely|really|highly|mostly|somewhat|rather|quite|fairly|so|pretty|completely|absolutely|strongly|slightly|a bit|sehr|eher|ausserst|recht|ziemlich|vollig|tres|plutot|extremement|assez|tout a fait|muy|bastante|algo|totalmente|molto|abbastanza|piuttosto|muito|bem|zeer|heel|erg|vrij|bardzo|raczej|mycket|ganska|очень)\s+/u
const NEGATION =
  /^(?:not|non|nicht|pas|ne pas|no|nao|niet|nie|inte|ikke|не|n't)\s+(?:at all\s+|so\s+|very\s+|sehr\s+|muy\s+)?/u

/** How good a word says it was, as a part of 1; null for neither and for “not rated”, undefined for a word that is not known. */
export function ratingWord(text: string): number | null | undefined {
  if (text.length > 60) return undefined
  if (/^(?:👍|😀|😃|😄|😊|🙂|😍|🤩|❤|✅|:-?\)|\+1)/u.test(text)) return 1
  if (/^(?:👎|😞|😠|😡|🙁|☹|😢|😟|😭|❌|:-?\()/u.test(text)) return 0
  if (/^(?:😐|😑|:-?\|)/u.test(text)) return null
  const plain = text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .replace(/[_]+/g, ' ')
    // “5 - Very satisfied”, “Good (4)”: the words say it.
    .replace(/^\d{1,3} ?[-–:.)=] ?|\s*[([]\d{1,3}[)\]]$/g, '')
    .replace(/[!.]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return known(plain) ?? (NEITHER.has(plain) ? null : negated(plain))
}

function known(plain: string): number | undefined {
  if (GOOD.has(plain)) return 1
  if (BAD.has(plain)) return 0
  const rest = plain.replace(STRONGER, '')
  return rest === plain ? undefined : known(rest)
}

function negated(plain: string): number | undefined {
  const rest = plain.replace(NEGATION, '')
  if (rest === plain) return undefined
  const part = known(rest)
  // “Not bad” praises nobody.
  return part === 1 ? 0 : undefined
}
