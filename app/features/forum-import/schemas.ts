import { sayingText } from '#app/locale/saying.ts'
import { forumImportRefusals } from '#app/features/forum-import/words/refusals.ts'
import { z } from 'zod'
import { MAX_TITLE } from '#app/features/forum/rules.ts'
import { asBlock, asLine } from '#app/kernel/text.ts'
import { THREAD_KINDS } from '#app/features/forum/types.ts'

const Id = z.union([z.string().min(1).max(100), z.number().int()]).transform(String)

/** A time as UTC milliseconds or ISO 8601; without a zone it is UTC. */
const When = z.union([z.number().int().positive(), z.string()]).transform((given, context) => {
  const at = typeof given === 'number' ? given : Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(given) ? given : `${given}Z`)
  if (Number.isFinite(at)) return at
  context.addIssue({ code: 'custom', message: sayingText(forumImportRefusals, 'isNoTime') })
  return z.NEVER
})

/** One line as a person would have typed it: marks that can't be seen or that turn a text round are left out. */
const line = (most: number) => z.string().transform(asLine).pipe(z.string().min(1).max(most))

const CategoryLine = z.object({
  type: z.literal('category'),
  slug: z.string().regex(/^[a-z0-9-]{1,60}$/, sayingText(forumImportRefusals, 'mayHaveAZ')),
  name: line(80),
  description: z.string().transform(asLine).pipe(z.string().max(300)).default(''),
})

const MemberLine = z.object({
  type: z.literal('member'),
  id: Id,
  name: line(80),
  handle: z.string().regex(/^[A-Za-z0-9_-]{3,30}$/, sayingText(forumImportRefusals, 'mayHave3')),
  role: z.enum(['customer', 'advocate']).default('customer'),
  bio: z.string().transform(asBlock).pipe(z.string().max(500)).default(''),
  created: When,
})

const ThreadLine = z.object({
  type: z.literal('thread'),
  id: Id,
  title: z
    .string()
    .transform((title) => asLine(title).slice(0, MAX_TITLE))
    .pipe(z.string().min(1)),
  body: z.string(),
  author: Id.nullable().default(null),
  category: z.string().max(60),
  kind: z.enum(THREAD_KINDS).default('question'),
  tags: z.array(z.string().max(60)).max(30).default([]),
  sameHere: z.number().int().min(0).max(1e6).default(0),
  private: z.boolean().default(false),
  created: When,
})

const PostLine = z.object({
  type: z.literal('post'),
  id: Id,
  thread: Id,
  parent: Id.nullable().default(null),
  author: Id.nullable().default(null),
  kind: z.enum(['answer', 'comment']).optional(),
  body: z.string(),
  helpful: z.number().int().min(0).max(1e6).default(0),
  accepted: z.boolean().default(false),
  created: When,
})

/** One line of a forum import, described in docs/import.md. */
export const ImportLine = z.discriminatedUnion('type', [CategoryLine, MemberLine, ThreadLine, PostLine])
export type ImportLine = z.infer<typeof ImportLine>
