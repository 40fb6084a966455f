/** One request as the miner sees it. */
export interface MiningInput {
  readonly id: string
  readonly text: string
  /** Where given: requests of two brands are never in one topic. */
  readonly brand?: string | undefined
  /** Where it came from: what its requests have in common by habit tells nothing. */
  readonly source?: string | undefined
  /** How many requests say it, where one stands for all; 1 unless given. */
  readonly times?: number
  /** Whether the run before put it with what else is asked about something; undefined where it was in no topic. */
  readonly wasBesides?: boolean | undefined
}

/** What a run does at the moment, and how far that is. */
export interface MiningProgress {
  readonly stage: 'reading' | 'domains' | 'level' | 'grouping' | 'placing'
  readonly done: number
  readonly total: number
  /** In a domain: requests of those before it, its own, and all. */
  readonly part?: readonly [before: number, own: number, all: number]
}

/** One topic a run found. */
export interface MinedTopic {
  /** Its number in `assignment`; the greatest of those learnt come first. */
  readonly index: number
  /** Number of the subject it belongs to. */
  readonly subject: number
  /** The brand of its requests; undefined or '' for none. */
  readonly brand?: string
  /** The request whose wording is most central. */
  readonly titleId: string
  /** Requests that say the same in other words, the most central first. */
  readonly aliasIds: readonly string[]
  /** Words that tell it from the others, the most telling first, as askers write them. */
  readonly words: readonly string[]
  readonly size: number
  /** The share of its requests that ask what its title asks, as far as words tell. */
  readonly asked: number
  /** Whether it is what is asked besides about something: many things, none of them often. It has no title. */
  readonly isRest?: boolean
  /** Mean confidence of its requests. */
  readonly confidence: number
}

