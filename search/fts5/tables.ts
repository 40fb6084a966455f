import { SHARE_COLUMNS } from './terms.ts'

/** A title's words count so many times a text's. */
export const TITLE_WEIGHT = 6
/** Other phrasings of the same question count nearly as much. */
export const ALIAS_WEIGHT = 4

/** Bumped when the tables change: an older file is thrown away and filled again. */
export const LAYOUT = 9

const TURN = 2 ** 31

/**
 * FTS5 counts from the other end, so that the newest come first in its own order: from the back it reads a common word's list in half as much
 * time again. `id`: of a document, or what FTS5 calls it, as an expression in SQL.
 */
export const turned = (id: string): string => `(${TURN} - ${id})`

/** `fts`: all words by their stems; `named`: those of titles and other phrasings; `titles`: the same as they are written. */
export const WORD_TABLES = ['fts', 'named', 'titles'] as const

type WordTable = (typeof WORD_TABLES)[number]

const columnsOf = (table: WordTable): string => (table === 'fts' ? 'title, aliases, text' : 'title, aliases')

/** Takes the words of documents out of a table, which must be told them, as long as `docs` has them; a condition follows. */
export const forgetWords = (t: string, table: WordTable): string =>
  `insert into ${t}${table}(${t}${table}, rowid, ${columnsOf(table)}) select 'delete', ${turned('id')}, ${columnsOf(table)} from ${t}docs`

/** Puts the words of a document of `docs` into a table. */
export const noteWords = (t: string, table: WordTable): string =>
  `insert into ${t}${table}(rowid, ${columnsOf(table)}) select ${turned('id')}, ${columnsOf(table)} from ${t}docs where id = ?`

/**
 * Words lie apart from facts: a row of facts is read a thousand times for a page (filters, counts), and behind a long
 * text in the same row it would be read through all of that text's pages.
 */
export const tablesOf = (t: string): string => `
  create table ${t}docs (
    id integer primary key, title text not null, aliases text not null, text text not null, shown_title text, shown_text text);
  create table ${t}facts (
    id integer primary key, kind text not null, state text not null, category_id integer not null, author_id integer, language text,
    created_at integer not null, last_post_at integer not null, answer_count integer not null, same_here_count integer not null,
    helpful_count integer not null, read_count integer not null, generation integer not null, counted text not null);
  create table ${t}terms (id integer primary key, named text not null, words integer not null, ${SHARE_COLUMNS.map((column) => `${column} text not null`).join(', ')});
  create index ${t}facts_created on ${t}facts (created_at, id);
  create index ${t}facts_helpful on ${t}facts (helpful_count, created_at, id);
  create index ${t}facts_author on ${t}facts (author_id, created_at) where author_id is not null;
  create table ${t}tags (tag text not null, id integer not null, primary key (tag, id)) without rowid;
  create index ${t}tags_of on ${t}tags (id);
  create table ${t}long_words (word text primary key, turned text not null) without rowid;
  create index ${t}long_words_turned on ${t}long_words (turned);
  create table ${t}synonyms (language text, words text not null);
  create table ${t}meta (key text primary key, value integer not null);
  insert into ${t}meta values ('layout', ${LAYOUT}), ('generation', 1), ('filling', 0), ('synonyms', 0);
  create virtual table ${t}fts using fts5(title, aliases, text, content='', tokenize='porter unicode61 remove_diacritics 2');
  create virtual table ${t}titles using fts5(title, aliases, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2');
  create virtual table ${t}named using fts5(title, aliases, content='', columnsize=0, tokenize='porter unicode61 remove_diacritics 2');
  insert into ${t}fts(${t}fts, rank) values ('rank', 'bm25(${TITLE_WEIGHT}.0, ${ALIAS_WEIGHT}.0, 1.0)');
  create trigger ${t}docs_bd before delete on ${t}docs begin
    ${WORD_TABLES.map((table) => `${forgetWords(t, table)} where id = old.id;`).join(' ')}
    delete from ${t}facts where id = old.id;
    delete from ${t}terms where id = old.id;
    delete from ${t}tags where id = old.id;
  end;`

/** Those that SQLite checks by itself; those of FTS5 it asks to check themselves. */
export const TABLES = ['docs', 'facts', 'terms', 'tags', 'long_words', 'synonyms', 'meta'] as const

export const dropOf = (t: string): string =>
  [...WORD_TABLES, ...TABLES].map((table) => `drop table if exists ${t}${table};`).join(' ')
