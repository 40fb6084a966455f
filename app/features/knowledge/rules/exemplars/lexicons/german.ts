import type { Lexicon } from '../lexicon.ts'

const VERBS =
  'öffnen|öffne|klicken|klicke|klick|gehen|gehe|geh|wählen|wähle|geben|gib|tippen|tippe|drücken|drücke|setzen|setze|ändern|ändere|stellen|stelle|schalten|schalte|aktivieren|aktiviere|deaktivieren|deaktiviere|entfernen|entferne|starten|starte|schließen|schließe|suchen|suche|ziehen|ziehe|halten|halte|installieren|installiere|aktualisieren|aktualisiere|prüfen|prüfe|rufen|rufe|nutzen|nutze|verwenden|verwende|kopieren|kopiere|speichern|speichere|melden|melde|laden|lade|fügen|füge'
const NEVER = /(?!)/u

/** German, begun: enough to find what instructs, too little to publish it without a person. */
export const german: Lexicon = {
  language: 'de',
  status: 'begun',
  greeting:
    /^(?:hi|hallo|hey|moin|servus|guten (?:tag|morgen|abend)|liebe[rs]?|grüß gott)\b(?:[ ,]+@?[\p{L}\p{N}._-]+){0,3}\s*(?:[,!.:;]+|$)\s*/iu,
  filler:
    /^(?:@[\p{L}\p{N}._-]+[,:]?|(?:ja|nein|also|gut|ok|okay|naja|ach|leider|danke|super|übrigens)\s*[,!.:;]+)\s*/iu,
  chatter:
    /^\P{L}*(?:(?:hallo|hi|guten tag)\b.{0,40}|(?:vielen |herzlichen )?dank(?:e)?\b.{0,80}|(?:(?:ich )?hoffe,? .{0,30}(?:hilft|geholfen)).{0,40}|(?:viele |liebe |beste |freundliche |mit freundlichen )?grüße?n?\b.{0,40}|viel (?:erfolg|glück).{0,30}|gern(?:e)? geschehen.{0,30}|tut mir leid.{0,80}|(?:bitte )?(?:gib|geben sie) .{0,20}bescheid.{0,60}|(?:hat|hilft) (?:das|dir das|ihnen das).{0,40}\?)\s*[.!?…]*\s*$/iu,
  heads: [/^ich (?:würde (?:empfehlen|vorschlagen)|empfehle|denke|glaube),? (?:dass )?/iu],
  tails: [/,?\s*(?:und|um zu) (?:schau|sieh|prüfe|sehen),? ob .{0,80}$/iu],
  politeStep: NEVER,
  imperatives: new RegExp(`^(?:${VERBS})(?![\\p{L}])`, 'iu'),
  beforeStep:
    /^\P{L}*(?:(?:dann|danach|zuerst|bitte|nun|jetzt|anschließend|als nächstes|einfach|schließlich|und)[,:]?\s+)*/iu,
  otherStep:
    /\b(?:(?:du|sie|man) (?:kannst|können|kann|musst|müssen|muss|solltest|sollten|sollte)|dazu|lässt sich)\b/iu,
  conditionalStep: new RegExp(
    `^(?:wenn|falls|um|im|in|unter|auf|am|nach|über)(?![\\p{L}]).{2,120}?,?\\s(?:${VERBS})(?![\\p{L}])`,
    'iu',
  ),
  onScreen: /\b(?:menü|schaltfläche|knopf|taste|symbol|leiste|adressleiste|kästchen|fenster|dialog)/iu,
  somewhere: /\b(?:einstellung|option|seite|reiter|liste|ordner|konto|app|karte)/iu,
  request:
    /\b(?:(?:poste|posten|schicke|schick|sende|häng)\b.{0,60}\b(?:hier|uns|mir|an)|haben sie|hast du|welche version|bildschirmfoto|teile? (?:uns|mir) mit|benötigen (?:wir|noch))\b/iu,
  namesWriter:
    /(?<![\p{L}])(?:[Ww]ie|[Ww]as)\s+['"‘„]?@?\p{Lu}[\p{L}\p{N}_-]+['"’“]?\s(?:schon |bereits |richtig |oben )?(?:schreibt|schrieb|sagt|sagte|meint|meinte|vorschlägt|vorschlug|erwähnt|erwähnte|geschrieben|gesagt|vorgeschlagen)(?![\p{L}])/u,
  personal:
    /\b(?:ich|mein(?:e|er|em|en|es)?|wir|unser(?:e|er|em|en)?|bei mir|bei uns|dein (?:bild|beitrag|fehler)|ihr (?:bild|beitrag|fehler)|wie (?:oben|gesagt)|siehe (?:oben|unten|anhang)|angehängt|im anhang|es scheint|scheint)\b/iu,
  danger:
    /\b(?:lösch\w*|entfern\w* sie alle|formatier\w*|zurücksetz\w*|werkseinstellung\w*|registry|deinstallier\w*|profil(?:ordner|verzeichnis|dateien)|virenscanner|virenschutz|firewall|zertifikat\w*|sicherheit\w*|kennwort|passwort|pin|überweis\w*|zahl\w*)\b/iu,
  graveTitle: /\b(?:zertifikat|virus|malware|gehackt|betrug|passwort|kennwort|gestohlen|phishing)\b/iu,
  hedge: /\b(?:vielleicht|eventuell|vermutlich|wahrscheinlich|möglicherweise|könnte|scheint|wohl|glaube|denke)\b/giu,
  timeBound:
    /\b(?:bekannter fehler|bug \d+|beta|nächste(?:n|r|s)? (?:version|update)|gestern|heute|letzte(?:n|r|s)? (?:woche|monat)|derzeit|momentan)\b/iu,
  goesOn: /^\P{L}*(?:oder|und|aber|auch|jedoch|außerdem|zusätzlich|eine andere möglichkeit|sonst|alternativ)\b/iu,
  leans: /^\P{L}*(?:das|dies(?:e[rsn]?)?|es|sie|er|dann|also|aber|sonst|und|oder|deshalb|trotzdem|dadurch)\b/iu,
  pronoun: /\b(?:es|das|dies|diese[rsn]?|sie|ihn|ihm)\b/iu,
  oneCase: /^(?:wenn|falls) (?:(?:sie|du|ihr) (?:bereits|schon|noch) |(?:das|dies)\b)/iu,
  otherCase: /\b(?:andernfalls|sonst|falls nicht|wenn nicht)\b/iu,
  pointsAt: /\b(?:jene[mnrs]?) (menü|fenster|seite|schaltfläche|knopf|liste|feld|datei|ordner)\b/iu,
  saidElsewhere: /\b(?:in (?:einem|dem|meinem) (?:früheren|anderen) (?:thema|beitrag))\b/iu,
  announces: /(?::|\b(?:folgende[nrs]?|wie folgt|hier))\s*[:.…]*\s*$/iu,
  diagnosis: /\b(?:abgesicherte[nr]? modus|neues profil|ob das problem|eingrenzen|fehlersuche)\b/iu,
  waits: /\b(?:problem|fehler|noch|immer)\b/iu,
  sufferer: /\b(?:gleiche(?:s|n)? problem|bei mir auch|ich auch)\b/iu,
  flattenedQuote: /(?:^|\n)\s*\S[^.!?\n]{0,50}\s(?:schrieb|sagte)\s*:?\s*(?:\n|$)/iu,
  impossible: /\b(?:nicht möglich|geht nicht|nicht vorgesehen|nur über|keine möglichkeit)\b/iu,
  opinion: /\b(?:meiner meinung|finde ich|unverschämt|schade)\b/iu,
  title: {
    leadsTo: /^(?:da|wenn|falls|weil|obwohl|während|nachdem|bevor|seit)\b/iu,
    wherein: /^\s*(?:aus|in|im|auf|unter|für|mit|ohne|bei|von|am|an)\b/iu,
    questionHead:
      /^(?:wie|was|wo|warum|wann|welche[rsnm]?|wer|kann|ist|sind|gibt|hat|haben|darf|muss|wieso|weshalb)\b/iu,
    howTo: /^wie (?:man |kann ich |ändere ich |geht )?/iu,
    asksHow: NEVER,
    howToSaid: '',
    asksWhere: NEVER,
    act: NEVER,
    tells: NEVER,
    tangled: /\b(?:aber|obwohl|funktioniert nicht|geht nicht)\b/iu,
    begs: /(?:[,;.!?-]\s*|\s)(?:bitte(?: um)? hilfe|hilfe|danke(?: im voraus)?|bitte helfen)\s*[!.?]*$/iu,
    when: /\b(?:plötzlich|seit (?:heute|gestern|kurzem|dem (?:letzten )?update)|auf einmal|neuerdings)\b/giu,
    vague:
      /^(?:\P{L}*\b(?:problem|probleme|hilfe|frage|fehler|geht|nicht|mehr|funktioniert|die|der|das|ein|eine|mein|meine|mit|bei|und|seite|bitte|ich)\b\P{L}*)+$/iu,
    rant: /\b(?:scheiß\w*|mist|schrott|unverschämt|ärgerlich|!!+|\?\?+)(?:\b|$)/iu,
    opinion: /\b(?:sollte(?:n|t)?|warum habt ihr|vorschlag|wunsch)\b/iu,
    pointsAtUnseen: /\b(?:diese[rsnm]? (?:fehler|meldung|seite|problem)|folgende[rsnm]?|siehe|anhang|das beheben)\b/iu,
    story: /^(?:ich|wir|mein mann|meine frau|heute|gestern|seit|nachdem|habe)\b/iu,
    leans: /^(?:es|das|dies|und|aber|auch|oder|dann|trotzdem|aw|re)\b/iu,
    heads: [],
    symptom: /\b(?:nicht|kein\w*|fehler|absturz|stürzt|langsam|weg|verschwunden|leer|schwarz|hängt)\b/iu,
  },
}
