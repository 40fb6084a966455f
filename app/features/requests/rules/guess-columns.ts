import { FIELDS, type Field, type Mapping } from '../types.ts'
import { kindOf, wordsOf, type ColumnKind } from './column-values.ts'
import { csvRow } from './csv-row.ts'
import { layoutOf } from './export-layouts.ts'
import { joined, names, wordsIn } from './header-words.ts'
import { otherPartOf } from './request-of.ts'
import { timeOf } from './times.ts'

/** Words of a header, the more telling first, without spaces and signs. */
const HEADER_WORDS: Readonly<Record<Field, readonly string[]>> = {
  text: [
    'description',
    'body',
    'message',
    'text',
    'content',
    'question',
    'comment',
    'request',
    'details',
    'query',
    'utterance',
    'transcript',
    'firstmessage',
    'beschreibung',
    'nachricht',
    'inhalt',
    'anfrage',
    'frage',
    'anliegen',
    'texte',
    'contenu',
    'corps',
    'demande',
    'descripción',
    'descripcion',
    'mensaje',
    'contenido',
    'cuerpo',
    'consulta',
    'pregunta',
    'descrizione',
    'messaggio',
    'testo',
    'richiesta',
    'domanda',
    'descrição',
    'descricao',
    'mensagem',
    'conteúdo',
    'bericht',
    'omschrijving',
    'vraag',
    'tekst',
    'beskrivning',
    'meddelande',
    'treść',
    'wiadomość',
    'opis',
  ],
  subject: [
    'subject',
    'title',
    'summary',
    'topic',
    'headline',
    'betreff',
    'titel',
    'thema',
    'überschrift',
    'sujet',
    'objet',
    'titre',
    'asunto',
    'título',
    'titulo',
    'tema',
    'oggetto',
    'titolo',
    'assunto',
    'onderwerp',
    'ämne',
    'rubrik',
    'temat',
  ],
  id: [
    'id',
    'ticketid',
    'externalid',
    'requestid',
    'caseid',
    'ticket',
    'ticketnumber',
    'casenumber',
    'number',
    'key',
    'reference',
    'nr',
    'nummer',
    'ticketnummer',
    'ticketnr',
    'ticketno',
    'caseno',
    'no',
    'vorgang',
    'vorgangsnummer',
    'vorgangsnr',
    'fallnr',
    'anfragenummer',
    'meldungsnummer',
    'numérodeticket',
    'númerodeticket',
    'n',
    'fallnummer',
    'numéro',
    'numero',
    'número',
    'référence',
    'referencia',
    'kenmerk',
    'ärendenummer',
    'numer',
  ],
  askedAt: [
    'createdat',
    'created',
    'askedat',
    'date',
    'time',
    'datetime',
    'timestamp',
    'receivedat',
    'opened',
    'openedat',
    'submittedat',
    'creationdate',
    'createdon',
    'datecreated',
    'sent',
    'erstellt',
    'erstelltam',
    'datum',
    'zeit',
    'zeitpunkt',
    'eingang',
    'eingegangen',
    'créé',
    'créele',
    'datedecréation',
    'fecha',
    'creado',
    'fechadecreación',
    'fechacreacion',
    'data',
    'creato',
    'datacreazione',
    'criado',
    'criadoem',
    'datumaangemaakt',
    'aangemaakt',
    'skapad',
    'utworzono',
  ],
  channel: [
    'channel',
    'via',
    'sourcechannel',
    'origin',
    'medium',
    'kanal',
    'canal',
    'canale',
    'kanaal',
    'kanał',
    'quelle',
  ],
  requester: [
    'requesteremail',
    'email',
    'mail',
    'emailaddress',
    'requester',
    'customeremail',
    'from',
    'sender',
    'contact',
    'customer',
    'customerid',
    'user',
    'userid',
    'author',
    'phone',
    'emailadresse',
    'absender',
    'kunde',
    'kundennummer',
    'von',
    'courriel',
    'adresseemail',
    'expéditeur',
    'client',
    'correo',
    'correoelectrónico',
    'remitente',
    'cliente',
    'mittente',
    'remetente',
    'afzender',
    'klant',
    'avsändare',
    'kund',
    'nadawca',
    'klient',
  ],
  name: [
    'requestername',
    'customername',
    'name',
    'fullname',
    'contactname',
    'username',
    'kundenname',
    'nom',
    'nombre',
    'nome',
    'naam',
    'namn',
    'imię',
    'firstname',
    'lastname',
    'vorname',
    'nachname',
    'forename',
    'surname',
    'prénom',
    'melder',
    'meldende',
    'gemeldetvon',
    'reporter',
    'reportedby',
    'caller',
    'raisedby',
    'submittedby',
    'openedby',
    'requestedby',
    'einsender',
    'anfragender',
    'antragsteller',
    'ansprechpartner',
    'kontaktperson',
    'demandeur',
    'rapporteur',
    'appelant',
    'solicitante',
    'informador',
    'richiedente',
    'melderin',
    'aanvrager',
    'zgłaszający',
  ],
  tags: [
    'tags',
    'labels',
    'tag',
    'label',
    'category',
    'categories',
    'keywords',
    'schlagworte',
    'schlagwörter',
    'kategorie',
    'étiquettes',
    'catégorie',
    'etiquetas',
    'categoría',
    'categoria',
    'etichette',
    'categorie',
    'etiketter',
    'kategori',
  ],
  outcome: [
    'status',
    'state',
    'outcome',
    'ticketstatus',
    'zustand',
    'état',
    'etat',
    'statut',
    'estado',
    'stato',
    'situação',
    'toestand',
    'stan',
  ],
  language: ['language', 'lang', 'locale', 'sprache', 'langue', 'idioma', 'lingua', 'taal', 'språk', 'język'],
  reply: [
    'reply',
    'answer',
    'response',
    'agentreply',
    'firstreply',
    'solution',
    'staffreply',
    'agentanswer',
    'agentresponse',
    'resolutionnote',
    'resolutionnotes',
    'resolutiontext',
    'closenote',
    'closenotes',
    'lösungstext',
    'antwort',
    'lösung',
    'réponse',
    'solutionapportée',
    'respuesta',
    'solución',
    'risposta',
    'soluzione',
    'resposta',
    'solução',
    'antwoord',
    'oplossing',
    'svar',
    'odpowiedź',
  ],
  handling: [
    'handlingseconds',
    'handlingtime',
    'handletime',
    'aht',
    'timespent',
    'minutesspent',
    'handlingminutes',
    'minutes',
    'duration',
    'bearbeitungszeit',
    'duréedetraitement',
    'tiempo',
    'tiempodeatención',
    'durata',
    'behandeltijd',
  ],
  satisfaction: [
    'satisfaction',
    'csat',
    'rating',
    'satisfactionscore',
    'satisfactionrating',
    'zufriedenheit',
    'bewertung',
    'satisfacción',
    'valoración',
    'soddisfazione',
    'satisfação',
    'tevredenheid',
  ],
}

