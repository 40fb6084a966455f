/**
 * Sentences that carry no help: greetings, thanks, signatures, questions back to the asker. Several
 * languages; only whole sentences are left out, never a part of one.
 */
const COURTESY =
  /^(?:hi|hello|hey|dear|good (?:morning|day|evening)|welcome|thanks?|thank you|cheers|regards|best regards|kind regards|sincerely|sorry to hear|glad|you'?re welcome|hope (?:this|that|it) helps?|please (?:let (?:me|us) know|mark|report back)|let (?:me|us) know|hallo|guten tag|danke|gruß|grüße|viele grüße|bonjour|merci|cordialement|hola|gracias|saludos|ciao|grazie|olá|obrigad[oa])\b/iu

const BACK =
  /\b(?:did (?:this|that|it) (?:help|work|fix|solve)|does (?:this|that|it) (?:help|work))\b/iu

/** Whether a sentence helps nobody but its asker: short courtesies, and questions. */
export function isCourtesy(sentence: string): boolean {
  const text = sentence.trim()
  if (/[?？]["')\]]*$/u.test(text)) return true
  if (BACK.test(text)) return true
  return COURTESY.test(text) && text.split(/\s+/).length <= 14
}

const GREETING =
  /^(?:hi|hello|hey|hallo|dear|bonjour|hola|ciao|olá)(?:\s+(?:there|all|again)|\s+@?\p{L}[\p{L}\p{N}._-]*){0,2}\s*[,!]+\s+(?=\S)/iu

/** A sentence without the greeting of somebody that it begins with, and then with a capital. */
export function withoutGreeting(sentence: string): string {
  const rest = sentence.replace(GREETING, '')
  return rest === sentence ? sentence : rest.charAt(0).toUpperCase() + rest.slice(1)
}

const ONESELF =
  /^\P{L}*(?:I(?:['’](?:m|ve|d|ll))?|my|we|ich|mein|je|j['’]ai|mon|ma|yo|mi|eu|meu|io|mio)\s/iu

/** Whether a sentence tells of who wrote it: alone it tells others nothing to do. */
export function isOfOneself(sentence: string): boolean {
  return ONESELF.test(sentence)
}

const FAILED =
  /\b(?:(?:did|does|do)(?:n['’]?t| not) (?:work|help|fix|solve|change)|(?:no|without) (?:luck|success|effect|change|difference)|to no avail|still (?:the same|happens|there|broken|not working)|(?:has|have|had)(?:n['’]?t| not) (?:helped|worked|fixed)|made no difference|not work(?:ed|ing)? (?:either|for me)|hat nicht (?:geholfen|funktioniert)|ohne erfolg|n['’]a pas (?:fonctionné|marché|aidé)|sans succès|no (?:funcionó|ayudó|sirvió)|sin éxito)\b/iu

const TRIED =
  /\b(?:tried|trying|restart|reinstall|clear|remov|delet|disabl|enabl|refresh|reset|updat|switch|turn|chang|uninstall|safe mode|add-?on|probiert|versucht|essayé|probado|intenté)/iu

/** Whether somebody says of something they did that it did not solve it. */
export function saysItFailed(sentence: string): boolean {
  return FAILED.test(sentence) && TRIED.test(sentence) && sentence.length <= 300
}
