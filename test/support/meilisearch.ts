import { readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/**
 * A server that keeps the contract of a Meilisearch server, for tests: each request must be one that Meilisearch's own
 * OpenAPI description allows, each answer is one of its shapes, and both are checked. What it finds follows the rules that
 * Meilisearch documents (words, typos, prefixes, phrases, negatives, filters, matching strategies), by the simplest means.
 */
export interface ContractServer {
  readonly url: string
  readonly key: string
  /** Requests that the description does not allow, and answers that are not of its shape. */
  readonly breaches: readonly string[]
  /** Every request so far, as `POST /indexes`. */
  readonly requests: readonly string[]
  /** How the server behaves from now on. */
  become(mood: Mood): void
  /** Stops listening, as if it had been killed; what it held stays. */
  kill(): Promise<void>
  /** Listens again at the same address. */
  revive(): Promise<void>
  /** Forgets all that it held. */
  lose(): void
  close(): Promise<void>
}

/** `slow`: it takes requests and never answers; `full`: writing fails; `closed`: refuses every key; `leaky`: passes over filters. */
export type Mood = 'well' | 'slow' | 'full' | 'closed' | 'leaky' | 'old'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Doc = Record<string, Json>
interface Index {
  readonly docs: Map<string, Doc>
  settings: Record<string, Json>
  readonly createdAt: string
  updatedAt: string
}
interface Task {
  readonly uid: number
  readonly indexUid: string | null
  readonly type: string
  status: 'succeeded' | 'failed'
  error: Json
  readonly at: string
}

const SPEC = JSON.parse(
  readFileSync(fileURLToPath(new URL('../fixtures/meilisearch/openapi.json', import.meta.url)), 'utf8'),
) as { paths: Record<string, Record<string, Operation>>; components: Json }
// Described as an object that holds the list; the server, the same parameter of the GET route and the official client know
// the list alone.
;(SPEC.components as { schemas: Record<string, Json> }).schemas['AttributePatterns'] = {
  type: 'array',
  items: { type: 'string' },
}
interface Operation {
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Json }>; readonly required?: boolean }
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[]
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Json }> }>
}

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true })
;(addFormats as unknown as { default: (to: Ajv2020) => void }).default(ajv)
for (const name of [
  'int32',
  'int64',
  'uint',
  'uint32',
  'uint64',
  'float',
  'double',
  'uint8',
  'uint16',
  'u-int8',
  'u-int16',
  'u-int32',
  'u-int64',
])
  ajv.addFormat(name, true)
ajv.addSchema({ $id: 'meili', components: SPEC.components })
const validators = new Map<string, ValidateFunction>()
function validator(schema: Json): ValidateFunction {
  const key = JSON.stringify(schema)
  let found = validators.get(key)
  if (!found) {
    const text = key.replaceAll('"#/components/', '"meili#/components/')
    validators.set(key, (found = ajv.compile(JSON.parse(text) as object)))
  }
  return found
}

/** The operation of a request, with its path as the description writes it. */
function operationOf(method: string, path: string): { readonly name: string; readonly operation: Operation } | null {
  const parts = path.split('/')
  let best: { readonly name: string; readonly operation: Operation } | null = null
  for (const [name, methods] of Object.entries(SPEC.paths)) {
    const pattern = name.split('/')
    const operation = methods[method.toLowerCase()]
    if (pattern.length !== parts.length || !operation) continue
    if (!pattern.every((part, at) => part.startsWith('{') || part === parts[at])) continue
    // A path that is written out goes before one with a place in it.
    if (!best || best.name.split('{').length > name.split('{').length) best = { name, operation }
  }
  return best
}

const SLASH = '/'
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null))

