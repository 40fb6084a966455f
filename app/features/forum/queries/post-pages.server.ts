import { diffWordsWithSpace } from 'diff'
import { mayModerate } from '#app/access/threads.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import { notFound } from '#app/kernel/errors.ts'
import { excerptOf } from '#app/kernel/text.ts'
import { textIn } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { PersonView } from '#app/features/catalogue/types.ts'
import { peopleWords } from '#app/features/catalogue/words/people.ts'
import type { DiffPiece, EditPostView, PostAboutView, RevisionView } from '../types.ts'
import { getPost, type ReadablePost } from './facts.server.ts'
import { htmlOf } from './post-html.ts'
import { tagsOf } from './thread-list.server.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock' | 'locale'>

/** A post as pages about it show it: history, flag, hide. */
export async function getPostAbout(context: Reading, postId: number): Promise<PostAboutView> {
  const found = await getPost(context.db, context.viewer, postId)
  return aboutView(context, found)
}

async function aboutView({ db, locale }: Reading, { post, thread }: ReadablePost): Promise<PostAboutView> {
  const people = await findPeople(db, [post.author_id, post.hidden_by])
  return {
    id: post.id,
    address: postAddress(thread, post.id),
    threadTitle: thread.title,
    kind: post.kind,
    author: person(people, post.author_id),
    html: htmlOf(post),
    createdAt: post.created_at,
    hidden:
      post.hidden_at === null
        ? null
        : {
            at: post.hidden_at,
            by: person(people, post.hidden_by)?.name ?? null,
            reason: textIn(locale, post.hidden_reason ?? ''),
          },
  }
}

/** A post as its editor fills a form with it. Whether they may is asked by the command and the page. */
export async function getPostToEdit(
  context: Reading,
  postId: number,
): Promise<{ readonly view: EditPostView; readonly found: ReadablePost }> {
  const found = await getPost(context.db, context.viewer, postId)
  const { post, thread } = found
  const isOpening = post.kind === 'opening'
  const view: EditPostView = {
    id: post.id,
    address: postAddress(thread, post.id),
    threadTitle: thread.title,
    kind: post.kind,
    body: post.body,
    revision: post.revision,
    title: isOpening ? thread.title : null,
    tags: isOpening ? ((await tagsOf(context.db, [thread.id])).get(thread.id) ?? []) : null,
    othersPost: post.author_id !== context.viewer.id,
  }
  return { view, found }
}

/** What a post said before: every change as a diff, newest first. */
export async function getHistory(
  context: Reading,
  postId: number,
): Promise<{ readonly post: PostAboutView; readonly revisions: readonly RevisionView[] }> {
  const found = await getPost(context.db, context.viewer, postId)
  const { post, thread } = found
  const rows = await context.db
    .selectFrom('post_revisions')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('number', 'desc')
    .limit(100)
    .execute()
  const people = await findPeople(context.db, [...rows.map((row) => row.by_id), post.edited_by, post.author_id])
  const now = {
    number: post.revision,
    title: post.kind === 'opening' ? thread.title : null,
    body: post.body,
    by_id: post.edited_by ?? post.author_id,
    at: post.edited_at ?? post.created_at,
    reason: post.edit_reason,
  }
  const versions = [now, ...rows]
  return {
    post: await aboutView(context, found),
    revisions: versions.map((version, at): RevisionView => {
      const before = versions[at + 1]
      const isFirst = before === undefined
      return {
        number: version.number,
        by: person(people, version.by_id),
        at: version.at,
        reason: version.reason,
        title:
          version.title === null || (before && before.title === version.title)
            ? null
            : pieces(before?.title ?? version.title, version.title),
        body: isFirst ? [{ kind: 'same', text: version.body }] : pieces(before.body, version.body),
      }
    }),
  }
}

/** The runs of words that stayed, came and went; a text too long to compare word by word is shown whole. */
function pieces(before: string, after: string): readonly DiffPiece[] {
  const parts = diffWordsWithSpace(before, after, { timeout: 200 })
  if (!parts)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]
  return parts.map((part) => ({
    kind: part.added ? 'added' : part.removed ? 'removed' : 'same',
    text: part.value,
  }))
}

/** Posts of a thread that a moderator may split off, with what identifies each. */
export async function listSplittable({ db, viewer, locale }: Reading, threadId: number) {
  if (!mayModerate(viewer).ok) throw notFound()
  const rows = await db
    .selectFrom('posts')
    .select(['id', 'kind', 'author_id', 'html', 'created_at'])
    .where('thread_id', '=', threadId)
    .where('kind', '!=', 'opening')
    .orderBy('created_at')
    .orderBy('id')
    .limit(500)
    .execute()
  const people = await findPeople(
    db,
    rows.map((row) => row.author_id),
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as PostAboutView['kind'],
    author: person(people, row.author_id)?.name ?? speak(locale, peopleWords)('formerFirst'),
    excerpt: excerptOf(row.html, 120),
    createdAt: row.created_at,
  }))
}

function person(people: ReadonlyMap<number, PersonView>, id: number | null): PersonView | null {
  return id === null ? null : (people.get(id) ?? null)
}
