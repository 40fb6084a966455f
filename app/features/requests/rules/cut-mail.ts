/** The line over a quoted mail, in the ways of several programs and languages. */
const QUOTED = [
  /^\s*(?:On|El|Le|Il|Am|Op|Em|Den|W dniu|Dne|På)\b.{4,200}\b(?:wrote|escribió|a écrit|ha scritto|schrieb|schreef|escreveu|skrev|napisał|napsal).{0,60}:?\s*$/iu,
  /^\s*.{1,120}<[^>\s]+@[^>\s]+>.{0,40}\b(?:wrote|escribió|a écrit|ha scritto|schrieb|schreef|escreveu|skrev|napisał)\b.{0,40}:?\s*$/iu,
  /^\s*[-_ ]{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Message d['’]origine|Message transféré|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Ursprungligt meddelande|Wiadomość oryginalna)\b.{0,20}$/iu,
  /^\s*(?:Begin forwarded message|Anfang der weitergeleiteten Nachricht|Début du message réexpédié)\s*:/iu,
  /^_{20,}\s*$/,
]
/** Outlook puts its heads without a line above them: From, then Sent or To within three lines. */
const HEAD = /^\s*\*?(?:From|Von|De|Da|Van|Från|Od)\s?:\*?\s.{0,200}$/iu
const HEAD_AFTER =
  /^\s*\*?(?:Sent|Gesendet|Envoyé|Enviado|Inviato|Verzonden|Skickat|Date|Datum|Fecha|Data|To|An|À|Para|A|Aan)\s?:\*?\s/iu
const FROM_PHONE =
  /^\s*(?:(?:Sent|Get Outlook|Sent via|Sent using|Gesendet|Von meinem|Diese Nachricht wurde von meinem|Envoyé|Enviado|Inviato|Verzonden|Verstuurd|Skickat|Sendt|Wysłan[eo]|Lähetetty|Отправлено)(?!\p{L}).{0,60}(?<!\p{L})(?:iPhone|iPad|Android|Samsung|Galaxy|Huawei|Xiaomi|BlackBerry|Windows|Outlook|Yahoo|Gmail|mobile|phone|smartphone|Handy|Mobiltelefon|Smartphone|téléphone|móvil|celular|cellulare|mobiel|telefoon|mobil|telefonu|mobiili|Mail|iOS|ProtonMail|GMX|WEB\.DE|Telekom|T-Mobile|Orange|Vodafone|Mailo).{0,80}|Get Outlook for .{0,40})$/iu
const DISCLAIMER =
  /^\s*(?:(?:CONFIDENTIALITY|DISCLAIMER|VERTRAULICH|HAFTUNGSAUSSCHLUSS|AVERTISSEMENT|CONFIDENTIALITÉ|AVISO LEGAL|RISERVATEZZA)\b.{0,200}|.{0,40}(?:this (?:e-?mail|message|communication)\b.{0,60}\b(?:confidential|privileged|intended (?:only|solely))|intended (?:only|solely) for the (?:use|addressee|person|individual)|diese (?:e-?mail|nachricht)\b.{0,60}\bvertraulich|enthält vertrauliche|ce (?:message|courriel)\b.{0,80}\bconfidentiel|este (?:mensaje|correo|e-?mail)\b.{0,80}\bconfidencial|questo messaggio\b.{0,80}\briservat|please consider the environment before printing|if you (?:are not the intended recipient|have received this)|deze e-?mail\b.{0,60}\bvertrouwelijk|esta mensagem\b.{0,80}\bconfidencial).*)$/iu
const SIGNATURE = /^--\s?$/

/**
 * The words a person wrote in a mail, without what programs and companies add: quoted mails, signatures
 * under `-- `, disclaimers, "sent from my phone". When nothing is left of a text, nothing was its own.
 */
export function cutMail(text: string): string {
  const kept: string[] = []
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  for (const [at, line] of lines.entries()) {
    if (/^\s*>/.test(line)) continue
    if (SIGNATURE.test(line) || isQuoteHead(lines, at)) break
    if (line.length < 2000 && DISCLAIMER.test(line)) break
    if (line.length < 200 && FROM_PHONE.test(line)) continue
    kept.push(line)
  }
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A head may be broken over two lines. */
function isQuoteHead(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').slice(0, 400)
  const next = (lines[at + 1] ?? '').slice(0, 400)
  if (QUOTED.some((head) => head.test(line))) return true
  if (/^\s*(?:On|Am|Le|El|Il|Op|Em)\b/u.test(line) && !/:\s*$/.test(line) && next !== '' && QUOTED[0]?.test(`${line} ${next}`)) return true // prettier-ignore
  return HEAD.test(line) && lines.slice(at + 1, at + 4).some((one) => HEAD_AFTER.test(one.slice(0, 400))) // prettier-ignore
}
