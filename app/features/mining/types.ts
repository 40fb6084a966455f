/** One request as the miner sees it. */
export interface MiningInput {
  readonly id: string
  readonly text: string
}

/** What a run does at the moment, and how far that is. */
export interface MiningProgress {
  readonly stage: 'reading' | 'level' | 'grouping' | 'placing'
  readonly done: number
  readonly total: number
}

/** One topic a run found. */
export interface MinedTopic {
  /** Its number in `assignment`; the greatest of those learnt come first. */
  readonly index: number
  /** Number of the subject it belongs to. */
  readonly subject: number
  /** The request whose wording is most central. */
  readonly titleId: string
  /** Requests that say the same in other words, the most central first. */
  readonly aliasIds: readonly string[]
  /** Words that tell it from the others, the most telling first, as askers write them. */
  readonly words: readonly string[]
  readonly size: number
  /** Mean confidence of its requests. */
  readonly confidence: number
}

/** What a run found in a set of requests. */
export interface MiningResult {
  readonly topics: readonly MinedTopic[]
  readonly subjects: number
  /** For each request the index of its topic, or -1. */
  readonly assignment: Int32Array
  /** For each request how sure that is, 0 to 1. */
  readonly confidence: Float32Array
  /** For each request how well it fits there; the lowest are likeliest of another domain. */
  readonly fit: Float32Array
  /** How well restarts agreed at the chosen level, 0 to 1; below 0.7 the topics are uncertain. */
  readonly agreement: number
  readonly model: TopicModel
}

/** Where a new request belongs. */
export interface Placing {
  /** Index of the topic, or -1 when it fits nowhere. */
  readonly topic: number
  /** How sure that is, 0 to 1. */
  readonly confidence: number
  /** How well it fits there; the lowest are likeliest of another domain. */
  readonly fit: number
}

/** What a run learnt, enough to place new requests. Plain data; see `saveModel`. */
export interface TopicModel {
  readonly words: readonly string[]
  /** Words as they are written, and the numbers of the words they stand for, where that is another. */
  readonly spellings: ReadonlyMap<string, readonly number[]>
  readonly topics: number
  /** For each topic its subject. */
  readonly subjects: readonly number[]
  /** For each word what it tells about topics, its prior mass, and in what share of requests it stands. */
  readonly weights: Float32Array
  readonly prior: Float32Array
  readonly shares: Float32Array
  readonly requests: number
  /** For each topic its requests. */
  readonly sizes: Float32Array
  /** How often words stand in topics: word × topics + topic, and the count. */
  readonly cells: Int32Array
  readonly counts: Float32Array
}
