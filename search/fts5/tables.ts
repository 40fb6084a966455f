import { SHARE_COLUMNS } from './terms.ts'

/** A title's words count so many times a text's. */
export const TITLE_WEIGHT = 6
/** Other phrasings of the same question count nearly as much. */
export const ALIAS_WEIGHT = 4

/** Bumped when the tables change: an older file is thrown away and filled again. */
export const LAYOUT = 9

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
  create virtual table ${t}fts using fts5(title, aliases, text, content='${t}docs', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
  create virtual table ${t}titles using fts5(title, aliases, content='${t}docs', content_rowid='id', prefix='2 3', tokenize='unicode61 remove_diacritics 2');
  create virtual table ${t}named using fts5(title, aliases, content='${t}docs', content_rowid='id', columnsize=0, tokenize='porter unicode61 remove_diacritics 2');
  insert into ${t}fts(${t}fts, rank) values ('rank', 'bm25(${TITLE_WEIGHT}.0, ${ALIAS_WEIGHT}.0, 1.0)');
  create trigger ${t}docs_ai after insert on ${t}docs begin
    insert into ${t}fts(rowid, title, aliases, text) values (new.id, new.title, new.aliases, new.text);
    insert into ${t}titles(rowid, title, aliases) values (new.id, new.title, new.aliases);
    insert into ${t}named(rowid, title, aliases) values (new.id, new.title, new.aliases);
  end;
  create trigger ${t}docs_ad after delete on ${t}docs begin
    insert into ${t}fts(${t}fts, rowid, title, aliases, text) values ('delete', old.id, old.title, old.aliases, old.text);
    insert into ${t}titles(${t}titles, rowid, title, aliases) values ('delete', old.id, old.title, old.aliases);
    insert into ${t}named(${t}named, rowid, title, aliases) values ('delete', old.id, old.title, old.aliases);
    delete from ${t}facts where id = old.id;
    delete from ${t}terms where id = old.id;
    delete from ${t}tags where id = old.id;
  end;
  create trigger ${t}docs_au after update of title, aliases, text on ${t}docs begin
    insert into ${t}fts(${t}fts, rowid, title, aliases, text) values ('delete', old.id, old.title, old.aliases, old.text);
    insert into ${t}titles(${t}titles, rowid, title, aliases) values ('delete', old.id, old.title, old.aliases);
    insert into ${t}named(${t}named, rowid, title, aliases) values ('delete', old.id, old.title, old.aliases);
    insert into ${t}fts(rowid, title, aliases, text) values (new.id, new.title, new.aliases, new.text);
    insert into ${t}titles(rowid, title, aliases) values (new.id, new.title, new.aliases);
    insert into ${t}named(rowid, title, aliases) values (new.id, new.title, new.aliases);
  end;`

/** `fts`: all words by their stems; `named`: those of titles and other phrasings; `titles`: the same as they are written. */
export const WORD_TABLES = ['fts', 'named', 'titles'] as const

/** Those that SQLite checks by itself; those of FTS5 it asks to check themselves. */
export const TABLES = ['docs', 'facts', 'terms', 'tags', 'long_words', 'synonyms', 'meta'] as const

export const dropOf = (t: string): string =>
  [...WORD_TABLES, ...TABLES].map((table) => `drop table if exists ${t}${table};`).join(' ')
