import { FIELDS, type Field, type Mapping } from '../types.ts'
import { csvRow } from './csv-row.ts'
import { outcomeOf } from './request-of.ts'
import { timeOf } from './times.ts'

/** Words of a header, the more telling first, without spaces and signs. */
const HEADER_WORDS: Readonly<Record<Field, readonly string[]>> = {
  text: ['description', 'body', 'message', 'text', 'content', 'question', 'comment', 'request', 'details', 'query', 'utterance', 'transcript', 'firstmessage', 'beschreibung', 'nachricht', 'inhalt', 'anfrage', 'frage', 'anliegen', 'texte', 'contenu', 'corps', 'demande', 'descripción', 'descripcion', 'mensaje', 'contenido', 'cuerpo', 'consulta', 'pregunta', 'descrizione', 'messaggio', 'testo', 'richiesta', 'domanda', 'descrição', 'descricao', 'mensagem', 'conteúdo', 'bericht', 'omschrijving', 'vraag', 'tekst', 'beskrivning', 'meddelande', 'treść', 'wiadomość', 'opis'],
  subject: ['subject', 'title', 'summary', 'topic', 'headline', 'betreff', 'titel', 'thema', 'überschrift', 'sujet', 'objet', 'titre', 'asunto', 'título', 'titulo', 'tema', 'oggetto', 'titolo', 'assunto', 'onderwerp', 'ämne', 'rubrik', 'temat'],
  id: ['id', 'ticketid', 'externalid', 'requestid', 'caseid', 'ticket', 'ticketnumber', 'casenumber', 'number', 'key', 'reference', 'nr', 'nummer', 'ticketnummer', 'vorgang', 'fallnummer', 'numéro', 'numero', 'número', 'référence', 'referencia', 'kenmerk', 'ärendenummer', 'numer'],
  askedAt: ['createdat', 'created', 'askedat', 'date', 'time', 'datetime', 'timestamp', 'receivedat', 'opened', 'openedat', 'submittedat', 'creationdate', 'createdon', 'datecreated', 'sent', 'erstellt', 'erstelltam', 'datum', 'zeit', 'zeitpunkt', 'eingang', 'eingegangen', 'créé', 'créele', 'datedecréation', 'fecha', 'creado', 'fechadecreación', 'fechacreacion', 'data', 'creato', 'datacreazione', 'criado', 'criadoem', 'datumaangemaakt', 'aangemaakt', 'skapad', 'utworzono'],
  channel: ['channel', 'via', 'sourcechannel', 'origin', 'medium', 'kanal', 'canal', 'canale', 'kanaal', 'kanał', 'quelle'],
  requester: ['requesteremail', 'email', 'mail', 'emailaddress', 'requester', 'customeremail', 'from', 'sender', 'contact', 'customer', 'customerid', 'user', 'userid', 'author', 'phone', 'emailadresse', 'absender', 'kunde', 'kundennummer', 'von', 'courriel', 'adresseemail', 'expéditeur', 'client', 'correo', 'correoelectrónico', 'remitente', 'cliente', 'mittente', 'remetente', 'afzender', 'klant', 'avsändare', 'kund', 'nadawca', 'klient'],
  name: ['requestername', 'customername', 'name', 'fullname', 'contactname', 'username', 'kundenname', 'nom', 'nombre', 'nome', 'naam', 'namn', 'imię'],
  tags: ['tags', 'labels', 'tag', 'label', 'category', 'categories', 'keywords', 'schlagworte', 'schlagwörter', 'kategorie', 'étiquettes', 'catégorie', 'etiquetas', 'categoría', 'categoria', 'etichette', 'categorie', 'etiketter', 'kategori'],
  outcome: ['status', 'state', 'outcome', 'resolution', 'ticketstatus', 'zustand', 'état', 'etat', 'statut', 'estado', 'stato', 'situação', 'toestand', 'stan'],
  language: ['language', 'lang', 'locale', 'sprache', 'langue', 'idioma', 'lingua', 'taal', 'språk', 'język'],
  reply: ['reply', 'answer', 'response', 'agentreply', 'firstreply', 'solution', 'staffreply', 'antwort', 'lösung', 'réponse', 'solutionapportée', 'respuesta', 'solución', 'risposta', 'soluzione', 'resposta', 'solução', 'antwoord', 'oplossing', 'svar', 'odpowiedź'],
  handling: ['handlingseconds', 'handlingtime', 'handletime', 'aht', 'timespent', 'minutesspent', 'handlingminutes', 'minutes', 'duration', 'bearbeitungszeit', 'duréedetraitement', 'tiempo', 'tiempodeatención', 'durata', 'behandeltijd'],
  satisfaction: ['satisfaction', 'csat', 'rating', 'satisfactionscore', 'satisfactionrating', 'zufriedenheit', 'bewertung', 'satisfacción', 'valoración', 'soddisfazione', 'satisfação', 'tevredenheid'],
} // prettier-ignore

