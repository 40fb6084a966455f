/**
 * What was posted as an answer and looks like something else: somebody has the problem too, says thanks, asks
 * something back, or only asks whether there is news. Such a post does not end the waiting until nobody has objected
 * for a time. A rule of phrases in four languages, for short posts only; whatever it does not know counts.
 */
export const ANSWER_DOUBTS = ['me-too', 'thanks', 'details', 'bump'] as const
export type AnswerDoubt = (typeof ANSWER_DOUBTS)[number]

/** A doubt as its column holds it, which is written from the closed list only. */
export function doubtFrom(stored: string | null): AnswerDoubt {
  return ANSWER_DOUBTS.find((doubt) => doubt === stored) ?? 'me-too'
}

/** Longer posts have something to say, in words. */
const MOST_WORDS = 60

const words = (...alternatives: string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'iu')

/** The same at the beginning of a sentence, after a word of assent or the name of whoever is spoken to. */
const begins = (...alternatives: string[]): RegExp =>
  new RegExp(
    `^(?:[¡¿"'(]|(?:ok|okay|ah|oh|great|yes|yeah|hi|hello|hallo|hola|bonjour|and|but|so|und|et|y|@?[\\p{L}\\p{N}._-]+)[ ,!.]+)?(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`,
    'iu',
  )

/** The post says what to do, what did help, or where it stands: then it is an answer, however short. */
const HELPS = words(
  // English
  'try(?:ing)?|tried|go to|open(?:ing)? the|click|press|select|choose|set|change|disable|enable|turn(?:ing)? (?:it|on|off|them|that)|switch|uninstall\\w*|(?:re-?)?install(?:ing)?',
  'restart\\w*|reboot\\w*|clear(?:ing)?|delete|remov(?:e|ing)|refresh(?:ing)?|reset(?:ting)?|update (?:to|your|the)|download|type|enter|use|using an?|you (?:can|could|need|have to|must|should|might)',
  'fixed|solved|resolved|workaround|work around|the (?:fix|solution|reason|cause|culprit|problem) (?:is|was)|because|it was|is caused|caused by|turned out|contact|see|look (?:at|in|for)|check(?:ing)?|make sure|instead|note that|advis\\w+|recommend\\w*|suggest (?:you|to|that)|works? for me',
  // German
  'versuch\\w*|probier\\w*|klick\\w*|öffne\\w*|gehe? (?:zu|auf|in)|wähl\\w*|stell\\w*|deaktivier\\w*|aktivier\\w*|deinstallier\\w*|installier\\w*|lösch\\w*|entfern\\w*|neu ?start\\w*|gelöst|lösung|liegt an|lag an|behoben',
  'du (?:kannst|musst|solltest)|sie (?:können|müssen|sollten)|man (?:kann|muss)|geholfen hat|hilft|schau\\w*|prüf\\w*',
  // French
  'essay\\w*|cliqu\\w*|ouvr(?:ez|e|ir)|allez|aller (?:dans|sur)|choisi\\w*|désactiv\\w*|activ(?:ez|er)|désinstall\\w*|(?:ré)?install(?:ez|er)|supprim\\w*|redémarr\\w*|résolu|solution|vous (?:pouvez|devez|devriez)|il (?:faut|suffit)|tu (?:peux|dois)|vérifi\\w*|vide[rz]',
  // Spanish
  'intent(?:a|e|ar)|prueb(?:a|e)|probar|haz|haga|abr(?:e|a|ir)|ve a|vaya|selecciona\\w*|desactiv\\w*|activ(?:a|e|ar)|desinstal\\w*|(?:re)?instal(?:a|e|ar)|borr(?:a|e|ar)|elimin(?:a|e|ar)|reinici\\w*|soluci\\w+|resuelto|arregl\\w*|puedes?|debes?|tienes que|hay que|comprueb\\w*|revis(?:a|e|ar)',
)

