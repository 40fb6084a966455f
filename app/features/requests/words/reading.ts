import { defineWords } from '#app/locale/words.ts'

/** Why a file, or a row of it, can’t be read. */
export const readingRefusals = defineWords('requests/reading-refusals', {
  isAnAutomaticAnswer: 'is an automatic answer, such as “out of office”',
  isANotice: 'is a notice that an email could not be delivered',
  onlySays: 'only says that an email was delivered or opened',
  isANewsletter: 'is a newsletter or was sent to a mailing list',
  wasWrittenBy: 'was written by a program, not by a person',
  hasNoCustomersMessage: 'has no customer message, which a {noun} from {name} should have: it contains {keys}',
  thereIsNoColumn: 'There’s no column “{unknown}” in this file.',
  theColumnTwice: 'The column “{twice}” is chosen twice.',
  sayWhichColumnHolds:
    'Choose the column with what was asked: {columns} and {last} contain sentences, and the header doesn’t make it clear.',
  pairNamesNoField: '“{pair}” doesn’t name a field. The fields are {fields}.',
  theFileHoldsNothing: 'The file contains nothing but empty lines.',
  thisIsNoMbox: 'This isn’t an mbox archive: it doesn’t start with a line “From …”. Export the mailbox as mbox.',
  noRowCouldBe: 'None of the rows in this file could be read.',
  thisIsAnError:
    'This is an error message from another tool, not an export: “{error}”. Export from that tool again, and send the result.',
  expectedIsOneRecord: `Send one record per line, a list of records, or an object with such a list, as exported by Zendesk, Intercom, Help Scout, Freshdesk, Gorgias, HubSpot, Jira, Salesforce and ServiceNow. Each record needs a text, such as '{'"id": "17", "subject": "…", "text": "…"'}'.`,
  pathIsAnEmpty:
    '“{path}” is an empty list in this file, so there are no requests in it. Export it again with conversations from a longer period.',
  thisJsonHoldsSeveral:
    'This JSON contains several lists, and it isn’t clear which one lists the requests: {lists}. {expected}',
  isNoMail: 'isn’t a readable email',
  holdsBytes: 'contains bytes that aren’t valid UTF-8',
  isNoJson: 'isn’t valid JSON',
  isNoRecord: "isn’t a record: a record is written in '{' '}'",
  saysNothing: 'says nothing in the chosen columns: it contains {keys}',
  thisIsAGzip: 'This is a gzip archive. Unpack it and send the file inside.',
  thisIsABzip2: 'This is a bzip2 archive. Unpack it and send the file inside.',
  thisIsAnXz: 'This is an xz archive. Unpack it and send the file inside.',
  thisIsAZstd: 'This is a zstd archive. Unpack it and send the file inside.',
  thisIsA7: 'This is a 7-zip archive. Unpack it and send the file inside.',
  thisIsARar: 'This is a RAR archive. Unpack it and send the file inside.',
  thisIsAnOld: 'This is an old Office file. Open it and save the table as “CSV UTF-8”, then send that.',
  thisIsAPdf: 'This is a PDF. It contains pages, not records: send the export it was made from, as CSV.',
  thisIsAPicture: 'This is a picture. Send the records as CSV, JSON Lines, mbox or text.',
  thisIsAParquet: 'This is a Parquet file. Save its table as CSV or JSON Lines, then send that.',
  thisIsADatabase: 'This is a database. Export its table as CSV or JSON Lines, then send that.',
  thisIsAProgram: 'This is a program, not a file of records.',
  theFileIsEmpty: 'The file is empty.',
  thisIsNoText: 'This isn’t text but a program’s own format. Export it as CSV, JSON Lines, mbox or text.',
  thisIsASpreadsheet: 'This is a spreadsheet. Open it and save the table as “CSV UTF-8”, then send that.',
  thisIsAZip: 'This is a zip archive. Unpack it and send the file inside.',
  theFileIsWritten: 'The file is encoded in UTF-32. Save it as UTF-8, then send it again.',
  theLetters: 'The encoding of this file can’t be recognised. Save it as UTF-8, then send it again.',
  thereIsNoFile: 'There’s no file {path}.',
  pathIsAFolder: '{path} is a folder. Choose a file in it.',
  theFileIsNot: 'The file is no longer stored. Send it again.',
  saysNothingAtAll: 'says nothing',
  noColumnHolds:
    'Choose the column with what was asked: none contains full sentences. If there are only subjects, choose that column.',
  oneColumnHolds:
    'Choose the column with what was asked: {column} contains sentences, but its header doesn’t make it clear. If there are only subjects, choose that column.',
  noRequestInObject:
    'This JSON is a single object{typed, select, yes { of the type “{type}”} other {}} with no requests in it{held, select, yes {: it contains {keys}} other {}}. {expected}',
  noHeader: 'Line {line} isn’t a header: it’s empty, or too far down.',
  moreFields:
    'has {fields, plural, one {# field} other {# fields}} where the header has {header, number}: check for a “{delimiter}” or a line break in a field without quotes',
  fewerFields:
    'has {fields, plural, one {# field} other {# fields}} where the header has {header, number}, so “{column}” is missing',
  openQuote: 'a quotation mark is opened here and never closed',
  longMegabytes: 'is longer than {megabytes, number} MB, so it was skipped',
  longKilobytes: 'is longer than {kilobytes, number} KB, so it was skipped',
  numberTwice: 'has the number “{id}” of an earlier row, but a different text: two requests can’t share a number',
})
