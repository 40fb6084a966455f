import { sql, type Kysely } from 'kysely'
import { idType, isPostgres } from '../dialects/differences.server.ts'

/**
 * The password of a new account is chosen behind the mailed link, so a sign-up keeps none. An admin may invite
 * people. A place that has an active admin keeps one, and of links that may exist once a second is refused.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = isPostgres(db)
  await rebuildSignUps(db, postgres)
  await sql`delete from tokens where kind = 'setup'`.execute(db) // the start prints a new link
  await sql`create unique index tokens_setup_once on tokens (kind) where kind = 'setup' and used_at is null`.execute(db)
  await sql`delete from tokens where used_at is null and exists (select 1 from tokens newer
    where newer.member_id = tokens.member_id and newer.kind = tokens.kind and newer.used_at is null
      and newer.created_at > tokens.created_at)`.execute(db)
  await sql`create unique index tokens_live_once on tokens (member_id, kind) where used_at is null`.execute(db)
  await (postgres ? keepAnAdminOnPostgres(db) : keepAnAdminOnSqlite(db))
}

async function rebuildSignUps(db: Kysely<unknown>, postgres: boolean): Promise<void> {
  const time = idType(postgres)
  await db.schema
    .createTable('sign_ups_new')
    .addColumn('token_hash', 'text', (c) => c.notNull().primaryKey())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('email_key', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('handle', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('next', 'text', (c) => c.notNull().defaultTo('/'))
    .addColumn('role', 'text')
    .addColumn('invited_by', time)
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('expires_at', time, (c) => c.notNull())
    .addColumn('used_at', time)
    .execute()
  await sql`insert into sign_ups_new (token_hash, email, email_key, name, handle, next, created_at, expires_at)
    select token_hash, email, email_key, name, handle, next, created_at, expires_at from sign_ups`.execute(db)
  await db.schema.dropTable('sign_ups').execute()
  await db.schema.alterTable('sign_ups_new').renameTo('sign_ups').execute()
  // A stranger's sign-up never replaces an invitation to the same address, nor the other way round.
  await sql`create unique index sign_ups_once on sign_ups (email_key) where role is null and used_at is null`.execute(
    db,
  )
  await sql`create unique index invitations_once on sign_ups (email_key) where role is not null and used_at is null`.execute(
    db,
  )
}

/** Changes of admins wait for each other, so that each sees what the one before has left. */
async function keepAnAdminOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function keep_an_admin() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(hashtext('askwell keep_an_admin'));
      if not exists (select 1 from members where role = 'admin' and suspended_at is null
          and erased_at is null and id <> old.id) then
        raise exception 'keep_an_admin' using errcode = 'check_violation', constraint = 'keep_an_admin';
      end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger keep_an_admin_on_change before update of role, suspended_at, erased_at on members
    for each row when (old.role = 'admin' and old.suspended_at is null and old.erased_at is null
      and (new.role <> 'admin' or new.suspended_at is not null or new.erased_at is not null))
    execute function keep_an_admin()`.execute(db)
}

async function keepAnAdminOnSqlite(db: Kysely<unknown>): Promise<void> {
  const nobodyElse = sql`not exists (select 1 from members where role = 'admin' and suspended_at is null
    and erased_at is null and id <> old.id)`
  const wasAdmin = sql`old.role = 'admin' and old.suspended_at is null and old.erased_at is null`
  await sql`create trigger keep_an_admin_on_change before update of role, suspended_at, erased_at on members
    when ${wasAdmin} and (new.role <> 'admin' or new.suspended_at is not null or new.erased_at is not null)
      and ${nobodyElse}
    begin select raise(abort, 'keep_an_admin'); end`.execute(db)
}