/** Words that only move on one's own problem, though they stand among those above. */
const STILL_LOST = words(
  "(?:have|has|'ve|i) (?:already )?tried",
  'tried everything',
  "(?:not|n't|never|un) ?(?:fixed|solved|resolved)",
  "(?:still|did ?n[o']?t|does ?n[o']?t) (?:solve|fix|work|help)\\w*",
  'any(?:one|body)? (?:solution|fix|workaround)s?',
  '(?:is there|a|any|no|the same|need a) (?:solution|fix|workaround)',
  'alles (?:versucht|probiert)',
  '(?:keine|eine|noch keine|gibt es (?:schon )?eine) lösung',
  'nicht gelöst',
  'tout essayé',
  '(?:une|de|aucune|pas de|la) solution',
  'pas (?:encore )?résolu',
  'alguna soluci\\w+|sin soluci\\w+|una soluci\\w+|he probado',
)

const PHRASES: readonly (readonly [AnswerDoubt, RegExp])[] = [
  [
    'me-too',
    words(
      'me too|same here|same for me|same (?:problem|issue|thing|error|trouble|question|behaviou?r)|(?:similar|identical|this|that|exact|the) (?:same )?(?:problem|issue) (?:too|as well|here|also)',
      "i(?:'m| am|'ve| have)? (?:also |too )?(?:have|having|had|got|get|getting|see|seeing|experienc\\w+|facing) (?:this|the|that|exactly the|a similar)(?: exact| very)?(?: same)? (?:problem|issue|error|thing)",
      'also (?:have|having|seeing|getting|experiencing|affected)|(?:happen(?:s|ing|ed)|same) (?:to|with) me|i have it too|count me in|mine (?:too|does)|i second this|affects me (?:too|as well)|you(?:.re| are) not alone|(?:me|us|mine) as well|\\+ ?1',
      'ich auch|mir auch|hier auch|bei (?:mir|uns) (?:auch|genauso|ebenfalls|ist es auch|das gleiche|dasselbe)|(?:gleiche[snrm]?|selbe[snrm]?|dasselbe|dieselbe\\w*|identische\\w*) (?:problem|fehler|hier|bei mir)\\w*|dasselbe|geht mir (?:auch|genauso|ebenso)|auch (?:betroffen|das problem)',
      'moi aussi|(?:le )?même (?:problème|souci|erreur|chose)|pareil(?: ici| pour moi)?|idem|également (?:le|ce) (?:problème|cas)|même cas',
      'yo también|a mí también|me pasa lo mismo|mismo (?:problema|error|caso)|lo mismo (?:aquí|me pasa)|igual (?:aquí|que yo)|a mí (?:me )?(?:pasa|ocurre) (?:lo mismo|igual|también)',
    ),
  ],
  [
    'thanks',
    begins(
      "thanks?(?: you| u| a lot| a million| so much)?|thx|ty|much appreciated|appreciate\\w*|you(?:'re| are) welcome|glad (?:to|it|that)|(?:it|that|this) (?:works?|worked|helped|did (?:it|the trick))(?: now| for me| perfectly)?|perfect|great (?:job|work|answer)|well done|happy to (?:hear|help)|safe surfing|browse safe\\w*|have a (?:good|nice|great)",
      'danke\\w*|vielen dank|dankeschön|besten dank|herzlichen dank|(?:hat|das) (?:super |gut )?(?:geklappt|funktioniert jetzt)|gern geschehen|super',
      'merci\\w*|(?:ça|cela) (?:marche|fonctionne)|de rien|parfait|bonne journée',
      '(?:muchas |mil )?gracias|de nada|ha funcionado|funcionó|perfecto|te lo agradezco',
    ),
  ],
  [
    'bump',
    begins(
      'bump|any(?: \\w+)? (?:updates?|news|ideas?|luck|thoughts?|suggestions?)(?: on this)?|any(?:one|body)\\b.*\\?|(?:some|no) ?(?:one|body) (?:must|else|can|help).*|(?:is there (?:any|a)|did you (?:ever )?(?:find|figure|solve|get)|have you (?:found|figured|solved))\\b.*\\?|up$|following(?: this)?$|help(?: me)?(?: please)?$|please help.*|still (?:not|no|an issue|broken|happening|a problem|the same).*|push$|still waiting.*|waiting for .*',
      'gibt es (?:hier |da |schon |dazu )*(?:etwas |was )?(?:neues|neuigkeiten|eine lösung|fortschritt\\w*)|hochschieb\\w*|push|niemand (?:eine idee|da).*|kann (?:mir )?(?:jemand|keiner|niemand) helfen|hilfe(?: bitte)?|bitte (?:um )?hilfe',
      'des nouvelles|du nouveau|personne (?:ne|pour).*|une (?:idée|solution)|quelqu.un.*|aidez[- ]moi.*|de l.aide',
      'alguna (?:novedad|idea|solución|noticia)\\w*|hay (?:alguna )?(?:novedad\\w*|soluci[oó]n|noticias)|alguien.*|ayuda(?: por favor)?|nadie.*',
    ),
  ],
]

