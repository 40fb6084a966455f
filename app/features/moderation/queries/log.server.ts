import { DateTime } from 'luxon'
import { readableArticles } from '#app/access/articles.server.ts'
import { readableThreads } from '#app/access/threads.server.ts'
import { mayModerate } from '#app/access/threads.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { listCalendars } from '#app/features/promises/queries/promises.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { settingWords } from '#app/features/settings/queries/setting-words.ts'
import { addressOf, postAddress } from '#app/kernel/addresses.ts'
import { handleKey } from '#app/kernel/handles.ts'
import { legalAddress, legalTextOf } from '#app/kernel/legal.ts'
import { KEPT_KINDS, keptWords } from '#app/kernel/retention.ts'
import { retentionWords } from '#app/kernel/words/retention.ts'
import { textIn } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import { actWords } from '../words/acts.ts'
import type { Actor } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { ActRow } from '#db/schema/moderation.ts'
import type { Executor } from '#db/transaction.server.ts'
import { csvRecord } from '#app/kernel/csv-record.ts'
import { fillSentence, readAct, sentenceOf, type Blank, type Part } from '../rules/act-sentences.ts'
import type { LogEntryView, LogFilter, LogView } from '../types.ts'

const PAGE = 30
const EXPORT_PAGE = 500

type Reading = Pick<Context, 'db' | 'viewer' | 'locale'>

/** Reads from an address what of the log is asked for. */
export function readLogFilter(params: URLSearchParams): LogFilter {
  const day = (name: string): string => {
    const text = params.get(name) ?? ''
    return DateTime.fromFormat(text, 'yyyy-MM-dd').isValid ? text : ''
  }
  const act = params.get('act')
  return {
    by: (params.get('by') ?? '').trim().replace(/^@/, '').slice(0, 100),
    act: readAct(act) === null ? '' : (act ?? ''),
    from: day('from'),
    to: day('to'),
  }
}

/** What staff and members did that others should be able to look up, newest first. */
export async function getLog(
  { db, viewer, locale }: Reading,
  filter: LogFilter,
  zone: string,
  page: string | null,
): Promise<LogView> {
  demand(mayModerate(viewer))
  const rows = await pageByKey(await chosenActs(db, filter, zone), {
    page,
    size: PAGE,
    by: ['at', 'id'],
    order: 'desc',
    keysOf: (row) => [row.at, row.id],
  })
  return {
    filter,
    newer: rows.newer,
    older: rows.older,
    rows: await sayActs({ db, viewer, locale }, rows.rows),
  }
}

/** The same as comma-separated values, in pieces; no cell of it is taken for a formula. */
export async function* writeLog(
  { db, viewer, locale }: Reading,
  filter: LogFilter,
  zone: string,
): AsyncGenerator<string> {
  demand(mayModerate(viewer))
  yield csvRecord(['when', 'who', 'name', 'what', 'why'])
  let page: string | null = null
  do {
    const rows: { rows: ActRow[]; older: string | null } = await pageOfActs(db, filter, zone, page)
    for (const row of await sayActs({ db, viewer, locale }, rows.rows)) {
      yield csvRecord([
        new Date(row.at).toISOString(),
        row.by?.handle ?? '',
        row.by?.name ?? '',
        row.said.map(({ words }) => words).join(''),
        row.reason ?? '',
      ])
    }
    page = rows.older
  } while (page !== null)
}

async function pageOfActs(db: Executor, filter: LogFilter, zone: string, page: string | null) {
  const { rows, older } = await pageByKey(await chosenActs(db, filter, zone), {
    page,
    size: EXPORT_PAGE,
    by: ['at', 'id'],
    order: 'desc',
    keysOf: (row) => [row.at, row.id],
  })
  return { rows: [...rows], older }
}

