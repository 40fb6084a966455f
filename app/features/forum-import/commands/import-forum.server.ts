import { readSaying, sayingText } from '#app/locale/saying.ts'
import { forumImportRefusals } from '#app/features/forum-import/words/refusals.ts'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { sql } from 'kysely'
import { startClocks } from '#app/features/forum/commands/start-clocks.server.ts'
import { settleImport } from '#app/features/forum/commands/recount.server.ts'
import { hasAnswers, slugOf, MAX_TAGS } from '#app/features/forum/rules.ts'
import type { ThreadKind } from '#app/features/forum/types.ts'
import { FIRST_PROMISE } from '#app/kernel/first-promise.ts'
import { AppError } from '#app/kernel/errors.ts'
import { handleKey } from '#app/kernel/handles.ts'
import { tagName } from '#app/kernel/text.ts'
import type { Services } from '#app/platform/context.server.ts'
import { RENDERER_VERSION } from '#app/platform/markdown-limits.server.ts'
import type { MarkdownRenderer } from '#app/platform/markdown-renderer.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { ImportLine } from '../schemas.ts'

/** Lines in one transaction: few enough that others can write between two of them. */
const BATCH = 400
/** A line beyond this is refused unread; a post may have 64 KB. */
const MAX_LINE = 1024 * 1024

export interface ImportProgress {
  readonly lines: number
  readonly accepted: number
  readonly refused: number
}

export interface ImportReport extends ImportProgress {
  /** Lines that were there already. */
  readonly unchanged: number
  readonly refusals: readonly LineNote[]
  /** Posts that were taken, but not as the accepted answer that their line says they are. */
  readonly notAccepted: readonly LineNote[]
  readonly threads: number
}

interface LineNote {
  readonly line: number
  readonly reason: string
}

export interface ImportOptions {
  /** Path of a JSON Lines file, gzipped or not. */
  readonly file: string
  /** Names where it comes from: the same thing imported again from the same source changes nothing. */
  readonly source: string
  /** Milliseconds added to every time, to move a demonstration to today. */
  readonly shift?: number
  /** Renderers that work at the same time. */
  readonly renderers?: readonly MarkdownRenderer[]
  readonly onProgress?: (progress: ImportProgress) => void
}

interface Line {
  readonly number: number
  readonly value: ImportLine
}

/**
 * Reads a forum from JSON Lines into threads, posts and members. Stopped half-way it goes on where it
 * was; run again it finds nothing to do. Every refused line is reported with its reason.
 */
export async function importForum(
  services: Pick<Services, 'db' | 'clock' | 'markdown'>,
  options: ImportOptions,
): Promise<ImportReport> {
  const { db, clock } = services
  const renderers = options.renderers ?? [services.markdown]
  const run = await openRun(db, options.source, clock.now())
  const refusals: LineNote[] = []
  const notAccepted: LineNote[] = []
  const counts = { lines: run.position, accepted: 0, unchanged: 0, refused: 0 }
  const writer = new BatchWriter(db, options.source, options.shift ?? 0, clock.now())

  const refuse = (line: number, reason: string): void => {
    refusals.push({ line, reason })
    counts.refused += 1
  }
  const leaveOpen = (line: number, reason: string): void => {
    notAccepted.push({ line, reason })
  }
  let rendering: Promise<{ lines: readonly Line[]; html: readonly (string | null)[] }> | null = null
  const write = async (): Promise<void> => {
    const rendered = await rendering
    rendering = null
    if (!rendered) return
    const before = refusals.length
    const done = await inTransaction(db, async (trx) => {
      const written = await writer.write(trx, rendered.lines, rendered.html, { refuse, leaveOpen })
      const last = rendered.lines.at(-1)?.number ?? counts.lines
      await trx
        .updateTable('imports')
        .set({
          position: last,
          accepted: sql`accepted + ${written.accepted}`,
          unchanged: sql`unchanged + ${written.unchanged}`,
          refused: sql`refused + ${refusals.length - before}`,
        })
        .where('id', '=', run.id)
        .execute()
      const rows = refusals.slice(before).map((one) => ({ import_id: run.id, ...one }))
      if (rows.length > 0) await trx.insertInto('import_refusals').values(rows).execute()
      return { ...written, last }
    })
    counts.accepted += done.accepted
    counts.unchanged += done.unchanged
    counts.lines = done.last
    options.onProgress?.(counts)
  }

  let batch: Line[] = []
  let turn = 0
  for await (const { number, text } of linesOf(options.file)) {
    if (number <= run.position || text.trim() === '') continue
    const value = parseLine(text)
    if (typeof value === 'string') refuse(number, value)
    else batch.push({ number, value })
    if (batch.length < BATCH) continue
    const lines = batch
    batch = []
    // One batch is rendered by the threads while the one before is written.
    const next = renderBatch(renderers, turn, lines)
    turn += 1
    await write()
    rendering = next
  }
  const rest = renderBatch(renderers, turn, batch)
  await write()
  rendering = rest
  await write()

  const threads = await settleImport(db, options.source)
  await startClocks(db, options.source, clock.now())
  await db.updateTable('imports').set({ finished_at: clock.now() }).where('id', '=', run.id).execute()
  return { ...counts, refusals, notAccepted, threads }
}