/** Starts a contract server on a port of its own. */
export async function openContractServer(key = 'a key of the test'): Promise<ContractServer> {
  const indexes = new Map<string, Index>()
  const tasks: Task[] = []
  const breaches: string[] = []
  const requests: string[] = []
  const hanging = new Set<http.ServerResponse>()
  let mood: Mood = 'well'

  const answer = (request: http.IncomingMessage, body: string): { status: number; json: Json } => {
    const url = new URL(request.url ?? SLASH, 'http://server')
    const method = request.method ?? 'GET'
    requests.push(`${method} ${url.pathname}`)
    const found = operationOf(method, url.pathname)
    if (!found) {
      breaches.push(`${method} ${url.pathname} is not in the description`)
      return { status: 404, json: refusal('not_found', 'no such route') }
    }
    const { name, operation } = found
    const known = new Set((operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name))
    for (const parameter of url.searchParams.keys())
      if (!known.has(parameter)) breaches.push(`${method} ${name} knows no parameter ${parameter}`)
    let json: Json = null
    if (body !== '') {
      try {
        json = JSON.parse(body) as Json
      } catch {
        return { status: 400, json: refusal('malformed_payload', 'The json payload provided is malformed.') }
      }
    }
    const schema = operation.requestBody?.content['application/json']?.schema
    if (schema && operation.requestBody?.required && !validator(schema)(json)) {
      const why = ajv.errorsText(validator(schema).errors)
      breaches.push(`${method} ${name}: ${why}`)
      return { status: 400, json: refusal('bad_request', why) }
    }
    if (name !== '/health') {
      const given = request.headers.authorization
      if (given === undefined)
        return {
          status: 401,
          json: refusal('missing_authorization_header', 'The Authorization header is missing.', 'auth'),
        }
      if (mood === 'closed' || given !== `Bearer ${key}`)
        return { status: 403, json: refusal('invalid_api_key', 'The provided API key is invalid.', 'auth') }
    }
    const reply = handle(method, name, url, json)
    checkReply(method, name, operation, reply)
    return reply
  }

  const checkReply = (
    method: string,
    name: string,
    operation: Operation,
    reply: { status: number; json: Json },
  ): void => {
    // The description writes down only the federated answer of a multi-search; the plain one is `SearchResults`.
    const described =
      name === '/multi-search' && reply.status === 200
        ? { $ref: '#/components/schemas/SearchResults' }
        : (operation.responses[reply.status]?.content?.['application/json']?.schema ??
          (reply.status >= 400 ? { $ref: '#/components/schemas/ResponseError' } : undefined))
    if (!described || reply.json === null) return
    const check = validator(described)
    if (!check(reply.json))
      breaches.push(`answer ${reply.status} of ${method} ${name}: ${ajv.errorsText(check.errors)}`)
  }

  const task = (indexUid: string | null, type: string, work: () => string | null): { status: number; json: Json } => {
    const at = new Date().toISOString()
    const error = mood === 'full' ? 'No space left on device.' : work()
    const one: Task = {
      uid: tasks.length,
      indexUid,
      type,
      status: error === null ? 'succeeded' : 'failed',
      error: error === null ? null : refusal(mood === 'full' ? 'no_space_left_on_device' : 'internal', error),
      at,
    }
    tasks.push(one)
    return { status: 202, json: { taskUid: one.uid, indexUid, status: 'enqueued', type, enqueuedAt: at } }
  }

  const fresh = (): Index => {
    const now = new Date().toISOString()
    return { docs: new Map(), settings: {}, createdAt: now, updatedAt: now }
  }

  function handle(method: string, name: string, url: URL, json: Json): { status: number; json: Json } {
    const parts = url.pathname.split('/').map(decodeURIComponent)
    const uid = parts[2] ?? ''
    const index = indexes.get(uid)
    const missing = (): { status: number; json: Json } => ({
      status: 404,
      json: refusal('index_not_found', `Index \`${uid}\` not found.`),
    })
    switch (`${method} ${name}`) {
      case 'GET /health':
        return { status: 200, json: { status: 'available' } }
      case 'GET /version':
        return {
          status: 200,
          json: {
            commitSha: '0'.repeat(40),
            commitDate: '2026-08-01T00:00:00Z',
            pkgVersion: mood === 'old' ? '1.9.0' : '1.53.0',
          },
        }
      case 'GET /indexes/{index_uid}':
        return index ? { status: 200, json: viewOf(uid, index) } : missing()
      case 'GET /indexes/{index_uid}/stats':
        if (!index) return missing()
        return {
          status: 200,
          json: {
            numberOfDocuments: index.docs.size,
            indexSize: 0,
            usedIndexSize: 0,
            rawDocumentDbSize: 0,
            avgDocumentSize: 0,
            isIndexing: false,
            numberOfEmbeddings: 0,
            numberOfEmbeddedDocuments: 0,
            fieldDistribution: {},
          },
        }
      case 'POST /indexes': {
        const made = (json as { uid: string }).uid
        return task(made, 'indexCreation', () => {
          if (indexes.has(made)) return `Index \`${made}\` already exists.`
          indexes.set(made, fresh())
          return null
        })
      }
      case 'DELETE /indexes/{index_uid}':
        return task(uid, 'indexDeletion', () => (indexes.delete(uid) ? null : `Index \`${uid}\` not found.`))
      case 'PATCH /indexes/{index_uid}/settings':
        return task(uid, 'settingsUpdate', () => {
          const own = ensured(uid)
          own.settings = { ...own.settings, ...(json as Record<string, Json>) }
          return null
        })
      case 'GET /indexes/{index_uid}/settings/synonyms':
        return index ? { status: 200, json: index.settings['synonyms'] ?? {} } : missing()
      case 'PUT /indexes/{index_uid}/settings/synonyms':
        return task(uid, 'settingsUpdate', () => {
          ensured(uid).settings['synonyms'] = json
          return null
        })
      case 'POST /indexes/{index_uid}/documents':
        return task(uid, 'documentAdditionOrUpdate', () => {
          for (const doc of json as Doc[]) ensured(uid).docs.set(textOf(doc['id']), doc)
          return null
        })
      case 'POST /indexes/{index_uid}/documents/delete-batch':
        return task(uid, 'documentDeletion', () => {
          for (const id of json as Json[]) ensured(uid).docs.delete(textOf(id))
          return null
        })
      case 'GET /tasks/{task_id}': {
        const one = tasks[Number(parts[2])]
        if (!one) return { status: 404, json: refusal('task_not_found', `Task \`${parts[2]}\` not found.`) }
        return {
          status: 200,
          json: {
            uid: one.uid,
            batchUid: one.uid,
            indexUid: one.indexUid,
            status: one.status,
            type: one.type,
            canceledBy: null,
            details: {},
            error: one.error,
            duration: 'PT0.01S',
            enqueuedAt: one.at,
            startedAt: one.at,
            finishedAt: one.at,
          },
        }
      }
      case 'POST /swap-indexes':
        return task(null, 'indexSwap', () => {
          for (const { indexes: pair } of json as { indexes: [string, string] }[]) {
            const [one, other] = [indexes.get(pair[0]), indexes.get(pair[1])]
            if (!one || !other) return `Index \`${one ? pair[1] : pair[0]}\` not found.`
            indexes.set(pair[0], other)
            indexes.set(pair[1], one)
          }
          return null
        })
      case 'POST /indexes/{index_uid}/search':
        return index ? { status: 200, json: search(index, json as unknown as Query) } : missing()
      case 'POST /multi-search': {
        const results: Json[] = []
        for (const query of (json as unknown as { queries: (Query & { indexUid: string })[] }).queries) {
          const one = indexes.get(query.indexUid)
          if (!one)
            return {
              status: 400,
              json: refusal('index_not_found', `Inside \`.queries\`: Index \`${query.indexUid}\` not found.`),
            }
          results.push({ indexUid: query.indexUid, ...search(one, query) })
        }
        return { status: 200, json: { results } }
      }
    }
    breaches.push(`${method} ${name} is in the description, and this server does not know it yet`)
    return { status: 404, json: refusal('not_found', 'not here') }
  }

  const ensured = (uid: string): Index => {
    const known = indexes.get(uid) ?? fresh()
    indexes.set(uid, known)
    return known
  }

  const search = (index: Index, query: Query): { [key: string]: Json } => found(index, query, mood === 'leaky')

  const listen = (): http.Server =>
    http.createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8')
      request.on('data', (chunk: string) => (body += chunk))
      request.on('end', () => {
        if (mood === 'slow') return void hanging.add(response)
        const { status, json } = answer(request, body)
        const text = json === null ? '' : JSON.stringify(json)
        response.writeHead(status, { 'content-type': 'application/json' }).end(text)
      })
    })
  let server = listen()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const kill = async (): Promise<void> => {
    for (const response of hanging) response.destroy()
    hanging.clear()
    if (!server.listening) return
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return {
    url: `http://127.0.0.1:${port}`,
    key,
    breaches,
    requests,
    become(next) {
      mood = next
      if (mood !== 'slow') for (const response of hanging) response.destroy()
    },
    kill,
    async revive() {
      server = listen()
      await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
    },
    lose: () => indexes.clear(),
    close: kill,
  }
}

