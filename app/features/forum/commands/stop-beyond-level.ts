import { mayLink, mayShowPictures } from '#app/access/members.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Actor } from '#app/kernel/roles.ts'
import { saying } from '#app/locale/saying.ts'
import { forumRefusals } from '../words/refusals.ts'

/** A link that leads away from the site, and any picture, in rendered HTML. */
const LINK = /<a\s[^>]*href="https?:/i
const PICTURE = /<img\s/i

/** Refuses links to other places and pictures in a text whose writer's level does not let them use these yet. */
export function stopBeyondLevel(actor: Actor, html: string): void {
  const key =
    LINK.test(html) && !mayLink(actor)
      ? 'level.links'
      : PICTURE.test(html) && !mayShowPictures(actor)
        ? 'level.pictures'
        : null
  if (key === null) return
  throw new AppError('invalid', saying(forumRefusals, 'level'), { fields: { body: saying(forumRefusals, key) } })
}
