/**
 * Sentences that carry no help: greetings, thanks, signatures, questions back to the asker. Several
 * languages; only whole sentences are left out, never a part of one.
 */
const COURTESY =
  /^(?:hi|hello|hey|dear|good (?:morning|day|evening)|welcome|thanks?|thank you|cheers|regards|best regards|kind regards|sincerely|sorry to hear|glad|you'?re welcome|hope (?:this|that|it) helps?|please (?:let (?:me|us) know|mark|report back)|let (?:me|us) know|hallo|guten tag|danke|gruß|grüße|viele grüße|bonjour|merci|cordialement|hola|gracias|saludos|ciao|grazie|olá|obrigad[oa])\b/iu

const BACK = /\b(?:did (?:this|that|it) (?:help|work|fix|solve)|does (?:this|that|it) (?:help|work))\b/iu

/** Whether a sentence helps nobody but its asker: short courtesies, and questions. */
export function isCourtesy(sentence: string): boolean {
  const text = sentence.trim()
  if (/[?？]["')\]]*$/u.test(text)) return true
  if (BACK.test(text)) return true
  return COURTESY.test(text) && text.split(/\s+/).length <= 14
}

const GREETING =
  /^(?:(?:hi|hello|hey|hallo|dear|bonjour|hola|ciao|olá)(?:\s+(?:there|all|again)|\s+@?\p{L}[\p{L}\p{N}._-]*){0,2}(?:\s+(?:and|und|et|y|e)\s+@?\p{L}[\p{L}\p{N}._-]*)?\s*[,!]+|@\p{L}[\p{L}\p{N}._-]*[,:]?)\s+(?=\S)/iu

/** A sentence without the greeting of somebody that it begins with, and then with a capital. */
export function withoutGreeting(sentence: string): string {
  const rest = sentence.replace(GREETING, '')
  return rest === sentence ? sentence : rest.charAt(0).toUpperCase() + rest.slice(1)
}

const ONESELF = /^\P{L}*(?:I(?:['’](?:m|ve|d|ll))?|my|we|ich|mein|je|j['’]ai|mon|ma|yo|mi|eu|meu|io|mio)\s/iu

/** Whether a sentence tells of who wrote it: alone it tells others nothing to do. */
export function isOfOneself(sentence: string): boolean {
  return ONESELF.test(sentence)
}

const FAILED =
  /\b(?:(?:did|does|do)(?:n['’]?t| not) (?:work|help|fix|solve|change)|(?:no|without) (?:luck|success|effect|change|difference)|to no avail|still (?:the same|happens|there|broken|not working)|(?:has|have|had)(?:n['’]?t| not) (?:helped|worked|fixed)|made no difference|not work(?:ed|ing)? (?:either|for me)|hat nicht (?:geholfen|funktioniert)|ohne erfolg|n['’]a pas (?:fonctionné|marché|aidé)|sans succès|no (?:funcionó|ayudó|sirvió)|sin éxito)\b/iu

const TRIED =
  /\b(?:tried|trying|restart|reinstall|clear|remov|delet|disabl|enabl|refresh|reset|updat|switch|turn|chang|uninstall|safe mode|add-?on|probiert|versucht|essayé|probado|intenté)/iu

/** What was tried is named elsewhere: "I tried this", "the suggestions here", or a list that begins. */
const NOT_NAMED =
  /\b(?:tried|try|did|done|followed|trying)\s+(?:(?:all|both|most|some|every one)\s+(?:of\s+)?)?(?:this|that|it|these|those|them|everything|anything|all|your\s+\w+|(?:the|these|those|all|other|many|several|some|various)\s+(?:\w+\s+){0,2}(?:suggestions?|solutions?|steps|options|things|fix(?:es)?|advice|settings|instructions|ideas))\b|:\s*(?:\d+[.)])?$|^(?:no|none|nothing)\b.{0,30}$/iu

/** Whether a sentence says what it was that did not help, to somebody who reads nothing else. */
export function namesWhatFailed(sentence: string): boolean {
  return !NOT_NAMED.test(sentence)
}

/** Words by which a sentence leans on one before it. */
const LEANS =
  /^\P{L}*(?:however|but|and|so|also|then|by contrast|in contrast|therefore|otherwise|instead|yet|besides|moreover|in addition|on the other hand|as a result|that said|this|these|those|it|they|he|she|both|aber|und|dann|deshalb|trotzdem|außerdem|dies(?:e[rs]?)?|mais|et|alors|donc|cela|ceci|pero|entonces|además|esto|ma|allora|inoltre|questo)\b/iu

/** Whether a sentence is not understood without one before it. */
export function leansOnAnother(sentence: string): boolean {
  return LEANS.test(sentence)
}

const PICTURE =
  /\b(?:attached|attachments?|screen ?shots?|(?:see|look at) (?:the |my |this |these )?(?:image|picture|photo|video)s?|(?:image|picture|video)s? (?:below|above)|bildschirmfoto|im anhang|angehängt|capture d['’]écran|ci-joint|captura de pantalla|adjunt[oa])\b/iu

/** Whether a sentence speaks of a picture or a file, which is not in the article. */
export function showsElsewhere(sentence: string): boolean {
  return PICTURE.test(sentence)
}

/** Whether somebody says of something they did that it did not solve it. */
export function saysItFailed(sentence: string): boolean {
  return FAILED.test(sentence) && TRIED.test(sentence) && sentence.length <= 300
}
