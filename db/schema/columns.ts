import type { Generated, ColumnType } from 'kysely'

/** The database: a number assigned by it when none is given. */
export type Id = Generated<number>

/** A counter or flag with a default of 0. */
export type Count = Generated<number>

/** UTC milliseconds, or null while it has not happened. */
export type When = ColumnType<number | null, number | null | undefined, number | null>

/** A text, or null where there is none. */
export type Text = ColumnType<string | null, string | null | undefined, string | null>

/** The id of a row elsewhere, or null where there is none. */
export type Ref = ColumnType<number | null, number | null | undefined, number | null>

/** A file or a hash, or null where there is none. */
export type Bytes = ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>

/** A list or record written as JSON. */
export type List = Generated<string>