/** Words that name a field only where they are the whole header: beside others they say something else. */
const WHOLE_ONLY = new Set(['no', 'n'])

/** What “Resolution” heads: how a request ended in a word, or what the staff wrote at its end. */
const RESOLUTION = new Set(['resolution', 'resolución', 'résolution', 'ticketresolution'].map(joined))

/** Delimiters that exports use, and how many records are looked at. */
export const DELIMITERS = [',', ';', '\t', '|'] as const
const LOOKED_AT = 200
/** Titles of a report that may stand above its header. */
const MOST_ABOVE = 20

export interface GuessedColumns {
  readonly delimiter: string
  readonly hasHeader: boolean
  /** Which record the header is, counted from 0 without empty ones; 0 where there is none. */
  readonly headerAt: number
  readonly columns: readonly string[]
  readonly mapping: Mapping
  /** Columns of sentences, of which any could be the text where none is taken for it. */
  readonly candidates: readonly string[]
}

/**
 * How a file of separated values is written, told by its first records. Which these are depends on the
 * delimiter, since a quote opens a field only after one: `recordsBy` cuts them for each. The header is
 * found below a report's titles, or taken from `given` when somebody chose it.
 */
export function guessColumns(recordsBy: (delimiter: string) => readonly string[], given?: number): GuessedColumns {
  const delimiter = delimiterOf(recordsBy)
  const rows = recordsBy(delimiter)
    .slice(0, LOOKED_AT)
    .map((record) => csvRow(record, delimiter).map((field) => field.trim()))
  const headerAt = given ?? headerIn(rows)
  const [first = [], ...rest] = rows.slice(headerAt)
  const hasHeader = given !== undefined || isHeader(first, rest)
  const columns = hasHeader ? namesOf(first) : first.map((_, at) => `Column ${at + 1}`)
  const values = hasHeader ? rest : rows
  const mapping = guessMapping(columns, values)
  return { delimiter, hasHeader, headerAt, columns, mapping, candidates: textCandidates(columns, values, mapping) }
}

