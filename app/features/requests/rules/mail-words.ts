// The words by which mail programs mark what they add, in the languages that they speak.

const words = (list: string): string =>
  list
    .split(/\s*\n\s*/)
    .filter((line) => line !== '')
    .join('|')

export const ADDRESS = /[^\s<>()[\]]{1,80}@[^\s<>()[\]]{2,80}|<mailto:|\[mailto:/i

/** A day or a time, as programs write them. */
export const DATED =
  /(?<!\d)(?:19|20)\d{2}(?!\d)|(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)|(?<!\d)\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|\d{1,2}月\d{1,2}日|\d{1,2}월 ?\d{1,2}일/iu

/** "Wrote", and what stands for it. */
export const WROTE = new RegExp(
  `(?<![\\p{L}])(?:${words(`
    wrote|writes|has written
    schrieb|schrieben|schreibt|hat geschrieben
    a écrit|a ecrit|écrivait|ecrivit
    escribió|escribio|ha escrito
    ha scritto|scrisse|scriveva
    escreveu|escreveram
    schreef|heeft geschreven|geschreven
    skrev|skreiv|har skrivit|har skrevet
    kirjoitti
    napisał|napisała|napisał\\(a\\)|pisze
    napsal|napsala|napsal\\(a\\)|napísal|napísala
    пишет|писал|писала|написал|написала|написал\\(а\\)
    пише|писав|писала|написав|написала
    yazdı|şunu yazdı|şunları yazdı
    írta|a scris|έγραψε
  `)})(?!\\p{L})|さん(?:が|は|から).{0,20}(?:書|メール)|書きました|のメール|写道|寫道|님이 (?:작성|보낸)|쓴 글|작성\\s*[:：]|wrote\\s*:`,
  'iu',
)

/** How the head of a quote begins: a word for "on", a day of the week, a figure. */
export const STARTS_HEAD =
  /^(?:on|am|le|el|il|em|op|den|dne|på|w dniu|dnia|no dia|il giorno|el día|il|ma|ti|ke|to|pe|la|su|a|at|в|від|от|tarihinde|in (?:a )?message|in article|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|sab|seg|ter|qua|qui|sex|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|wo|za|zo|man|tir|ons|tor|tors|fre|lør|lör|søn|sön|mån|tis|pon|wt|śr|czw|pt|sob|niedz|po|út|st|čt|pá|ne|пн|вт|ср|чт|пт|сб|вс|нд)(?:[.,]|\s|$)|^\d{1,4}[./年년-]|^\d{1,2}\s\p{L}/iu

const label = (list: string): RegExp => new RegExp(`^(?:${words(list)})\\s?[:：]`, 'iu')

const FROM = `
  From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|От|От кого|Від|Від кого|Kimden|Gönderen|差出人|送信者|发件人|寄件者|寄件人|보낸 ?사람|발신
  Expéditeur|Mittente|Remitente|Afzender|Avsändare|Afsender|Nadawca|Odesílatel`
const DATE = `
  Sent|Date|Sent at|Gesendet|Datum|Envoyé|Envoyé le|Enviado|Enviado el|Enviada|Enviado em|Enviada em|Fecha|Inviato|Data|Verzonden|Skickat|Sendt|Dato
  Lähetetty|Päiväys|Päivämäärä|Wysłano|Wysłane|Odesláno|Отправлено|Дата|Надіслано|Tarih|Gönderildi|Gönderme Tarihi|送信日時|日時|日付|发送时间|发件时间|日期
  寄件日期|傳送時間|보낸 ?날짜|날짜|Date et heure`
const TO = `
  To|An|À|A|Para|Aan|Till|Til|Vastaanottaja|Do|Komu|Кому|Kime|Alıcı|宛先|收件人|收件者|받는 ?사람|수신|Pour|Destinataire|Destinatario|Per|Cc|Kopie|Copie|Copia|CC|Kopi|Kopia|Kopio|DW|Копия|Копія|Bilgi|抄送|副本|참조|Bcc|Reply-To|Antwort an|Répondre à`
const SUBJECT = `
  Subject|Betreff|Objet|Sujet|Asunto|Oggetto|Assunto|Onderwerp|Ämne|Emne|Aihe|Temat|Předmět|Тема|Konu|件名|主题|主旨|제목|题目`

export const FROM_LABEL = label(FROM)
export const DATE_LABEL = label(DATE)
export const TO_LABEL = label(TO)
export const SUBJECT_LABEL = label(SUBJECT)
/** Any field of a head. */
export const HEAD_LABEL = label(
  [FROM, DATE, TO, SUBJECT, 'Importance|Priority|Priorität|Attachments|Anlagen'].join('\n'),
)

const between = (list: string): RegExp =>
  new RegExp(
    `^[-_=*─—–\\s]{2,}\\s*(?:${words(list)})\\b.{0,30}$|^[-_=*─—–\\s]{2,}\\s*(?:${words(list)})\\s*[-_=*─—–:]{0,40}$`,
    'iu',
  )

/** The line over an answered mail. */
export const ORIGINAL = between(`
  Original ?Message|Original Mail|Original|Reply Message|Ursprüngliche (?:Nachricht|Mail|E-Mail)|Originalnachricht|Original-?Nachricht
  Message d['’]origine|Message original|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Original meddelande|Originalmeddelande|Ursprungligt meddelande
  Oprindelig meddelelse|Original meddelelse|Opprinnelig melding|Alkuperäinen viesti|Wiadomość oryginalna|Oryginalna wiadomość|Původní zpráva|Исходное сообщение|Оригинальное сообщение|Початкове повідомлення|Оригінальне повідомлення
  Orijinal ?(?:Mesaj|İleti)|Özgün İleti|元のメッセージ|オリジナルメッセージ|原始邮件|原始郵件|原邮件|원본 ?(?:메시지|메일)`)

/** The line over a mail that was sent on. */
export const FORWARDED = new RegExp(
  `${
    between(`
  Forwarded ?message|Forwarded by.{0,60}|Forwarded Mail|Weitergeleitete (?:Nachricht|Mail|E-Mail)|Message transféré|Message transmis|Mensaje reenviado|Messaggio inoltrato|Mensagem (?:encaminhada|reencaminhada)
  Doorgestuurd bericht|Vidarebefordrat meddelande|Videresendt (?:meddelelse|melding)|Välitetty viesti|Edelleenlähetetty viesti|Przekazana wiadomość|Wiadomość przekazana|Přeposlaná zpráva
  Пересылаемое сообщение|Пересланное сообщение|Переслане повідомлення|Пересилане повідомлення|İletilen ?(?:mesaj|ileti)|Yönlendirilmiş ileti|転送メッセージ|转发的邮件|轉寄郵件|전달된 ?메시지
`).source
  }|^(?:Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-Mail)|Début du message (?:réexpédié|transféré)|Inicio del mensaje reenviado|Inizio messaggio inoltrato|Início da mensagem (?:encaminhada|reencaminhada)|Begin doorgestuurd bericht|Vidarebefordrat brev|Start på videresendt (?:besked|melding)|Välitetty viesti alkaa|Początek przekazywanej wiadomości|Začátek přeposílané zprávy|Начало переадресованного сообщения|İletilen mesaj başlangıcı|転送されたメッセージ|下面是被转发的邮件|전달된 메시지 시작)\\s*[:：]$`,
  'iu',
)

/** What help desks put over the quote in their mails. */
export const REPLY_ABOVE =
  /^[#=_-]{2,}.{0,20}(?:(?:type|write|enter)?.{0,20}reply above this line|antwort(?:en)? .{0,20}(?:über|oberhalb) dies|répond(?:re|ez) au-dessus|(?:escriba|responda).{0,20}(?:por encima|acima)|rispond\p{L}+ sopra).{0,30}$/iu

const DEVICE = `(?:iphone|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|oneplus|pixel|nokia|htc|lg|sony|xperia|motorola|blackberry|windows|outlook|yahoo|gmail|aol|mail|mobile|phone|smartphone|handy|mobiltelefon|mobilgerät|tablet|téléphone|portable|mobile|móvil|movil|celular|teléfono|dispositivo|telefono|cellulare|telemóvel|mobiel|telefoon|mobil|telefon|puhelin|puhelime\\p{L}+|telefonu|komórki|mobilu|cep|телефона|смартфона|телефону|айфона|proton\\s?mail|ios|gmx|web\\.de|thunderbird|spark|hey|fastmail|device)`
/** A whole line that a program on a telephone puts under a mail. */
export const FROM_PHONE = new RegExp(
  `^(?:${words(`
    (?:sent|written|typed) (?:from|with|via|using|by|on) (?:my |the |a )?(?!.{0,80}\\b(?:is|was|are|were|but|not|never|nothing|came|arrived|says?)\\b).{0,40}${DEVICE}.{0,50}
    sent from my [\\p{L}\\d+'’-]{1,20}(?: [\\p{L}\\d+-]{1,12})?
    (?:diese (?:nachricht|e-?mail) wurde )?(?:gesendet|geschrieben|versendet)? ?(?:von|mit|vom|via|über) (?:meinem |meiner |der |dem )?.{0,40}${DEVICE}.{0,30}(?:gesendet|gesendet\\.|verschickt|geschrieben)
    (?:diese (?:nachricht|e-?mail) wurde )?(?:gesendet|versendet|geschrieben) (?:von|mit|vom|via|über|aus) .{0,40}${DEVICE}.{0,40}
    (?:envoyé|envoye) (?:de|depuis|à partir|avec|via) .{0,40}${DEVICE}.{0,40}
    enviado (?:desde|con|do|da|de|a partir|pelo|por|via) .{0,40}${DEVICE}.{0,40}
    [\\p{L}]{2,14} (?:[\\p{L}]{1,10} )?outlook (?:for|für|pour|para|per|voor|til|till|för|dla|pro|для|na|til) (?:[\\p{L}]{2,8} )?(?:ios|android|mac|windows)
    (?:ios|android)(?: için|용)? outlook.{0,20}
    inviato (?:da|dal|dallo|con|tramite) .{0,40}${DEVICE}.{0,40}
    (?:verzonden|verstuurd) (?:vanaf|vanuit|met|via|van) .{0,40}${DEVICE}.{0,40}
    (?:sendt|skickat) (?:fra|från|via|med) .{0,40}${DEVICE}.{0,40}
    (?:lähetetty|lähetin) .{0,40}${DEVICE}.{0,40}
    (?:wysłan[eoya]|wysłano) (?:z|ze|za pomocą) .{0,40}${DEVICE}.{0,40}
    odesláno (?:z|ze|pomocí) .{0,40}${DEVICE}.{0,40}
    отправлено (?:с|со|из) .{0,60}
    (?:надіслано|відправлено) (?:з|із) .{0,60}
    .{0,30}(?:iphone|ipad|android|samsung).{0,20}(?:gönderildi|から送信|发送|發送|傳送|에서 보냄)
    (?:我的|从我的|來自我的).{0,20}(?:iphone|ipad|华为|手机|手機).{0,10}(?:发送|發送|传送)?
    (?:发自|發自|傳送自|从).{0,30}(?:iphone|ipad|手机|手機|outlook|邮箱).{0,10}
    .{0,20}(?:から送信|에서 보냄)
    outlook (?:for|für|pour|para|per|voor) (?:ios|android).{0,20}
  `)})[.!]?(?:\\s?<https?:[^<>]{0,300}>)?$`,
  'iu',
)

/** The first words of what lawyers put under mails. */
export const DISCLAIMER =
  /^\W{0,4}(?:(?:confidentiality(?: notice)?|disclaimer|legal notice|vertraulich(?:keitshinweis)?|haftungsausschluss|avertissement|confidentialité|aviso (?:legal|de confidencialidad(?:e)?)|riservatezza|ansvarsfraskrivelse|klauzula poufności)\s*[:：–-].{20,}|(?:(?:this|the (?:information|content)s?).{0,60}(?:e-?mail|message|communication|transmission)\b.{0,160}\b(?:confidential|privileged|intended (?:only|solely)|sole use)|(?:this|the information in this) (?:e-?mail|message)\b.{0,100}\b(?:confidential|privileged)|intended (?:only|solely) for the (?:use|addressee|person|individual)|if you (?:are not the intended recipient|have received this (?:e-?mail|message)(?: in error)?)|please consider the environment before printing|diese (?:e-?mail|nachricht)\b.{0,80}(?:vertraulich|ausschließlich für)|(?:der inhalt dieser|die in dieser) (?:e-?mail|nachricht).{0,80}vertraulich|enthält vertrauliche|sollten sie nicht der (?:richtige|vorgesehene) (?:adressat|empfänger)|ce (?:message|courriel|mail)\b.{0,120}confidentiel|si vous (?:n['’]êtes pas le destinataire|avez reçu ce message par erreur)|este (?:mensaje|correo|e-?mail)\b.{0,120}confidencial|si (?:usted no es|ha recibido este (?:mensaje|correo) por error)|(?:questo messaggio|questa e-?mail|il presente messaggio)\b.{0,120}riservat|(?:deze e-?mail|dit bericht)\b.{0,100}vertrouwelijk|esta mensagem\b.{0,120}confidencia|(?:denne e-?mail|denne mail|denna e-?post|detta meddelande)\b.{0,100}(?:fortrolig|konfidentiel)|(?:tämä|tämän) (?:viesti|sähköposti).{0,80}luottamuksellis|(?:ta|niniejsza|treść tej) wiadomoś.{0,100}poufn|(?:tato zpráva|tento e-?mail).{0,100}důvěrn|(?:это|данное|настоящее) (?:сообщение|письмо).{0,120}конфиденциальн|(?:цей лист|це повідомлення).{0,120}конфіденційн|bu (?:e-?posta|mesaj|ileti).{0,100}gizli|(?:このメール|本メール|本電子メール).{0,60}(?:機密|秘密)|(?:本邮件|此邮件|本郵件).{0,60}(?:保密|机密|機密)|(?:이|본) (?:메일|전자우편|이메일).{0,60}(?:기밀|비밀))).*$/iu

/** The line under the texts of mailing lists. */
export const LIST_FOOTER =
  /mailing list\b|unsubscribe|abbestellen|abmelden|se désabonner|désinscri|darse de baja|disiscri|list(?:info|serv)|groups\.(?:google|yahoo)|you received this message because/iu

/** What scanners of mails put under them. */
export const SCANNED =
  /(?:checked|scanned) (?:for|by) .{0,30}(?:virus|malware)|virus-free|virenfrei|auf viren (?:geprüft|überprüft)|(?:sans|libre de|senza|sem|fri för|fri for) virus|(?:analysé|analizado|verificado|controllat)\p{L}* .{0,40}antivirus|antivirus.{0,20}www\.|sprawdzon\p{L}* .{0,30}wirus|проверено .{0,30}вирус/iu

/** Words by which somebody points at the mail that they send on. */
export const POINTS_BELOW =
  /(?<!\p{L})(?:fyi|see (?:the )?(?:mail |message )?below|(?:mail|message|question|request) below|for your information|siehe unten|s\. ?u\.|zur (?:info|kenntnis)|weitergeleitet|(?:voir|cf\.?) ci-dessous|pour info(?:rmation)?|(?:ver|véase|vea) (?:más )?abajo|para (?:su|tu) información|vedi sotto|per conoscenza|ver abaixo|zie (?:hieronder|onder)|ter info(?:rmatie)?|se nedan(?:för)?|för kännedom|se nedenfor|til (?:orientering|info)|ks\. alla|tiedoksi|patrz (?:niżej|poniżej)|do wiadomości|viz níže|см\. ниже|для информации|див\. нижче|aşağıya bak\p{L}*|bilginize)(?!\p{L})|下記(?:の|を)|以下のメール|ご参考|(?:见|見)(?:下|以下)|아래 (?:메일|내용)|참고/iu

/** Lotus Notes parts with rules: "-----Anna/Org wrote: -----". */
export const WROTE_BETWEEN = new RegExp(`^-{3,}.{1,80}(?:${WROTE.source}).{0,3}-{3,}$`, 'iu')

/** Words of somebody who speaks for themselves; what programs and lawyers write holds none. */
export const OWN_VOICE =
  /(?<![\p{L}\p{N}.@_-])(?:I|I['’](?:m|ve|d|ll)|[Mm]e|[Mm]y|[Ii]ch|[Mm]ir|[Mm]ich|[Mm]eine?[nmrs]?|[Jj]e|[Jj]['’](?=\p{L})|vous|[Mm]oi|[Yy]o|escribí|[Ii]o|escrevi|[Ii]k|[Mm]ij|[Jj]eg|[Jj]ag|[Mm]inä|kirjoitin|napisał[ae]m|(?:на)?писала? я|[Яя]|мне|[Мм]ені|yazdım|私|僕|我|저는|제가)(?![\p{L}\p{N}.@_-])/u

/** Whom legal words are for. */
export const ADDRESSEE =
  /recipient|addressee|empfänger|adressat|destinatai?r|destinat[aá]ri|geadresseerde|ontvanger|mottagare|modtager|mottaker|vastaanottaj|adresat|odbiorc|příjemc|адресат|получател|одержувач|alıcı|受信者|宛先|收件人|수신/iu