/** Delimiters that exports use, and how many records are looked at. */
export const DELIMITERS = [',', ';', '\t', '|'] as const
const LOOKED_AT = 60

export interface GuessedColumns {
  readonly delimiter: string
  readonly hasHeader: boolean
  readonly columns: readonly string[]
  readonly mapping: Mapping
}

const wordOf = (header: string): string => header.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * How a file of separated values is written, told by its first records. Which these are depends on the
 * delimiter, since a quote opens a field only after one: `recordsBy` cuts them for each.
 */
export function guessColumns(recordsBy: (delimiter: string) => readonly string[]): GuessedColumns {
  const delimiter = delimiterOf(recordsBy)
  const rows = recordsBy(delimiter)
    .slice(0, LOOKED_AT)
    .map((record) => csvRow(record, delimiter).map((field) => field.trim()))
  const [first = [], ...rest] = rows
  const hasHeader = isHeader(first, rest)
  const columns = hasHeader ? namesOf(first) : first.map((_, at) => `Column ${at + 1}`)
  return { delimiter, hasHeader, columns, mapping: guessMapping(columns, hasHeader ? rest : rows) }
}

function delimiterOf(recordsBy: (delimiter: string) => readonly string[]): string {
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = recordsBy(delimiter)
      .slice(0, LOOKED_AT)
      .map((record) => csvRow(record, delimiter).length)
    const width = counts[0] ?? 1
    if (width < 2) continue
    const same = counts.filter((count) => count === width).length / counts.length
    const score = same * 10 + Math.min(width, 8) / 10
    if (same >= 0.5 && score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

const KNOWN = new Set(Object.values(HEADER_WORDS).flat().map(wordOf))
const looksLikeValue = (text: string): boolean =>
  text.length > 60 || text.includes('@') || timeOf(text, true) !== null || /^-?\d+([.,]\d+)?$/.test(text) // prettier-ignore

function isHeader(first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  if (first.some(looksLikeValue) || first.every((name) => name === '')) return false
  if (first.some((name) => KNOWN.has(wordOf(name)))) return true
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

/** Which column is which field: by its header's words, then by what stands in it. */
export function guessMapping(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Mapping {
  const mapping: Partial<Record<Field, string>> = {}
  const free = new Set(columns)
  const take = (field: Field, column: string | undefined): void => {
    if (column === undefined || mapping[field] !== undefined || !free.has(column)) return
    mapping[field] = column
    free.delete(column)
  }
  const words = columns.map((column) => [column, wordOf(column)] as const)
  for (const isNear of [false, true])
    for (const field of FIELDS)
      for (const word of HEADER_WORDS[field].map(wordOf))
        take(field, words.find(([column, own]) => free.has(column) && (own === word || (isNear && word.length > 4 && own.includes(word))))?.[0]) // prettier-ignore
  const valuesOf = (column: string): string[] => rows.map((row) => row[columns.indexOf(column)] ?? '').filter((value) => value !== '') // prettier-ignore
  const mostly = (column: string, is: (value: string) => boolean): boolean => {
    const values = valuesOf(column)
    return values.length > 0 && values.filter(is).length >= 0.8 * values.length
  }
  for (const column of [...free]) {
    if (mostly(column, (value) => /^[^@\s]+@[^@\s]+\.\w+$/.test(value))) take('requester', column)
    else if (
      mostly(column, (value) => !/^\d+(?:[.,]\d+)?$/.test(value) && timeOf(value, true) !== null)
    )
      take('askedAt', column) // prettier-ignore
    else if (mostly(column, (value) => outcomeOf(value) !== 'unknown')) take('outcome', column)
  }
  if (mapping.text === undefined) take('text', longest([...free], valuesOf))
  return mapping
}

function longest(
  columns: readonly string[],
  valuesOf: (column: string) => string[],
): string | undefined {
  // prettier-ignore
  const lengths = columns.map((column) => {
    const values = valuesOf(column)
    return [column, values.join('').length / Math.max(1, values.length)] as const
  })
  return lengths.filter(([, length]) => length >= 12).sort((a, b) => b[1] - a[1])[0]?.[0]
}
