import sharp from 'sharp'
import { expect, test } from 'vitest'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { hidePost } from '#app/features/forum/commands/moderate-post.server.ts'
import { setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aMember, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices } from '#test/support/services.ts'
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
    const [sender, stranger, moderator] = [
      await person(),
      await person(),
      await person('moderator'),
    ]
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
    const hostile = [
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '%PDF-1.7',
      'BM',
      '\x00\x00\x00\x20ftypheic',
    ]

    for (const bytes of hostile) {
      await expect(
        keepImage(services.as(sender), new File([bytes], 'x.png', { type: 'image/png' })),
      ).rejects.toMatchObject({ fields: { file: 'Send a PNG, JPEG, WebP or GIF picture.' } })
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