const refusal = (code: string, message: string, type = 'invalid_request'): Json => ({
  message,
  code,
  type,
  link: `https://docs.meilisearch.com/errors#${code}`,
})

const viewOf = (uid: string, index: Index): Json => ({
  uid,
  createdAt: index.createdAt,
  updatedAt: index.updatedAt,
  primaryKey: 'id',
})

interface Query {
  readonly q?: string
  readonly filter?: string | string[]
  readonly offset?: number
  readonly limit?: number
  readonly sort?: string[]
  readonly facets?: string[]
  readonly matchingStrategy?: 'last' | 'all' | 'frequency'
  readonly attributesToSearchOn?: string[]
  readonly attributesToRetrieve?: string[]
  readonly attributesToHighlight?: string[]
  readonly attributesToCrop?: string[]
  readonly cropLength?: number
  readonly cropMarker?: string
  readonly highlightPreTag?: string
  readonly highlightPostTag?: string
  readonly showRankingScore?: boolean
  readonly showRankingScoreDetails?: boolean
}

const WORD = /[\p{L}\p{N}+#]+/gu
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const tokens = (text: string): string[] => [...folded(text).matchAll(WORD)].map(([word]) => word)

function near(a: string, b: string): boolean {
  const most = a.length >= 8 ? 2 : a.length >= 4 ? 1 : 0
  if (/\d/.test(a) || most === 0 || Math.abs(a.length - b.length) > most) return a === b
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min((row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1), (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1),
      )
    row = next
  }
  return (row[b.length] ?? 9) <= most
}

function textsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.flatMap(textsOf) : []
}

/** What Meilisearch documents of its search, in the simplest way that keeps it. */
function found(index: Index, query: Query, isLeaky: boolean): { [key: string]: Json } {
  const settings = index.settings as {
    searchableAttributes?: string[]
    filterableAttributes?: string[]
    sortableAttributes?: string[]
    synonyms?: Record<string, string[]>
    pagination?: { maxTotalHits?: number }
  }
  const q = query.q ?? ''
  const negative = [...q.matchAll(/(?:^|\s)-(?:"([^"]*)"|(\S+))/gu)].map(([, phrase, word]) =>
    tokens(phrase ?? word ?? ''),
  )
  const positive = q.replace(/(?:^|\s)-(?:"[^"]*"|\S+)/gu, ' ')
  const phrases = [...positive.matchAll(/"([^"]*)"/gu)]
    .map(([, phrase]) => tokens(phrase ?? ''))
    .filter((one) => one.length > 0)
  const loose = tokens(positive.replace(/"[^"]*"/gu, ' ')).slice(0, 10)
  const endsOpen = !/\s$/.test(positive) && !/"\s*$/.test(positive)
  const attributes = query.attributesToSearchOn ?? settings.searchableAttributes ?? ['title', 'text']
  const synonyms = settings.synonyms ?? {}
  const fieldsOf = (doc: Doc): string[][] => attributes.flatMap((name) => textsOf(doc[name]).map(tokens))
  const holdsPhrase = (fields: string[][], phrase: string[]): boolean =>
    fields.some((words) => words.some((_, at) => phrase.every((word, n) => words[at + n] === word)))
  const holdsWord = (fields: string[][], word: string, isLast: boolean): boolean =>
    fields.some((words) => words.some((one) => near(word, one) || (isLast && one.startsWith(word)))) ||
    (synonyms[word] ?? []).some((other) => holdsPhrase(fields, tokens(other)))
  const filters = isLeaky ? [] : [query.filter ?? []].flat()
  const passing = [...index.docs.values()].filter((doc) =>
    filters.every((one) => passes(doc, one, settings.filterableAttributes ?? [])),
  )
  const all = [...index.docs.values()].map(fieldsOf)
  const frequency = new Map(
    loose.map((word) => [word, all.filter((fields) => holdsWord(fields, word, false)).length || Infinity]),
  )
  // `last` drops words from the end, `frequency` those that no document has and then the commonest first, `all` none.
  const order =
    query.matchingStrategy === 'frequency'
      ? loose
          .map((word, at) => ({ word, at }))
          .sort((a, b) =>
            frequency.get(a.word) === frequency.get(b.word)
              ? a.at - b.at
              : (frequency.get(a.word) ?? 0) - (frequency.get(b.word) ?? 0),
          )
      : loose.map((word, at) => ({ word, at }))
  const least = query.matchingStrategy === 'all' ? loose.length : Math.min(1, loose.length)
  const ranked = passing.flatMap((doc) => {
    const fields = fieldsOf(doc)
    if (negative.some((phrase) => phrase.length > 0 && holdsPhrase(fields, phrase))) return []
    if (!phrases.every((phrase) => holdsPhrase(fields, phrase))) return []
    let matching = 0
    for (const { word, at } of order) {
      if (!holdsWord(fields, word, endsOpen && at === loose.length - 1)) break
      matching += 1
    }
    if (matching < least) return []
    const title = textsOf(doc['title']).flatMap(tokens)
    const inTitle = loose.filter((word) => title.some((one) => near(word, one))).length
    return [{ doc, matching, inTitle }]
  })
  const by = (query.sort ?? []).map((one) => one.split(':') as [string, string])
  for (const [name] of by)
    if (!(settings.sortableAttributes ?? []).includes(name)) throw new Error(`${name} is not sortable`)
  ranked.sort((a, b) => {
    for (const [name, direction] of by) {
      const [one, other] = [Number(a.doc[name]), Number(b.doc[name])]
      if (one !== other) return direction === 'desc' ? other - one : one - other
    }
    return b.matching - a.matching || b.inTitle - a.inTitle || Number(b.doc['worth'] ?? 0) - Number(a.doc['worth'] ?? 0)
  })
  const [offset, limit] = [query.offset ?? 0, query.limit ?? 20]
  const marks = { pre: query.highlightPreTag ?? '<em>', post: query.highlightPostTag ?? '</em>' }
  const isFound = (word: string): boolean => {
    const plain = folded(word)
    return (
      loose.some(
        (one, at) =>
          near(one, plain) ||
          (endsOpen && at === loose.length - 1 && plain.startsWith(one)) ||
          (synonyms[one] ?? []).some((other) => tokens(other).includes(plain)),
      ) || phrases.some((phrase) => phrase.includes(plain))
    )
  }
  const marked = (text: string): string =>
    text.replace(WORD, (word) => (isFound(word) ? `${marks.pre}${word}${marks.post}` : word))
  const cropped = (text: string): string => {
    const words = text.split(/\s+/u)
    const length = query.cropLength ?? 10
    const first = words.findIndex((word) => tokens(word).some(isFound))
    const start = Math.max(0, Math.min(first - 3, words.length - length))
    const part = words.slice(start, start + length).join(' ')
    const marker = query.cropMarker ?? '…'
    return `${start > 0 ? marker : ''}${part}${start + length < words.length ? marker : ''}`
  }
  const shown = (name: string, value: Json | undefined): Json => {
    if (Array.isArray(value)) return value.map((one) => shown(name, one))
    if (typeof value !== 'string') return value === undefined ? null : textOf(value)
    const text = query.attributesToCrop?.includes(name) ? cropped(value) : value
    return query.attributesToHighlight?.includes(name) ? marked(text) : text
  }
  const hits = ranked.slice(offset, offset + limit).map(({ doc, matching, inTitle }) => {
    const names = query.attributesToRetrieve ?? Object.keys(doc)
    const formatted = [
      ...new Set([...names, ...(query.attributesToHighlight ?? []), ...(query.attributesToCrop ?? [])]),
    ]
    const isFormatted = query.attributesToHighlight !== undefined || query.attributesToCrop !== undefined
    return {
      ...Object.fromEntries(names.map((name) => [name, doc[name] ?? null])),
      ...(isFormatted
        ? { _formatted: Object.fromEntries(formatted.map((name) => [name, shown(name, doc[name])])) }
        : {}),
      ...(query.showRankingScore
        ? { _rankingScore: loose.length === 0 ? 1 : (matching + inTitle / 10) / (loose.length + 0.1 * loose.length) }
        : {}),
      ...(query.showRankingScoreDetails
        ? {
            _rankingScoreDetails: {
              words: { order: 0, matchingWords: matching, maxMatchingWords: loose.length, score: 1 },
            },
          }
        : {}),
    }
  })
  const facetDistribution = Object.fromEntries(
    (query.facets ?? []).map((name) => {
      const counts: Record<string, number> = {}
      for (const { doc } of ranked)
        for (const value of [doc[name] ?? []].flat()) {
          const text = textOf(value)
          counts[text] = (counts[text] ?? 0) + 1
        }
      return [name, counts]
    }),
  )
  return {
    hits,
    query: q,
    processingTimeMs: 1,
    limit,
    offset,
    estimatedTotalHits: Math.min(ranked.length, settings.pagination?.maxTotalHits ?? 1000),
    ...(query.facets ? { facetDistribution } : {}),
  }
}

/** One condition of a filter, as Meilisearch writes it. */
function passes(doc: Doc, condition: string, filterable: readonly string[]): boolean {
  const parsed = /^(\w+) (NOT IN|IN|>=|<|=) (.+)$/u.exec(condition)
  if (!parsed) throw new Error(`This is no filter: ${condition}`)
  const [, name = '', operator = '', given = ''] = parsed
  if (!filterable.includes(name)) throw new Error(`${name} is not filterable`)
  const own = [doc[name] ?? null].flat()
  const values = /^\[/.test(given)
    ? given
        .slice(1, -1)
        .split(',')
        .map((one) => one.trim())
    : [given.startsWith('"') ? (JSON.parse(given) as string) : given]
  const isOne = own.some((one) => values.some((value) => textOf(one).toLowerCase() === value.toLowerCase()))
  if (operator === 'NOT IN') return !isOne
  if (operator === 'IN' || operator === '=') return isOne
  const number = Number(own[0])
  return operator === '>=' ? number >= Number(given) : number < Number(given)
}
