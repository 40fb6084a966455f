import type { Lexicon } from '../lexicon.ts'

const VERBS =
  'abre|abra|abrir|haz|haga|hacer|haga clic|ve|vaya|ir|elige|elija|selecciona|seleccione|seleccionar|escribe|escriba|pulsa|pulse|presiona|presione|cambia|cambie|cambiar|activa|active|activar|desactiva|desactive|desactivar|desmarca|marca|marque|quita|quite|añade|agrega|agregue|busca|busque|instala|instale|instalar|pon|ponga|reinicia|reinicie|cierra|cierre|arrastra|copia|copie|comprueba|compruebe|verifica|verifique|usa|use|usar|utiliza|entra|entre|descarga|guarda'
const NEVER = /(?!)/u

/** Spanish, begun: enough to find what instructs, too little to publish it without a person. */
export const spanish: Lexicon = {
  language: 'es',
  status: 'begun',
  greeting:
    /^(?:hola|buenos días|buenas(?: tardes| noches)?|estimad[oa])(?![\p{L}])(?:[ ,]+(?:a todos|@?[\p{Lu}][\p{L}\p{N}._-]*)){0,2}\s*(?:[,!.:;]+|$)\s*/iu,
  filler: /^(?:@[\p{L}\p{N}._-]+[,:]?|(?:sí|no|bueno|pues|ok|lamentablemente|gracias|perdón)\s*[,!.:;]+)\s*/iu,
  chatter:
    /^\P{L}*(?:(?:hola|buenas|buenos días)(?![\p{L}]).{0,40}|(?:muchas )?gracias.{0,80}|espero que.{0,80}|(?:un )?saludos?.{0,40}|de nada.{0,30}|suerte.{0,30}|lo siento.{0,80}|(?:cuéntanos|avísanos|díganos).{0,60}|(?:te|le) (?:ha )?(?:ayud|sirv|funcion)\p{L}*.{0,40}\?)\s*[.!?…]*\s*$/iu,
  heads: [/^(?:te|le|les) (?:recomiendo|sugiero|aconsejo)(?: que)? /iu, /^creo que /iu],
  tails: [/,?\s*y (?:mira|mire|comprueba|compruebe) si .{0,80}$/iu],
  politeStep: NEVER,
  imperatives: new RegExp(`^(?:${VERBS})(?![\\p{L}])`, 'iu'),
  beforeStep:
    /^\P{L}*(?:(?:luego|después|primero|por favor|ahora|entonces|y|finalmente|(?:puedes|puede|debes|debe|tienes que|hay que)|para ello|simplemente)[,:]?\s+)*/iu,
  otherStep: /(?:puedes|puede|hay que|debes|tienes que|basta con)/iu,
  conditionalStep: new RegExp(
    `^(?:si|para|en|desde|cuando|después)(?![\\p{L}]).{2,120}?[,:]\\s*(?:${VERBS})(?![\\p{L}])`,
    'iu',
  ),
  onScreen: /(?:menú|botón|casilla|icono|barra|tecla|ventana|pestaña)/iu,
  somewhere: /(?:opci[oó]n|ajuste|configuración|preferencia|página|lista|carpeta|cuenta|tarjeta)/iu,
  request: /(?:puedes (?:enviar|decir|adjuntar)|has probado|qué versión|captura de pantalla|adjunta|envíanos|dinos)/iu,
  namesWriter:
    /(?<![\p{L}])(?:[Cc]omo|[Ll]o que)\s+(?:dice|dijo|sugiere|sugirió|propone|propuso|menciona|mencionó|escribió)\s+['"«]?@?\p{Lu}[\p{L}\p{N}_-]+/u,
  personal:
    /(?:^|[^\p{L}])(?:yo|mi|mis|nosotros|nuestr[oa]s?|tu (?:captura|mensaje|problema)|como (?:dije|se indica)|adjunto|parece)(?![\p{L}])/iu,
  danger:
    /(?:borr\p{L}*|elimin\p{L}*|formate\p{L}*|restablec\p{L}*|desinstal\p{L}*|registro|carpeta de perfil|antivirus|cortafuegos|certificad\p{L}*|seguridad|contraseña|pin|transferencia|pag(?:ar|ue))/iu,
  graveTitle: /(?:certificado|virus|malware|hacke\p{L}*|fraude|contraseña|robad\p{L}*)/iu,
  hedge: /(?:quizás?|tal vez|probablemente|posiblemente|parece|podría|creo)/giu,
  timeBound: /(?:error conocido|bug \d+|beta|próxima versión|ayer|hoy|la semana pasada|actualmente|de momento)/iu,
  goesOn: /^\P{L}*(?:o|y|pero|también|además|sin embargo|otra (?:opción|forma)|si no)(?![\p{L}])/iu,
  leans: /^\P{L}*(?:eso|esto|ese|este|él|ella|ellos|entonces|así|pero|si no|y|o)(?![\p{L}])/iu,
  pronoun: /(?:eso|esto|ese|lo|ella)(?![\p{L}])/iu,
  oneCase: /^si (?:ya tiene[s]?|esto|eso)\b/iu,
  otherCase: /\b(?:de lo contrario|si no|en caso contrario)\b/iu,
  pointsAt: /\b(?:ese|esa|aquel|aquella) (menú|ventana|página|botón|panel|pestaña|lista|campo|archivo|carpeta)\b/iu,
  saidElsewhere: /\b(?:en (?:otro|mi|el) (?:hilo|tema|mensaje) (?:anterior)?)\b/iu,
  announces: /(?::|(?:siguientes?|a continuación|abajo))\s*[:.…]*\s*$/iu,
  diagnosis: /(?:modo seguro|perfil nuevo|si el problema (?:persiste|desaparece))/iu,
  waits: /(?:problema|error|todavía|sigue)/iu,
  sufferer: /(?:el mismo problema|a mí también|yo también)/iu,
  flattenedQuote: /(?:^|\n)\s*\S[^.!?\n]{0,50}\s(?:escribió|dijo)\s*:?\s*(?:\n|$)/iu,
  impossible: /(?:no es posible|imposible|no hay (?:forma|manera)|única forma)/iu,
  opinion: /(?:en mi opinión|vergüenza|lástima)/iu,
  title: {
    leadsTo: /^(?:ya que|si|cuando|aunque|como|porque|después|antes)\b/iu,
    wherein: /^\s*(?:de|en|sobre|bajo|para|con|sin|por)\b/iu,
    questionHead: /^¿?(?:cómo|qué|dónde|por qué|cuándo|cuál(?:es)?|quién|puedo|se puede|hay|es)(?![\p{L}])/iu,
    howTo: /^¿?cómo(?![\p{L}])/iu,
    asksHow: NEVER,
    howToSaid: '',
    asksWhere: NEVER,
    act: NEVER,
    tells: NEVER,
    tangled: /(?:pero|no funciona)/iu,
    begs: /(?:[,;.!?-]\s*|\s)(?:gracias(?: de antemano)?|por favor|ayuda)\s*[!.?]*$/iu,
    when: /(?:de repente|desde (?:ayer|hoy|la (?:última )?actualización))/giu,
    vague:
      /^(?:\P{L}*(?:problema|problemas|ayuda|pregunta|error|no|funciona|el|la|los|un|una|mi|con|de|página|sitio)(?![\p{L}])\P{L}*)+$/iu,
    rant: /(?:mierda|basura|vergüenza|!!+|\?\?+)/iu,
    opinion: /(?:deberían?|por qué han|sugerencia)/iu,
    pointsAtUnseen: /(?:est[ea] (?:error|página|mensaje|problema)|adjunt\p{L}*|siguiente|abajo)/iu,
    story: /^(?:yo|he|tengo|mi (?:marido|esposa)|ayer|desde|después)(?![\p{L}])/iu,
    leans: /^(?:eso|esto|y|pero|también|o|entonces)(?![\p{L}])/iu,
    heads: [],
    symptom: /(?:no|error|lent\p{L}*|desaparec\p{L}*|bloquead\p{L}*|perd\p{L}*)(?![\p{L}])/iu,
  },
}