async function chosenActs(db: Executor, filter: LogFilter, zone: string) {
  const act = readAct(filter.act)
  const first = filter.from === '' ? null : DateTime.fromISO(filter.from, { zone }).startOf('day')
  const last = filter.to === '' ? null : DateTime.fromISO(filter.to, { zone }).endOf('day')
  const member =
    filter.by === ''
      ? null
      : await db.selectFrom('members').select('id').where('handle_key', '=', handleKey(filter.by)).executeTakeFirst()
  return db
    .selectFrom('acts')
    .selectAll()
    .$if(filter.by !== '', (q) => q.where('member_id', '=', member?.id ?? 0))
    .$if(act !== null, (q) => q.where('subject_kind', '=', act?.kind ?? '').where('verb', '=', act?.verb ?? ''))
    .$if(first !== null, (q) => q.where('at', '>=', first?.toMillis() ?? 0))
    .$if(last !== null, (q) => q.where('at', '<=', last?.toMillis() ?? 0))
}

type Detail = Readonly<Record<string, unknown>>

const PLACES = ['into', 'from', 'to'] as const

/** Each act as a sentence; what the reader may not read is not named. */
async function sayActs({ db, viewer, locale }: Reading, rows: readonly ActRow[]): Promise<readonly LogEntryView[]> {
  const t = speak(locale, actWords)
  const acts = rows.map((row) => ({ row, detail: JSON.parse(row.detail) as Detail }))
  const { categories, unreadable } = await allCategories(db, viewer)
  const idsOf = (kind: string): number[] => [
    ...new Set(
      acts
        .filter(({ row }) => row.subject_kind === kind)
        .flatMap(({ row, detail }) => [
          row.subject_id,
          ...PLACES.flatMap((place) => (typeof detail[place] === 'number' ? [detail[place]] : [])),
        ]),
    ),
  ]
  const some = (ids: readonly number[]): number[] => (ids.length === 0 ? [0] : [...ids])
  const posts = await db
    .selectFrom('posts')
    .select(['id', 'thread_id', 'kind'])
    .where('id', 'in', some(idsOf('post')))
    .execute()
  const threads = await db
    .selectFrom('threads')
    .select(['id', 'slug', 'title'])
    .where('id', 'in', some([...idsOf('thread'), ...posts.map((post) => post.thread_id)]))
    .where(readableThreads(viewer, unreadable))
    .execute()
  const articles = await db
    .selectFrom('articles')
    .select(['id', 'title'])
    .where('id', 'in', some(idsOf('article')))
    .where(readableArticles(viewer, unreadable))
    .execute()
  const topics = await db
    .selectFrom('topics')
    .select(['id', 'title'])
    .where('id', 'in', some(idsOf('topic')))
    .execute()
  const calendars = new Set((await listCalendars(db, '')).map(({ calendar }) => calendar.id))
  const people = await findPeople(db, [...rows.map((row) => row.member_id), ...idsOf('member')])

  const quoted = (title: string, address: string): Part => ({ words: t('quoted', { title }), address })
  const threadPart = (id: number): Part => {
    const thread = threads.find((one) => one.id === id)
    return thread ? quoted(thread.title, addressOf(thread)) : unnamed(t('thread.unreadable'))
  }
  const topicPart = (id: number): Part => {
    const topic = topics.find((one) => one.id === id)
    return topic ? quoted(topic.title, `/desk/topics/${id}`) : unnamed(t('topic.gone'))
  }
  const categoryPart = (category: (typeof categories)[number] | undefined): Part => {
    if (!category) return unnamed(t('category.gone'))
    if (unreadable.includes(category.id)) return unnamed(t('category.unreadable'))
    return quoted(category.name, `/c/${category.slug}`)
  }
  const postPart = (id: number): Part => {
    const post = posts.find((one) => one.id === id)
    const thread = threads.find((one) => one.id === post?.thread_id)
    if (!post || !thread) return unnamed(t('post.unreadable'))
    return { words: t('post.named', { kind: post.kind, title: thread.title }), address: postAddress(thread, id) }
  }
  const tagPart = (name: unknown): Part =>
    typeof name === 'string' && name !== ''
      ? { words: t('tag.named', { name }), address: `/tags/${encodeURIComponent(name)}` }
      : unnamed(t('plain.tag'))
  const legalPart = (name: unknown): Part => {
    const text = legalTextOf(typeof name === 'string' ? name : '')
    return text === null
      ? unnamed(t('plain.legal'))
      : { words: t('legal.named', { text }), address: legalAddress(text) }
  }
  const subjectPart = (row: ActRow, detail: Detail): Part => {
    const id = row.subject_id
    switch (row.subject_kind) {
      case 'thread':
        return threadPart(id)
      case 'post':
        return postPart(id)
      case 'topic':
        return topicPart(id)
      case 'category':
        return categoryPart(categories.find((one) => one.id === id))
      case 'tag':
        return tagPart(detail['from'])
      case 'calendar': {
        const { name } = detail
        const words = typeof name === 'string' ? t('calendar.named', { name }) : t('plain.calendar')
        return { words, address: calendars.has(id) ? `/desk/calendars/${id}` : null }
      }
      case 'token':
        return unnamed(
          typeof detail['name'] === 'string' ? t('token.named', { name: detail['name'] }) : t('plain.token'),
        )
      case 'prepared': {
        const { title } = detail
        return typeof title === 'string'
          ? { words: t('prepared.named', { title }), address: `/desk/prepared/${id}` }
          : unnamed(t('plain.prepared'))
      }
      case 'search': {
        const { query } = detail
        return typeof query === 'string'
          ? { words: t('search.named', { query }), address: `/desk/searches/point?query=${encodeURIComponent(query)}` }
          : unnamed(t('plain.search'))
      }
      case 'synonym': {
        const { words } = detail
        return {
          words: typeof words === 'string' ? t('synonym.named', { words }) : t('plain.synonym'),
          address: '/desk/searches/synonyms',
        }
      }
      case 'key':
        return unnamed(t('plain.key'))
      case 'badge': {
        const { name } = detail
        return typeof name === 'string'
          ? { words: t('badge.named', { name }), address: `/desk/badges/${id}` }
          : unnamed(t('plain.badge'))
      }
      case 'team': {
        const { name } = detail
        return typeof name === 'string'
          ? { words: t('team.named', { name }), address: row.verb === 'remove' ? null : `/desk/teams/${id}` }
          : unnamed(t('plain.team'))
      }
      case 'exemplar': {
        const { title } = detail
        return typeof title === 'string'
          ? { words: t('exemplar.named', { title }), address: '/desk/articles?tab=found' }
          : unnamed(t('plain.exemplar'))
      }
      case 'mission': {
        const { title } = detail
        return typeof title === 'string'
          ? { words: t('mission.named', { title }), address: `/missions/${id}` }
          : unnamed(t('plain.mission'))
      }
      case 'panel': {
        const { title } = detail
        return typeof title === 'string'
          ? { words: t('panel.named', { title }), address: `/desk/panels/${id}` }
          : unnamed(t('plain.panel'))
      }
      case 'story':
        return { words: t('plain.story'), address: `/stories/${id}` }
      case 'reward': {
        const { title } = detail
        return typeof title === 'string'
          ? { words: t('reward.named', { title }), address: `/desk/rewards/${id}` }
          : unnamed(t('plain.reward'))
      }
      case 'redemption': {
        const { title } = detail
        return typeof title === 'string'
          ? { words: t('redemption.named', { title }), address: `/desk/rewards/requests/${id}` }
          : unnamed(t('plain.redemption'))
      }
      case 'level': {
        const { name } = detail
        return typeof name === 'string'
          ? { words: t('level.named', { name }), address: '/desk/advocates/levels' }
          : unnamed(t('plain.level'))
      }
      case 'suspicion':
        return { words: t('plain.suspicion'), address: '/desk/advocates/suspicions' }
      case 'retention': {
        const kind = KEPT_KINDS.find((one) => one === detail['what'])
        return unnamed(kind ? speak(locale, retentionWords)(`kind.${kind}`) : t('plain.retention'))
      }
      case 'import': {
        const { source } = detail
        const words = typeof source === 'string' ? t('import.named', { source }) : t('plain.import')
        return { words, address: `/desk/requests/imports/${id}` }
      }
      case 'legal':
        return legalPart(detail['name'])
      case 'setting':
        return unnamed(settingWords(detail['changed'], locale))
      case 'article': {
        const article = articles.find((one) => one.id === id)
        return article ? quoted(article.title, `/desk/articles/${id}`) : unnamed(t('article.unreadable'))
      }
      default: {
        const invited = detail['invited']
        if (typeof invited === 'string') return unnamed(invited)
        // Who was invited is not known of acts of a former version, which name the admin twice.
        if (row.verb === 'invite' && id === row.member_id) return unnamed(t('somebody'))
        const member = people.get(id)
        return member ? { words: member.name, address: `/members/${member.handle}` } : unnamed(t('formerMember'))
      }
    }
  }
  const partOf = (row: ActRow, detail: Detail, blank: Blank): Part => {
    if (blank === 'subject') return subjectPart(row, detail)
    if (blank === 'role') return unnamed(t('role.named', { role: String(detail['role']) }))
    const request = detail['request']
    if (blank === 'request') {
      return typeof request === 'number'
        ? { words: t('plain.request'), address: `/desk/requests/${request}` }
        : unnamed(t('plain.request'))
    }
    switch (row.subject_kind) {
      case 'thread': {
        if (row.verb === 'move') return categoryPart(categories.find((one) => one.slug === detail[blank]))
        // Parting names the thread it was parted from.
        const other = detail['into'] ?? detail['from']
        return typeof other === 'number' ? threadPart(other) : unnamed(t('anotherThread'))
      }
      case 'topic': {
        if (blank !== 'into') {
          const title = detail[blank === 'from' ? 'before' : 'after']
          return unnamed(typeof title === 'string' ? t('quoted', { title }) : t('anotherName'))
        }
        if (detail['into'] === null) return unnamed(t('noTopic'))
        return typeof detail['into'] === 'number' ? topicPart(detail['into']) : unnamed(t('anotherTopic'))
      }
      case 'member':
        if (typeof detail['badge'] === 'string') return unnamed(t('badge.named', { name: detail['badge'] }))
        return unnamed(typeof detail[blank] === 'string' ? detail[blank] : t('plain.another'))
      case 'tag':
        return tagPart(detail['into'])
      case 'retention': {
        const days = detail[blank]
        return unnamed(typeof days === 'number' || days === null ? keptWords(days, locale) : t('plain.another'))
      }
      default:
        return unnamed(typeof detail[blank] === 'string' ? detail[blank] : t('plain.another'))
    }
  }
  return acts.map(({ row, detail }) => {
    const by = row.member_id === null ? undefined : people.get(row.member_id)
    const decision = typeof detail['decision'] === 'string' ? detail['decision'] : null
    return {
      id: row.id,
      at: row.at,
      by: by ? { handle: by.handle, name: by.name } : null,
      said: fillSentence(locale, sentenceOf(row.subject_kind, row.verb, decision), (blank) =>
        partOf(row, detail, blank),
      ),
      reason: row.reason === '' ? null : textIn(locale, row.reason),
    }
  })
}

async function allCategories(db: Executor, viewer: Actor) {
  const { unreadable } = await categoriesFor(db, viewer)
  const categories = await db.selectFrom('categories').select(['id', 'slug', 'name']).execute()
  return { categories, unreadable }
}

function unnamed(words: string): Part {
  return { words, address: null }
}