async function openRun(db: Executor, source: string, now: number): Promise<{ id: number; position: number }> {
  const open = await db
    .selectFrom('imports')
    .select(['id', 'position'])
    .where('kind', '=', 'forum')
    .where('source', '=', source)
    .where('finished_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (open) return open
  return db
    .insertInto('imports')
    .values({ kind: 'forum', source, started_at: now })
    .returning(['id', 'position'])
    .executeTakeFirstOrThrow()
}

async function* linesOf(file: string): AsyncGenerator<{ number: number; text: string }> {
  const raw = createReadStream(file)
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
  raw.on('error', (error) => input.destroy(error))
  let number = 0
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      number += 1
      yield { number, text }
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') throw new AppError('not-found', sayingText(forumImportRefusals, 'thereIsNoFile', { file }))
    if (code.startsWith('Z_'))
      throw new AppError('invalid', sayingText(forumImportRefusals, 'fileIsNoWhole', { file, number }))
    throw error
  }
}

function parseLine(text: string): ImportLine | string {
  if (text.length > MAX_LINE) return sayingText(forumImportRefusals, 'isLongerThan1')
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return sayingText(forumImportRefusals, 'isNoJson')
  }
  const parsed = ImportLine.safeParse(raw)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const path = issue?.path.join('.') ?? ''
  if (!issue) return sayingText(forumImportRefusals, 'cantBeRead')
  return sayingText(forumImportRefusals, 'at', { path, why: readSaying(issue.message) ?? issue.message })
}

async function renderBatch(renderers: readonly MarkdownRenderer[], turn: number, lines: readonly Line[]) {
  const renderer = renderers[turn % renderers.length]
  const bodies = lines.map(({ value }) => ('body' in value ? value.body : ''))
  return { lines, html: (await renderer?.renderAll(bodies)) ?? [] }
}

type Note = (line: number, reason: string) => void

/** Who hears of a line that was not taken, and of a post that was, but not as the accepted answer. */
interface Notes {
  readonly refuse: Note
  readonly leaveOpen: Note
}

type Written = 'accepted' | 'unchanged' | { readonly reason: string } | { readonly leftOpen: string }

/** Writes batches, remembering which imported ids became which rows. */
class BatchWriter {
  readonly #source: string
  readonly #shift: number
  readonly #now: number
  readonly #db: Executor
  readonly #categories = new Map<string, number>()
  readonly #tags = new Map<string, number>()
  readonly #members = new Map<string, number>()
  readonly #threads = new Map<string, { id: number; authorId: number | null; kind: ThreadKind; openingId: number }>()

  constructor(db: Executor, source: string, shift: number, now: number) {
    this.#db = db
    this.#source = source
    this.#shift = shift
    this.#now = now
  }

  async write(
    trx: Executor,
    lines: readonly Line[],
    html: readonly (string | null)[],
    { refuse, leaveOpen }: Notes,
  ): Promise<{ accepted: number; unchanged: number }> {
    const counts = { accepted: 0, unchanged: 0 }
    for (const [at, { number, value }] of lines.entries()) {
      const outcome = await this.#writeLine(trx, value, html[at] ?? null)
      if (outcome === 'accepted' || outcome === 'unchanged') counts[outcome] += 1
      else if ('leftOpen' in outcome) {
        counts.accepted += 1
        leaveOpen(number, outcome.leftOpen)
      } else refuse(number, outcome.reason)
    }
    return counts
  }

