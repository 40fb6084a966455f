import sharp from 'sharp'
import { expect, test } from 'vitest'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { hidePost } from '#app/features/forum/commands/moderate-post.server.ts'
import { setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { startArticle } from '#app/features/knowledge/commands/write-article.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import { loader as download } from '#app/routes/public/files.$key.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { refusalOfAct } from '#test/support/refusals.ts'
import { aBrowser } from '#test/support/routes.ts'
import { someServices } from '#test/support/services.ts'
import { keepAttachment } from './commands/keep-attachment.server.ts'
import { keepFile } from './commands/keep-file.server.ts'
import { keepImage } from './commands/keep-image.server.ts'
import { getFile } from './queries/file.server.ts'

const aPicture = async (): Promise<File> => {
  const image = sharp({ create: { width: 60, height: 30, channels: 3, background: '#0a6' } })
  return new File([new Uint8Array(await image.png().toBuffer())], 'The screen!.png')
}
const keyOf = (url: string): string => url.slice('/files/'.length)

eachDatabase((_name, open) => {
  const set = async () => {
    const services = someServices(open())
    const person = async (role = 'customer') => asViewer(await aMember(services.db, { role }))
    const [sender, stranger, moderator] = [await person(), await person(), await person('moderator')]
    const sees = async (viewer: Parameters<typeof services.as>[0], url: string): Promise<boolean> =>
      getFile(services.as(viewer), keyOf(url)).then(
        () => true,
        () => false,
      )
    return { services, sender, stranger, moderator, sees }
  }

  test('a picture is encoded anew, and its Markdown says what it was called', async () => {
    const { services, sender } = await set()

    const { url, markdown } = await keepImage(services.as(sender), await aPicture())

    expect(markdown).toBe(`![The screen](${url})`)
    const kept = await sharp(services.blobs.kept.get(keyOf(url))).metadata()
    expect(kept).toMatchObject({ format: 'webp', width: 60, height: 30 })
  })

  test('check 36: what is no picture never reaches the decoder', async () => {
    const { services, sender } = await set()
    const hostile = ['<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'BM', '\x00\x00\x00\x20ftypheic']

    for (const bytes of hostile) {
      const said = await refusalOfAct(keepImage(services.as(sender), new File([bytes], 'x.png', { type: 'image/png' })))
      expect(said['file']).toBe('Send a PNG, JPEG, WebP or GIF picture.')
    }
    expect(services.blobs.kept.size).toBe(0)
  })

  test('check 37: a picture is seen by those who may read the post that shows it, and before that by its sender', async () => {
    const { services, sender, stranger, moderator, sees } = await set()
    const thread = await aThread(services.db)
    const { url, markdown } = await keepImage(services.as(sender), await aPicture())
    expect(await sees(sender, url)).toBe(true)
    expect(await sees(stranger, url)).toBe(false)

    const { postId } = await addPost(services.as(sender), thread.id, {
      body: `Look: ${markdown}`,
      parentId: null,
      as: 'answer',
    })
    expect(await sees(GUEST, url)).toBe(true)
    await hidePost(services.as(moderator), postId, 'shows a face')

    expect(await sees(GUEST, url)).toBe(false)
    expect(await sees(stranger, url)).toBe(false)
    expect(await sees(moderator, url)).toBe(true)
  })

  test('check 37: in a thread that becomes private, its pictures do', async () => {
    const { services, sender, stranger, moderator, sees } = await set()
    const thread = await aThread(services.db)
    const { url, markdown } = await keepImage(services.as(sender), await aPicture())
    await addPost(services.as(sender), thread.id, { body: markdown, parentId: null, as: 'answer' })

    await setThreadState(services.as(moderator), thread.id, 'make private', 'personal data')

    expect(await sees(stranger, url)).toBe(false)
  })

  test('staff attach documents to articles: read by who may read the article, and only ever saved', async () => {
    const { services, sender, stranger, sees } = await set()
    const agnes = asViewer(await aMember(services.db, { role: 'agent' }))
    const form = new FormData()
    form.set('file', new File(['%PDF-1.7 rates'], 'Gebühren (2026).pdf', { type: 'image/png' }))

    await expect(keepFile(services.as(sender), form)).rejects.toMatchObject({ code: 'forbidden' })
    const { url, markdown } = await keepFile(services.as(agnes), form)
    expect(markdown).toBe(`[Gebühren (2026).pdf (1 KB)](${url})`)
    expect([await sees(agnes, url), await sees(stranger, url), await sees(GUEST, url)]).toEqual([true, false, false])

    const category = await aCategory(services.db)
    const { id: articleId } = await startArticle(services.as(agnes), {
      title: 'What it costs',
      body: `See ${markdown}.`,
      aliases: [],
      tags: [],
      category: category.slug,
      section: '',
      language: '',
      reason: '',
      revision: 0,
      intent: 'save',
    })
    expect(await sees(GUEST, url)).toBe(false)
    await services.db
      .updateTable('articles')
      .set({ state: 'published', published_revision: 1, published_at: 1, listed: 1 })
      .where('id', '=', articleId)
      .execute()
    expect(await sees(GUEST, url)).toBe(false)
    await services.db
      .updateTable('articles')
      .set({ html: `<p><a href="${url}">it</a></p>` })
      .where('id', '=', articleId)
      .execute()
    expect([await sees(GUEST, url), await sees(stranger, url)]).toEqual([true, true])

    const guest = aBrowser(services)
    const answer = await guest.visit(download, url, { key: keyOf(url) })
    expect(answer.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''Geb%C3%BChren%20%282026%29.pdf",
    )
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  })

  test.each([
    ['an executable', new File(['MZ'], 'manual.pdf'), 'as long as they are what their names say'],
    ['an empty file', new File([''], 'manual.pdf'), 'empty'],
    ['one too large', new File([new Uint8Array(8 * 1024 * 1024 + 1)], 'a.zip'), 'at most 8 MB'],
  ])('%s is not attached, and nothing of it is kept', async (_what, file, why) => {
    const { services } = await set()
    const agnes = asViewer(await aMember(services.db, { role: 'agent' }))
    const said = await refusalOfAct(keepAttachment(services.as(agnes), file))
    expect(said['file']).toContain(why)
    expect(services.blobs.kept.size).toBe(0)
  })

  test('nobody makes somebody else’s picture theirs by showing it', async () => {
    const { services, sender, stranger, sees } = await set()
    const thread = await aThread(services.db)
    const { url, markdown } = await keepImage(services.as(sender), await aPicture())

    await addPost(services.as(stranger), thread.id, {
      body: markdown,
      parentId: null,
      as: 'answer',
    })

    expect(await sees(stranger, url)).toBe(false)
  })
})
