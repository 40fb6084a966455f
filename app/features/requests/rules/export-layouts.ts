import type { Field } from '../types.ts'
import { joined } from './header-words.ts'

/** How a help desk lays out its export: the headers that tell it, and what its columns are. */
export interface ExportLayout {
  readonly name: string
  /** It is this one when one of these sets of headers stands there whole. */
  readonly told: readonly (readonly string[])[]
  /** Headers of each field; the first that is there and holds what it should counts. */
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>
  /** Where its export brings no text, how to get one that does. */
  readonly instead: string
}

export const LAYOUTS: readonly ExportLayout[] = [
  {
    name: 'Zendesk',
    told: [
      ['Requester', 'Subject', 'Satisfaction Score'],
      ['Requester', 'Requester email', 'Subject'],
      ['Subject', 'Requester', 'Requested', 'Group', 'Assignee'],
      ['Ticket ID', 'Ticket subject', 'Requester name'],
      ['Anfragender', 'Betreff', 'Zuständiger Mitarbeiter'],
      ['Demandeur', 'Sujet', 'Assigné'],
      ['Solicitante', 'Asunto', 'Agente asignado'],
    ],
    columns: {
      id: ['Id', 'Ticket ID', 'ID del ticket', 'ID du ticket'],
      text: ['Description', 'Ticket description', 'Beschreibung', 'Descripción'],
      subject: ['Subject', 'Ticket subject', 'Betreff', 'Sujet', 'Asunto'],
      requester: ['Requester email', 'Requester id', 'E-Mail des Anfragenden'],
      name: ['Requester', 'Requester name', 'Anfragender', 'Demandeur', 'Solicitante'],
      tags: ['Tags', 'Ticket tags', 'Stichwörter', 'Marqueurs', 'Etiquetas'],
      outcome: ['Status', 'Ticket status', 'Statut', 'Estado'],
      channel: ['Via', 'Channel', 'Ticket channel'],
      askedAt: [
        'Created at',
        'Requested',
        'Ticket created - Timestamp',
        'Ticket created - Date and time',
        'Ticket created - Date',
        'Erstellt am',
        'Date de création',
        'Creado',
      ],
      satisfaction: ['Satisfaction Score', 'Ticket satisfaction rating'],
    },
    instead:
      'Export the tickets as JSON (Account, Tools, Reports, Export) or by the incremental ticket export with comments.',
  },
  {
    name: 'Freshdesk',
    told: [
      ['Ticket ID', 'Subject', 'Created time', 'Agent', 'Group'],
      ['Ticket ID', 'Subject', 'Agent interactions'],
    ],
    columns: {
      id: ['Ticket ID'],
      text: ['Description'],
      subject: ['Subject'],
      requester: ['Email', 'Contact ID', 'Requester Email'],
      name: ['Full name', 'Requester Name', 'Contact name'],
      tags: ['Tags'],
      outcome: ['Status'],
      channel: ['Source'],
      askedAt: ['Created time'],
      satisfaction: ['Survey results'],
      language: ['Language'],
    },
    instead: 'Take the account export (Admin, Account, Export data), which is JSON with the conversations.',
  },
  {
    name: 'osTicket',
    told: [
      ['Ticket Number', 'Subject', 'From', 'From Email'],
      ['Ticket Number', 'Subject', 'Help Topic'],
    ],
    columns: {
      id: ['Ticket Number'],
      text: ['Issue Details', 'Issue Summary Details', 'Message'],
      subject: ['Subject', 'Issue Summary'],
      requester: ['From Email'],
      name: ['From'],
      outcome: ['Current Status', 'Status'],
      channel: ['Source'],
      askedAt: ['Date Created', 'Date', 'Create Date'],
      tags: ['Help Topic'],
    },
    instead:
      'Read the table of thread entries from its database into CSV, with the columns id, subject, message and created.',
  },
  {
    name: 'Intercom',
    told: [
      ['message_id', 'message_body', 'conversation_id'],
      ['Conversation ID', 'Conversation started at'],
      ['Conversation ID', 'Conversation rating'],
    ],
    columns: {
      id: ['conversation_id', 'Conversation ID'],
      text: ['message_body', 'First message', 'First user message'],
      subject: ['Title', 'Conversation title', 'AI title'],
      requester: ['message_author_email', 'User email', 'Email'],
      name: ['message_author_name', 'User name'],
      tags: ['conversation_tags', 'Conversation tags', 'Tags'],
      outcome: ['conversation_state', 'Conversation state', 'State'],
      channel: ['Channel'],
      askedAt: ['conversation_created_at', 'Conversation started at', 'Created at'],
      satisfaction: ['Conversation rating'],
    },
    instead: 'Read the conversations by its API or its export to S3, as JSON.',
  },
  {
    name: 'Help Scout',
    told: [
      ['Number', 'Subject', 'Customer Email', 'Mailbox'],
      ['Number', 'Subject', 'Customer Email', 'Inbox'],
      ['Conversation ID', 'Subject', 'Customer Email'],
    ],
    columns: {
      id: ['Conversation ID', 'Number'],
      text: ['Preview', 'Body'],
      subject: ['Subject'],
      requester: ['Customer Email'],
      name: ['Customer Name', 'Customer'],
      tags: ['Tags'],
      outcome: ['Status'],
      channel: ['Type', 'Channel'],
      askedAt: ['Created At', 'Created', 'Date Created'],
      satisfaction: ['Rating', 'Happiness Rating'],
    },
    instead: 'Read the conversations with their threads by the Mailbox API, as JSON.',
  },
  {
    name: 'Jira Service Management',
    told: [
      ['Summary', 'Issue key', 'Issue Type'],
      ['Zusammenfassung', 'Vorgangsschlüssel', 'Vorgangstyp'],
      ['Résumé', 'Clé de ticket', 'Type de ticket'],
      ['Resumen', 'Clave de incidencia', 'Tipo de Incidencia'],
    ],
    columns: {
      id: ['Issue key', 'Vorgangsschlüssel', 'Clé de ticket', 'Clave de incidencia'],
      text: ['Description', 'Beschreibung', 'Descripción'],
      subject: ['Summary', 'Zusammenfassung', 'Résumé', 'Resumen'],
      requester: ['Reporter Id', 'Custom field (Customer email)', 'ID des Autors'],
      name: ['Reporter', 'Autor', 'Rapporteur', 'Informador'],
      tags: ['Labels', 'Stichwörter', 'Étiquettes', 'Etiquetas'],
      outcome: ['Status', 'État', 'Estado'],
      askedAt: ['Created', 'Erstellt', 'Création', 'Creada'],
      satisfaction: ['Satisfaction rating', 'Custom field (Satisfaction)'],
    },
    instead: 'Export again with “CSV (all fields)”, which has the description.',
  },
  {
    name: 'ServiceNow',
    told: [
      ['Number', 'Short description', 'Caller'],
      ['number', 'short_description', 'opened_at'],
      ['number', 'short_description', 'caller_id'],
      ['Number', 'Short description', 'Opened'],
      ['Nummer', 'Kurzbeschreibung', 'Anrufer'],
      ['Numéro', 'Brève description', 'Appelant'],
      ['Número', 'Breve descripción', 'Solicitante'],
    ],
    columns: {
      id: ['Number', 'Nummer', 'Numéro', 'Número'],
      text: ['Description', 'Beschreibung', 'Descripción'],
      subject: ['Short description', 'short_description', 'Kurzbeschreibung', 'Brève description', 'Breve descripción'],
      name: ['Caller', 'caller_id', 'Anrufer', 'Appelant', 'Solicitante'],
      requester: ['caller_id.email', 'Caller Email', 'Email'],
      outcome: ['State', 'Status', 'État', 'Estado'],
      tags: ['Category', 'Kategorie', 'Catégorie', 'Categoría'],
      channel: ['Contact type', 'contact_type', 'Channel'],
      askedAt: ['Opened', 'opened_at', 'Created', 'sys_created_on', 'Geöffnet', 'Ouvert', 'Abierto'],
      reply: ['Close notes', 'close_notes', 'Resolution notes', 'Abschlussnotizen'],
    },
    instead: 'Add the column Description to the list before it is exported.',
  },
  {
    name: 'Salesforce',
    told: [
      ['Case Number', 'Subject', 'Case Owner'],
      ['Case Number', 'Subject', 'Case Origin'],
      ['Case Number', 'Subject', 'Contact Name'],
      ['CaseNumber', 'Subject', 'Origin'],
      ['Numéro de la requête', 'Objet'],
      ['Número del caso', 'Asunto'],
      ['Kundenvorgangsnummer', 'Betreff'],
    ],
    columns: {
      id: ['Case Number', 'CaseNumber', 'Numéro de la requête', 'Número del caso', 'Kundenvorgangsnummer'],
      text: ['Description', 'Beschreibung', 'Descripción'],
      subject: ['Subject', 'Objet', 'Asunto', 'Betreff'],
      requester: ['Contact Email', 'Contact: Email', 'Web Email', 'SuppliedEmail', 'ContactId'],
      name: ['Contact Name', 'Web Name', 'SuppliedName', 'Kontaktname', 'Nom du contact', 'Nombre del contacto'],
      outcome: ['Status', 'Statut', 'Estado'],
      channel: ['Case Origin', 'Origin', 'Origine de la requête', 'Origen del caso'],
      askedAt: [
        'Date/Time Opened',
        'Opened Date',
        'Created Date',
        'CreatedDate',
        'Datum/Uhrzeit der Öffnung',
        'Date/Heure d’ouverture',
        "Date/Heure d'ouverture",
        'Fecha/Hora de apertura',
      ],
    },
    instead: 'Add the column Description to the report before it is exported.',
  },
  {
    name: 'HubSpot',
    told: [
      ['Ticket ID', 'Ticket name', 'Ticket status'],
      ['Record ID', 'Ticket name', 'Ticket status'],
      ['Ticket name', 'Ticket description'],
      ['Ticketname', 'Ticketbeschreibung'],
      ['Nom du ticket', 'Description du ticket'],
      ['Nombre del ticket', 'Descripción del ticket'],
    ],
    columns: {
      id: ['Ticket ID', 'Record ID', 'Ticket-ID', 'Datensatz-ID', 'ID du ticket', 'ID del ticket'],
      text: ['Ticket description', 'Ticketbeschreibung', 'Description du ticket', 'Descripción del ticket'],
      subject: ['Ticket name', 'Ticketname', 'Nom du ticket', 'Nombre del ticket'],
      requester: ['Associated Contact IDs', 'Contact email'],
      name: ['Associated Contact'],
      outcome: ['Ticket status', 'Ticketstatus', 'Statut du ticket', 'Estado del ticket'],
      channel: ['Source', 'Quelle', 'Fuente'],
      tags: ['Category', 'Kategorie'],
      askedAt: ['Create date', 'Erstellungsdatum', 'Date de création', 'Fecha de creación'],
      reply: ['Resolution'],
    },
    instead: 'Add the property “Ticket description” to the export.',
  },
  {
    name: 'Gorgias',
    told: [
      ['Ticket id', 'Customer email', 'Survey score'],
      ['Ticket id', 'Initial channel'],
      ['Ticket id', 'Customer email', 'Assignee name'],
    ],
    columns: {
      id: ['Ticket id'],
      text: ['First message', 'Message', 'Body'],
      subject: ['Subject'],
      requester: ['Customer email'],
      name: ['Customer name'],
      tags: ['Tags', 'Ticket tags'],
      outcome: ['Status'],
      channel: ['Initial channel', 'Channel'],
      askedAt: ['Creation date', 'Created date', 'Created at'],
      satisfaction: ['Survey score', 'Satisfaction score'],
    },
    instead: 'Read the tickets with their messages by its API, as JSON.',
  },
]

/** The layout that a header tells, whatever the order of its columns and whatever else stands there. */
export function layoutOf(columns: readonly string[]): ExportLayout | null {
  const there = new Set(columns.map(joined))
  return (
    LAYOUTS.find(({ told }) => told.some((headers) => headers.every((header) => there.has(joined(header))))) ?? null
  )
}