  async #writeLine(trx: Executor, line: ImportLine, html: string | null): Promise<Written> {
    switch (line.type) {
      case 'category':
        return this.#writeCategory(trx, line)
      case 'member':
        return this.#writeMember(trx, line)
      case 'thread':
        return html === null
          ? { reason: sayingText(forumImportRefusals, 'bodyCantBeRendered') }
          : this.#writeThread(trx, line, html)
      case 'post':
        return html === null
          ? { reason: sayingText(forumImportRefusals, 'bodyCantBeRendered') }
          : this.#writePost(trx, line, html)
    }
  }

  async #writeCategory(trx: Executor, line: ImportLine & { type: 'category' }) {
    const made = await trx
      .insertInto('categories')
      .values((eb) => ({
        slug: line.slug,
        name: line.name,
        description: line.description,
        ...FIRST_PROMISE,
        position: eb
          .selectFrom('categories as c')
          .select((c) => c.fn.coalesce(c.fn.max('c.position'), c.lit(0)).as('p'))
          .$castTo<number>(),
      }))
      .onConflict((c) => c.column('slug').doNothing())
      .returning('id')
      .executeTakeFirst()
    return made ? 'accepted' : 'unchanged'
  }

  async #writeMember(trx: Executor, line: ImportLine & { type: 'member' }) {
    if (await this.#memberId(trx, line.id)) return 'unchanged'
    const values = {
      name: line.name,
      role: line.role,
      bio: line.bio,
      created_at: this.#time(line.created),
      source: this.#source,
      external_id: line.id,
    }
    for (const handle of [line.handle, `${line.handle.slice(0, 22)}-${line.id.slice(-6)}`]) {
      const made = await trx
        .insertInto('members')
        .values({ ...values, handle, handle_key: handleKey(handle) })
        .onConflict((c) => c.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!made) continue
      this.#members.set(line.id, made.id)
      return 'accepted'
    }
    return { reason: sayingText(forumImportRefusals, 'handleHandleIsTaken', { handle: line.handle }) }
  }

  async #writeThread(trx: Executor, line: ImportLine & { type: 'thread' }, html: string) {
    if (await this.#thread(trx, line.id)) return 'unchanged'
    const categoryId = await this.#categoryId(trx, line.category)
    if (categoryId === undefined)
      return { reason: sayingText(forumImportRefusals, 'categoryCategoryWasNot', { category: line.category }) }
    const authorId = line.author === null ? null : await this.#memberId(trx, line.author)
    if (authorId === undefined)
      return { reason: sayingText(forumImportRefusals, 'authorUnknown', { author: line.author ?? '' }) }
    const at = this.#time(line.created)
    const thread = await trx
      .insertInto('threads')
      .values({
        category_id: categoryId,
        author_id: authorId,
        kind: line.kind,
        title: line.title,
        slug: slugOf(line.title),
        private_at: line.private ? at : null,
        same_here_count: line.sameHere,
        created_at: at,
        last_post_at: at,
        last_member_id: authorId,
        outcome_asked_at: at,
        source: this.#source,
        external_id: line.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const openingId = await this.#insertPost(trx, {
      threadId: thread.id,
      parentId: null,
      authorId,
      kind: 'opening',
      body: line.body,
      html,
      at,
      helpful: 0,
      externalId: `thread ${line.id}`,
    })
    this.#threads.set(line.id, { id: thread.id, authorId, kind: line.kind, openingId })
    const tagIds = new Set<number>()
    for (const name of new Set(line.tags.map(tagName))) {
      if (name === '' || tagIds.size >= MAX_TAGS) continue
      tagIds.add(await this.#tagId(trx, name))
    }
    if (tagIds.size > 0) {
      await trx
        .insertInto('thread_tags')
        .values([...tagIds].map((tag_id) => ({ thread_id: thread.id, tag_id })))
        .execute()
    }
    if (authorId !== null) {
      await trx
        .insertInto('follows')
        .values({ member_id: authorId, kind: 'thread', subject_id: thread.id, at })
        .execute()
    }
    return 'accepted'
  }

  async #writePost(trx: Executor, line: ImportLine & { type: 'post' }, html: string): Promise<Written> {
    const thread = await this.#thread(trx, line.thread)
    if (!thread) return { reason: sayingText(forumImportRefusals, 'threadThreadWasNot', { thread: line.thread }) }
    const authorId = line.author === null ? null : await this.#memberId(trx, line.author)
    if (authorId === undefined)
      return { reason: sayingText(forumImportRefusals, 'authorUnknown', { author: line.author ?? '' }) }
    const known = await trx
      .selectFrom('posts')
      .select('id')
      .where('source', '=', this.#source)
      .where('external_id', '=', line.id)
      .executeTakeFirst()
    if (known) return 'unchanged'
    const isOwn = authorId !== null && authorId === thread.authorId
    const isComment =
      line.kind === 'comment' ||
      line.parent !== null ||
      // What somebody accepted is the answer, though the asker found it; else their words are comments.
      (line.kind === undefined && isOwn && !line.accepted && hasAnswers(thread.kind))
    const parent =
      line.parent === null
        ? undefined
        : await trx
            .selectFrom('posts')
            .select(['id', 'parent_id'])
            .where('source', '=', this.#source)
            .where('external_id', '=', line.parent)
            .where('thread_id', '=', thread.id)
            .executeTakeFirst()
    if (line.parent !== null && !parent)
      return { reason: sayingText(forumImportRefusals, 'parentParentWasNot', { parent: line.parent }) }
    const at = this.#time(line.created)
    const id = await this.#insertPost(trx, {
      threadId: thread.id,
      parentId: isComment ? (parent?.parent_id ?? parent?.id ?? thread.openingId) : null,
      authorId,
      kind: isComment ? 'comment' : hasAnswers(thread.kind) ? 'answer' : 'reply',
      body: line.body,
      html,
      at,
      helpful: line.helpful,
      externalId: line.id,
    })
    if (!line.accepted) return 'accepted'
    if (!hasAnswers(thread.kind))
      return {
        leftOpen: sayingText(forumImportRefusals, 'acceptedElsewhere', { kind: thread.kind }),
      }
    if (isComment) return { leftOpen: sayingText(forumImportRefusals, 'aCommentCantBe') }
    const { numUpdatedRows } = await trx
      .updateTable('threads')
      .set({ accepted_post_id: id, accepted_at: at, accepted_by: thread.authorId })
      .where('id', '=', thread.id)
      .where('accepted_post_id', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows > 0n
      ? 'accepted'
      : { leftOpen: sayingText(forumImportRefusals, 'threadThreadHas', { thread: line.thread }) }
  }

  async #insertPost(
    trx: Executor,
    post: {
      threadId: number
      parentId: number | null
      authorId: number | null
      kind: string
      body: string
      html: string
      at: number
      helpful: number
      externalId: string
    },
  ): Promise<number> {
    const { id } = await trx
      .insertInto('posts')
      .values({
        thread_id: post.threadId,
        parent_id: post.parentId,
        author_id: post.authorId,
        kind: post.kind,
        body: post.body,
        html: post.html,
        renderer: RENDERER_VERSION,
        created_at: post.at,
        helpful_count: post.helpful,
        helpful_before: post.helpful,
        source: this.#source,
        external_id: post.externalId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  /** A time moved by the shift, never into the future. */
  #time(at: number): number {
    return Math.min(at + this.#shift, this.#now)
  }

  async #memberId(trx: Executor, externalId: string): Promise<number | undefined> {
    const known = this.#members.get(externalId)
    if (known !== undefined) return known
    const row = await trx
      .selectFrom('members')
      .select('id')
      .where('source', '=', this.#source)
      .where('external_id', '=', externalId)
      .executeTakeFirst()
    if (row) this.#members.set(externalId, row.id)
    return row?.id
  }

  async #thread(trx: Executor, externalId: string) {
    const known = this.#threads.get(externalId)
    if (known) return known
    const row = await trx
      .selectFrom('threads')
      .innerJoin('posts', (join) => join.onRef('posts.thread_id', '=', 'threads.id').on('posts.kind', '=', 'opening'))
      .select(['threads.id', 'threads.author_id', 'threads.kind', 'posts.id as opening'])
      .where('threads.source', '=', this.#source)
      .where('threads.external_id', '=', externalId)
      .executeTakeFirst()
    if (!row) return undefined
    const thread = {
      id: row.id,
      authorId: row.author_id,
      kind: row.kind as ThreadKind,
      openingId: row.opening,
    }
    this.#threads.set(externalId, thread)
    return thread
  }

  async #categoryId(trx: Executor, slug: string): Promise<number | undefined> {
    const known = this.#categories.get(slug)
    if (known !== undefined) return known
    const row = await trx.selectFrom('categories').select('id').where('slug', '=', slug).executeTakeFirst()
    if (row) this.#categories.set(slug, row.id)
    return row?.id
  }

  async #tagId(trx: Executor, name: string): Promise<number> {
    const known = this.#tags.get(name)
    if (known !== undefined) return known
    const row = await trx
      .insertInto('tags')
      .values({ name })
      .onConflict((c) => c.column('name').doUpdateSet({ name }))
      .returning(['id', 'synonym_of'])
      .executeTakeFirstOrThrow()
    const id = row.synonym_of ?? row.id
    this.#tags.set(name, id)
    return id
  }
}
