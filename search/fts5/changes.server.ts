import type Database from 'better-sqlite3'

/** Tells a state of the file that differs whenever anything in it was changed, by this connection or another. */
export function openChanges(db: Database.Database): () => string {
  const own = db.prepare('select total_changes()').pluck()
  const others = db.prepare('pragma data_version').pluck()
  return () => `${String(own.get())} ${String(others.get())}`
}