/** Thanks that go on with what is the matter. */
const AND_YET = words('but', 'however', 'not', "\\p{L}+n't", 'still', 'aber', 'nicht', 'mais', 'pas', 'pero')

/** What says nothing by itself: greetings, names, courtesies. */
const COURTESY =
  /^(?:(?:hi|hello|hey|dear|hallo|hi zusammen|guten (?:tag|morgen|abend)|moin|servus|bonjour|salut|hola|buen[oa]s(?: d[ií]as| tardes| noches)?)\b.{0,25}|(?:best |kind )?regards.{0,25}|cheers.{0,20}|(?:ok|okay|yes|no|hm+|lol|wow|sorry|please|bitte|ja|nein|oui|non|s[ií]|por favor|s.il (?:vous|te) pla[iî]t)|(?:mfg|lg|vg|viele grüße|cordialement|saludos).{0,25}|@[\w.-]+|[^\p{L}\p{N}]*)$/iu

/** Something else than words stands in it: an address, code, steps, a path in menus, an attached picture. */
const MORE_THAN_WORDS =
  /https?:\/\/|\bwww\.|`|^\s*(?:\d+[.)]|[-*]) \S|(?:->|→|>|»)\s*\p{L}|\babout:\w|!\[|\]\(|\b(?:ctrl|strg|cmd|alt|shift|maj)\s*\+/imu

/**
 * What a post in a question or problem looks like instead of an answer; null = it counts. `body` is Markdown.
 * Only posts of up to sixty words are looked at, and only such that say nothing else.
 */
export function doubtOfAnswer(body: string): AnswerDoubt | null {
  const text = body
    .replace(/^>.*$/gmu, ' ')
    .replace(/[’‘`´]/gu, "'")
    .trim()
  if (MORE_THAN_WORDS.test(body)) return null
  if (text.split(/\s+/u).length > MOST_WORDS) return null
  const sentences = text
    .split(/(?<=[.!?…])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => !COURTESY.test(sentence.replace(/[\s.!,;:?…]+$/u, '')))
  if (sentences.length === 0) return text === '' ? null : 'thanks'
  const kinds = sentences.map(kindOf)
  if (kinds.includes('helps')) return null
  const first = kinds.find((kind) => kind !== null)
  // "Me too" may be followed by what it looks like there; anything else must be said all through.
  if (first === 'me-too') return 'me-too'
  if (first === undefined || first === 'helps' || kinds.includes(null)) return null
  return first
}

function kindOf(sentence: string): AnswerDoubt | 'helps' | null {
  const rest = sentence.replace(new RegExp(STILL_LOST, 'giu'), ' ')
  if (HELPS.test(rest)) return 'helps'
  for (const [kind, phrase] of PHRASES)
    if (phrase.test(sentence)) return kind === 'thanks' && AND_YET.test(sentence) ? null : kind
  return /\?\s*$/u.test(sentence) ? 'details' : null
}