/** The first record as wide as most are, when those above it are narrower: titles and dates of a report. */
function headerIn(rows: readonly (readonly string[])[]): number {
  const widths = rows.map((row) => row.filter((field) => field !== '').length)
  const below = widths.slice(1).sort((one, other) => one - other)
  const usual = below[Math.floor(below.length / 2)] ?? 0
  if (usual < 2 || (widths[0] ?? 0) >= Math.max(2, usual * 0.6)) return 0
  for (let at = 1; at < Math.min(MOST_ABOVE, rows.length - 1); at += 1)
    if ((widths[at] ?? 0) >= Math.max(2, usual * 0.6)) return isHeader(rows[at] ?? [], rows.slice(at + 1)) ? at : 0
  return 0
}

function delimiterOf(recordsBy: (delimiter: string) => readonly string[]): string {
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = recordsBy(delimiter)
      .slice(0, LOOKED_AT)
      .map((record) => csvRow(record, delimiter).length)
    const width = usualOf(counts)
    if (width < 2) continue
    const same = counts.filter((count) => count === width).length / counts.length
    const score = same * 10 + Math.min(width, 8) / 10
    if (same >= 0.5 && score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** The number that comes most often. */
function usualOf(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  return [...times].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 1
}

const KNOWN = new Set(Object.values(HEADER_WORDS).flat().map(joined))
const looksLikeValue = (text: string): boolean =>
  text.length > 60 || text.includes('@') || timeOf(text, true) !== null || /^-?\d+([.,]\d+)?$/.test(text)

function isHeader(first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  if (first.some(looksLikeValue) || first.every((name) => name === '')) return false
  if (first.some((name) => KNOWN.has(joined(name)))) return true
  // Words of no list: a header's are short, and not found again below.
  return (
    first.length > 1 &&
    first.every((name) => name.length <= 40) &&
    rest.some((row) => row.some(looksLikeValue)) &&
    !rest.some((row) => row.join('\0') === first.join('\0'))
  )
}

/** Names of columns, each once: an empty or repeated one gets its place. */
function namesOf(first: readonly string[]): string[] {
  const names: string[] = []
  for (const [at, name] of first.entries()) {
    const plain = name.slice(0, 80) || `Column ${at + 1}`
    names.push(names.includes(plain) ? `${plain} (${at + 1})` : plain)
  }
  return names
}

/** A column and those whose headers say the same, as Jira has one for each label of a request. */
export function sameNamed(columns: readonly string[], column: string): string[] {
  return columns.filter((one, at) => one === column || one === `${column} (${at + 1})`)
}

/** All columns that a mapping reads: those it names, and those that belong to them. */
export function readColumnsOf(columns: readonly string[], mapping: Mapping): ReadonlySet<string> {
  const { tags, name } = mapping
  const other = name === undefined ? null : otherPartOf(name)
  const more = [...(tags === undefined ? [] : sameNamed(columns, tags)), ...(other === null ? [] : [other])]
  return new Set([...Object.values(mapping), ...more])
}

/** What may stand in the column of a field; of fields that are not named here, anything. */
const FITS: Readonly<Partial<Record<Field, readonly ColumnKind[]>>> = {
  text: ['texts', 'words', 'empty'],
  subject: ['texts', 'words', 'empty', 'codes', 'names', 'states'],
  reply: ['texts', 'words', 'empty'],
  id: ['numbers', 'codes', 'words', 'empty', 'addresses'],
  askedAt: ['dates', 'numbers', 'words', 'empty', 'codes'],
  handling: ['numbers', 'words', 'empty', 'codes'],
  requester: ['addresses', 'numbers', 'codes', 'words', 'empty'],
  name: ['names', 'words', 'empty', 'texts', 'states'],
}

/**
 * Which column is which field: by the layout of a known help desk, by whole words of its header, then by what
 * stands in it. A column of dates, numbers, states, addresses or names is neither text nor reply. Where more
 * than one column could be the text, none is: somebody is to say.
 */
export function guessMapping(columns: readonly string[], rows: readonly (readonly string[])[]): Mapping {
  const mapping: Partial<Record<Field, string>> = {}
  const free = new Set(columns)
  const valuesOf = (column: string): string[] =>
    rows.map((row) => row[columns.indexOf(column)] ?? '').filter((value) => value !== '')
  const kinds = new Map(columns.map((column) => [column, kindOf(valuesOf(column))]))
  const fits = (field: Field, column: string): boolean => FITS[field]?.includes(kinds.get(column) ?? 'empty') ?? true
  const take = (field: Field, column: string | undefined): void => {
    if (column === undefined || mapping[field] !== undefined || !free.has(column)) return
    mapping[field] = column
    free.delete(column)
  }
  const find = (field: Field, is: (column: string) => boolean): string | undefined => {
    const found = columns.filter((column) => free.has(column) && is(column) && fits(field, column))
    return found.find((column) => kinds.get(column) !== 'empty') ?? found[0]
  }
  const layout = layoutOf(columns)
  for (const field of FIELDS)
    for (const header of layout?.columns[field] ?? [])
      take(
        field,
        find(field, (column) => joined(column) === joined(header)),
      )
  if (layout && mapping.text !== undefined && kinds.get(mapping.text) === 'empty') delete mapping.text
  // What the layout does not tell is guessed as in any other file; its text only where there are texts.
  for (const isNear of [false, true])
    for (const field of FIELDS)
      for (const word of HEADER_WORDS[field])
        take(
          field,
          find(field, (column) => {
            if (layout && field === 'text' && kinds.get(column) !== 'texts') return false
            if (!isNear) return joined(column) === joined(word)
            return !WHOLE_ONLY.has(word) && names(wordsIn(column), joined(word))
          }),
        )
  const resolution = columns.find((column) => free.has(column) && RESOLUTION.has(joined(column)))
  if (resolution !== undefined)
    take(isWritten(valuesOf(resolution), kinds.get(resolution)) ? 'reply' : 'outcome', resolution)
  if (layout && mapping.text === undefined) {
    // This export holds no texts: what there is of the question is its subject.
    const { subject, ...others } = mapping
    return subject === undefined ? others : { ...others, text: subject }
  }
  for (const column of [...free]) {
    const kind = kinds.get(column)
    if (kind === 'names' && HEADER_WORDS.requester.some((word) => joined(word) === joined(column))) take('name', column)
    if (kind === 'addresses' && valuesOf(column).some((value) => /^[^\s@]+@[^\s@]+$/.test(value)))
      take('requester', column)
    if (kind === 'dates' && !isOtherTime(column)) take('askedAt', column)
    if (kind === 'states' && /^Column \d+$/.test(column)) take('outcome', column)
  }
  if (mapping.text === undefined) take('text', onlyText([...free], kinds, valuesOf))
  return mapping
}

/** Whether these are sentences, few as they may be. */
function isWritten(values: readonly string[], kind: ColumnKind | undefined): boolean {
  return kind === 'texts' || (kind === 'words' && values.some((value) => /[.!?。]$/.test(value.trim())))
}

/** The last thing that anybody said: who knows whether it is the question. */
const isLast = (column: string): boolean =>
  wordsIn(column).some((word) => /^(?:last|latest|letzte[rsn]?|dernier|derniere|ultimo|ultima)$/.test(word))

/** A time at which something else happened than that somebody asked. */
function isOtherTime(column: string): boolean {
  return wordsIn(column).some((word) =>
    /^(?:updated?|modified|changed|closed?|solved|resolved|due|assigned|last|answered|geandert|geschlossen|aktualisiert|fallig|letzte|gelost|ferme|resolu|cerrado|actualizado)$/.test(
      word,
    ),
  )
}

/** The one column of sentences, or the one whose sentences are much longer than those of all others. */
function onlyText(
  columns: readonly string[],
  kinds: ReadonlyMap<string, ColumnKind>,
  valuesOf: (column: string) => string[],
): string | undefined {
  const found = columns
    .filter((column) => kinds.get(column) === 'texts' && !isLast(column))
    .map((column) => ({ column, words: wordsOf(valuesOf(column)) }))
    .sort((one, other) => other.words - one.words)
  const [first, second] = found
  return first && (!second || first.words >= 3 * second.words) ? first.column : undefined
}

/** The columns of sentences that no other field takes, where none of them was taken for the text. */
export function textCandidates(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  mapping: Mapping,
): string[] {
  if (mapping.text !== undefined) return []
  const used = new Set<string>(Object.values(mapping))
  return columns.filter((column, at) => !used.has(column) && kindOf(rows.map((row) => row[at] ?? '')) === 'texts')
}