/** What a run found in the requests of one domain. */
export interface DomainResult {
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

/** What a run found in a set of requests. */
export interface MiningResult extends Omit<DomainResult, 'model'> {
  readonly model: CorpusModel
}

/** What is asked in one topic of a model: one thing, or several and other things besides. */
export type Asked =
  | { readonly topic: number }
  | {
      readonly questions: readonly {
        readonly topic: number
        /** What its example says, in words of its domain. */
        readonly example: readonly number[]
        /**
         * What its requests say on the mean: words, and what each is worth; null where they say all that the example says. Where
         * `isNear`, groups are among the words (`openMeaning`).
         */
        readonly centre: readonly (readonly [word: number, worth: number])[] | null
        /** For names in its example what says the same: a request that says none of it is about another product, or about none. */
        readonly names?: readonly (readonly number[])[]
        /** For words of its example what says the same, and what others say instead who ask about another thing of the same kind. */
        readonly instead?: readonly (readonly [said: readonly number[], others: readonly number[]])[]
      }[]
      /** Whether most of the topic's requests ask what its title asks: then who is like it on the whole asks it, too. */
      readonly isNear?: boolean
      /** The topic of all others; -1 where there are none. */
      readonly rest: number
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
export interface CorpusModel {
  /** Topics of all domains, numbered on. */
  readonly topics: number
  /** The words that tell domains apart. */
  readonly words: readonly string[]
  /** For each brand how its requests find their domain; that of those without is ''. */
  readonly brands: ReadonlyMap<string, Router>
  readonly domains: readonly { readonly from: number; readonly model: TopicModel }[]
  /** What sources say by habit, as `withoutHabits` takes it. */
  readonly habits: readonly string[]
  /** Letters that many send: their words, and the topic. */
  readonly letters: readonly { readonly words: readonly string[]; readonly topic: number; readonly brand: string }[]
  /** For each topic what is asked in it, where that was looked for: requests are then placed there. */
  readonly asked?: readonly Asked[] | undefined
}

/** The way to a domain: a side at each border. */
export type Router =
  | { readonly domain: number }
  | { readonly border: Border; readonly sides: readonly [Router, Router] }

/** What tells two sides of a corpus apart. */
export interface Border {
  /** Words by their numbers, and the logarithm of how much likelier each is on the second side. */
  readonly words: Int32Array
  readonly ratios: Float32Array
  /** The same for a text of each length, in steps of half an octave. */
  readonly lengths: Float32Array
  /** For the sides' sizes, and for a word of any kind. */
  readonly bias: number
  readonly perWord: number
}

/** What was learnt about the topics of one domain. */
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

export const TOPIC_TABS = ['all', 'uncovered', 'growing', 'failing', 'proposed', 'others', 'dismissed'] as const
export type TopicTab = (typeof TOPIC_TABS)[number]

export type CoverageState = 'uncovered' | 'elsewhere' | 'thin' | 'covered' | 'failing'

/** Requests a week, oldest first, and where an article came out. */
export interface VolumeView {
  readonly weeks: readonly { readonly at: number; readonly requests: number }[]
  /** The place in `weeks` from which on an article stood; null = none yet, or before. */
  readonly articleFrom: number | null
}

/** A topic in the ranked list. */
export interface TopicRowView {
  readonly id: number
  readonly rank: number
  readonly title: string
  readonly subject: string | null
  readonly brand: string | null
  readonly aliases: readonly string[]
  readonly volume: VolumeView
  /** Per cent more than before; null when it does not grow. */
  readonly growing: number | null
  readonly askerCount: number
  /** Seconds a month that an article would save, and how that was worked out. */
  readonly saving: number
  readonly savingParts: SavingParts
  readonly coverage: CoverageState
  readonly reason: string
  /** Its article: published, or in work. */
  readonly article: { readonly id: number; readonly address: string; readonly isPublished: boolean } | null
  readonly isProposed: boolean
  /** What its requests have in common, where they ask several things and the title only one; else null. */
  readonly several: readonly string[] | null
  /** Whether it is what else is asked about a subject, which no article answers. */
  readonly isRest: boolean
}

export interface SavingParts {
  readonly askersPerMonth: number
  readonly handlingSeconds: number
  readonly handlingFrom: 'topic' | 'others' | 'assumed'
  /** In hundredths. */
  readonly trend: number
  readonly left: number
}

/** A run of the miner as the desk shows it. */
export interface RunView {
  readonly id: number
  readonly startedAt: number
  readonly finishedAt: number | null
  readonly state: 'running' | 'done' | 'failed' | 'cancelled'
  readonly stage: string
  /** In thousandths. */
  readonly progress: number
  readonly error: string
  readonly requestCount: number
  /** 0 to 1; below .7 the topics are uncertain. */
  readonly agreement: number
}

export interface TopicsDeskView {
  readonly tab: TopicTab
  readonly subject: number | null
  readonly brand: number | null
  readonly source: string | null
  readonly language: string | null
  /** Words that were looked for; '' for none. */
  readonly q: string
  readonly rows: readonly TopicRowView[]
  readonly counts: Readonly<Record<TopicTab, number>>
  readonly subjects: readonly { readonly id: number; readonly title: string; readonly topics: number }[]
  readonly brands: readonly { readonly id: number; readonly name: string; readonly topics: number }[]
  readonly sources: readonly { readonly value: string; readonly requests: number }[]
  readonly languages: readonly { readonly value: string; readonly requests: number }[]
  readonly requestCount: number
  readonly unplacedCount: number
  /** Requests that ask what hardly anybody else does. */
  readonly otherCount: number
  readonly uncoveredAskers: number
  readonly allAskers: number
  /** Seconds a month that articles would save, and those that the present ones save. */
  readonly savingLeft: number
  readonly savingDone: number
  readonly run: RunView | null
  readonly newer: string | null
  readonly older: string | null
}

/** One request in a topic's sample. */
export interface TopicRequestView {
  readonly id: number
  readonly address: string
  readonly channel: string
  readonly subject: string
  readonly text: string
  readonly at: number
  readonly pinned: boolean
}

export interface CoveringView {
  readonly kind: 'article' | 'thread'
  readonly address: string
  readonly title: string
  readonly fit: number
}

export interface DecisionView {
  readonly id: number
  readonly kind: 'rename' | 'merge' | 'split' | 'dismiss' | 'never' | 'move' | 'place' | 'restore'
  /** The topic that it was joined to, parted as, or that a request was moved to; null = none. */
  readonly other: string | null
  /** What it was called before; null where that is not kept. */
  readonly before: string | null
  readonly reason: string
  readonly requests: number
  readonly isUndone: boolean
  readonly by: string | null
  readonly at: number
  readonly mayUndo: boolean
}

/** Into what a topic would fall apart. */
export interface TopicGroupsView {
  /** Requests that were looked at. */
  readonly looked: number
  /** The largest first. */
  readonly groups: readonly {
    readonly requests: readonly number[]
    readonly words: readonly string[]
    /** How its askers say it, the most central first. */
    readonly samples: readonly string[]
  }[]
  /** Requests in no group. */
  readonly apart: number
}

/** Answered questions among what a topic asks, with how many of its requests each answers. */
export interface TopicExemplars {
  readonly rows: readonly {
    readonly id: number
    readonly title: string
    readonly articleId: number | null
    readonly requests: number
  }[]
  readonly answered: number
  readonly unanswered: number
}

export interface TopicPageView {
  readonly exemplars: TopicExemplars
  readonly id: number
  readonly title: string
  readonly isRenamed: boolean
  readonly mergedInto: { readonly id: number; readonly title: string } | null
  readonly dismissed: { readonly at: number; readonly reason: string; readonly never: boolean } | null
  readonly isProposed: boolean
  /** Whether it is what else is asked about a subject, which no article answers. */
  readonly isRest: boolean
  /** Of a hundred of its requests so many ask what the title asks, where that is few; else null. */
  readonly titleShare: number | null
  readonly subject: { readonly id: number; readonly title: string } | null
  readonly brand: string | null
  readonly aliases: readonly string[]
  readonly words: readonly string[]
  readonly requests: readonly TopicRequestView[]
  readonly newer: string | null
  readonly older: string | null
  readonly volume: VolumeView
  readonly channels: readonly { readonly channel: string; readonly requests: number }[]
  readonly requestCount: number
  readonly askerCount: number
  readonly handlingSeconds: number
  readonly unansweredShare: number
  readonly trend: number
  readonly season: number
  readonly firstAt: number | null
  readonly lastAt: number | null
  readonly saving: number
  readonly savingParts: SavingParts
  readonly coverage: CoverageState
  readonly reason: string
  readonly covering: readonly CoveringView[]
  /** Where helpers lead its askers, the most first. */
  readonly links: readonly { readonly address: string; readonly href: string; readonly requests: number }[]
  readonly articles: readonly {
    readonly id: number
    readonly address: string
    readonly title: string
    readonly state: 'draft' | 'review' | 'published' | 'outdated' | 'withdrawn'
    readonly publishedAt: number | null
  }[]
  /** Requests a week before and since its article came out; null where too little time lies on a side. */
  readonly beforeAndSince: { readonly before: number; readonly since: number } | null
  readonly related: readonly {
    readonly id: number
    readonly title: string
    readonly askerCount: number
    readonly isRest: boolean
  }[]
  readonly others: readonly { readonly id: number; readonly title: string }[]
  readonly decisions: readonly DecisionView[]
}
