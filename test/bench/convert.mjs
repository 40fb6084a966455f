// Turns a corpus of make-corpus.mjs into the import format of docs/import.md.
import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'

/** Writes `out` (JSON Lines) from `corpus` (gzipped); returns how many posts it holds. */
export async function convert(corpus, out) {
  const file = createWriteStream(out)
  const write = async (line) => {
    if (!file.write(`${JSON.stringify(line)}\n`)) await new Promise((resolve) => file.once('drain', resolve))
  }
  const pending = new Map()
  const slugs = new Map()
  let posts = 0
  for await (const text of createInterface({
    input: createReadStream(corpus).pipe(createGunzip()),
  })) {
    const o = JSON.parse(text)
    if (o.t === 'category') {
      slugs.set(o.id, o.slug)
      await write({ type: 'category', slug: o.slug, name: o.name, description: o.description })
    } else if (o.t === 'user') {
      const handle = `${o.username.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 20)}-${o.id}`
      await write({ type: 'member', id: o.id, name: o.name, handle, created: o.joined })
    } else if (o.t === 'topic') pending.set(o.id, o)
    else if (o.t === 'post') {
      posts += 1
      const topic = pending.get(o.topic)
      if (o.n === 1 && topic) {
        pending.delete(o.topic)
        await write({
          type: 'thread',
          id: topic.id,
          title: topic.title,
          body: o.body,
          author: o.user,
          category: slugs.get(topic.cat),
          tags: topic.tags,
          created: o.created,
        })
      } else
        await write({
          type: 'post',
          id: o.id,
          thread: o.topic,
          author: o.user,
          kind: 'answer',
          body: o.body,
          created: o.created,
        })
    }
  }
  await new Promise((resolve) => file.end(resolve))
  return posts
}
