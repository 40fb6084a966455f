/** Every job by the thing it brings up to date, with the ids it needs. Payloads never hold copies. */
export interface JobPayloads {
  'search.index': { readonly thread: number }
  'search.article': { readonly article: number }
  'search.mend': Record<string, never>
  'search.vectors': Record<string, never>
  'search.synonyms': Record<string, never>
  'search.propose': Record<string, never>
  'search.learn': Record<string, never>
  'search.sweep': Record<string, never>
  'search.trail': { readonly thread: number }
  'article.settle': { readonly article: number }
  'article.verdict': { readonly article: number; readonly revision: number }
  'article.smooth': { readonly article: number; readonly revision: number }
  'article.sources': { readonly thread: number }
  'article.category': { readonly category: number }
  'article.requests': { readonly article: number }
  'article.aged': { readonly article: number }
  'articles.remind': Record<string, never>
  'articles.exemplar': { readonly thread: number }
  'articles.sweep': Record<string, never>
  'articles.near': Record<string, never>
  'articles.publish': Record<string, never>
  /** Of one calendar or of one category; 0 = of any. */
  'promises.renew': { readonly calendar: number; readonly category: number }
  'promises.recount': Record<string, never>
  'notices.waiting': { readonly article: number }
  'notices.flags': { readonly post: number }
  'notices.review-due': { readonly article: number }
  'notices.article': { readonly article: number }
  'topics.mine': { readonly run: number }
  'topics.nightly': Record<string, never>
  'topics.place': Record<string, never>
  'topics.gather': Record<string, never>
  'topics.count': { readonly topic: number }
  'topics.cover': { readonly topic: number }
  'requests.import': { readonly import: number }
  'requests.undo': { readonly import: number }
  'requests.thread': { readonly thread: number }
  'requests.searches': Record<string, never>
  'requests.join': { readonly member: number }
  'requests.sweep': Record<string, never>
  'notices.settle': { readonly post: number }
  'notices.received': { readonly thread: number }
  'notices.acceptance': { readonly thread: number }
  'notices.helpful': { readonly post: number }
  'notices.mail': { readonly member: number; readonly thread: number }
  'notices.digest': { readonly member: number }
  'notices.digests': Record<string, never>
  'recognition.first-note': { readonly post: number }
  'points.collect': { readonly thread: number }
  'points.article': { readonly article: number }
  'points.flags': { readonly post: number }
  'points.reviews': { readonly member: number }
  'points.missions': { readonly member: number }
  'missions.settle': { readonly member: number }
  'missions.end': Record<string, never>
  'notices.recognised-mail': { readonly member: number }
  'notices.recognised': { readonly member: number }
  'notices.deciders': Record<string, never>
  'points.settle': { readonly member: number }
  'points.eased': Record<string, never>
  'points.rings': Record<string, never>
  'points.reweigh': Record<string, never>
  'levels.review': Record<string, never>
  'escalations.free': { readonly member: number }
  'escalation.route': { readonly thread: number }
  'escalation.review': { readonly thread: number }
  'escalation.follow': { readonly thread: number }
  'escalations.rank': Record<string, never>
  'threads.close-old': Record<string, never>
  'desk.summaries': Record<string, never>
  'desk.summary': { readonly member: number }
  'notices.desk': { readonly thread: number }
  'notices.invited': { readonly thread: number }
  'notices.notes': { readonly thread: number }
  'notices.closed': { readonly thread: number }
  'notices.desk-mail': { readonly member: number }
  'badges.settle': { readonly member: number }
  /** Of one badge; 0 = of any. */
  'badges.sweep': { readonly badge: number }
  'badges.nightly': Record<string, never>
  'notices.badges': { readonly member: number }
  'notices.badge-mail': { readonly member: number }
  'thread.outcome': { readonly thread: number }
  'outcomes.ask': Record<string, never>
  'mail.send': { readonly mail: number }
  'member.erase': { readonly member: number }
  'store.sweep': Record<string, never>
  'store.statistics': Record<string, never>
  'retention.sweep': Record<string, never>
}

export type JobName = keyof JobPayloads

/** How a job runs; the rest of the names use `DEFAULT_POLICY`. Times in milliseconds. */
export interface JobPolicy {
  readonly tries: number
  readonly timeLimit: number
}

export const DEFAULT_POLICY: JobPolicy = { tries: 8, timeLimit: 60_000 }

/** What may take longer than the policy says, in milliseconds; its lease is renewed while it runs. */
export const TIME_LIMITS: Readonly<Partial<Record<JobName, number>>> = {
  // Longer than a model may take, so that the editor is told that it was slow.
  'article.smooth': 3 * 60_000,
  // Every open thread of a large place.
  'promises.renew': 20 * 60_000,
  'promises.recount': 20 * 60_000,
  'points.reweigh': 60 * 60_000,
  'points.rings': 20 * 60_000,
  'points.eased': 20 * 60_000,
  'levels.review': 20 * 60_000,
  'search.mend': 60 * 60_000,
  // Every document of a large place, by a small model on a small machine: what is left is taken up again.
  'search.vectors': 60 * 60_000,
  'search.propose': 20 * 60_000,
  'search.learn': 20 * 60_000,
  'threads.close-old': 60 * 60_000,
  'retention.sweep': 60 * 60_000,
  'escalations.rank': 10 * 60_000,
  // Every member and every badge of a large place.
  'badges.sweep': 60 * 60_000,
  'badges.nightly': 60 * 60_000,
  'store.statistics': 20 * 60_000,
  'topics.mine': 60 * 60_000,
  // Every answered question of a large place.
  'articles.sweep': 60 * 60_000,
  'articles.near': 20 * 60_000,
  'articles.publish': 20 * 60_000,
  'topics.gather': 20 * 60_000,
  'topics.place': 20 * 60_000,
}

/** Croner patterns (UTC) of what runs by itself. */
export const SCHEDULES: Readonly<Partial<Record<JobName, string>>> = {
  'search.mend': '* * * * *',
  'search.propose': '50 2 * * *',
  'search.learn': '25 2 * * *',
  'search.sweep': '7 * * * *',
  // Seven o'clock comes at every quarter of an hour: zones differ by as little.
  'notices.digests': '*/15 * * * *',
  'desk.summaries': '*/15 * * * *',
  'points.rings': '41 * * * *',
  'points.eased': '20 3 * * *',
  'levels.review': '40 3 * * *',
  'missions.end': '*/10 * * * *',
  'outcomes.ask': '*/30 * * * *',
  'threads.close-old': '50 5 * * *',
  'escalations.rank': '*/5 * * * *',
  // A zone may have other rules since, with an update of the machine.
  'promises.recount': '5 1 * * *',
  'topics.nightly': '10 2 * * *',
  'articles.remind': '40 6 * * *',
  // After the nightly mining, whose topics say what is asked.
  'articles.sweep': '10 3 * * *',
  'badges.nightly': '20 4 * * *',
  'requests.searches': '*/5 * * * *',
  'requests.sweep': '47 * * * *',
  'store.sweep': '17 * * * *',
  'store.statistics': '35 4 * * *',
  'retention.sweep': '23 3 * * *',
}

/** Why a job is stopped that another process takes up, because this one ends. */
export const PROCESS_ENDS = new Error('This process ends; another one takes the job up.')

/**
 * Handlers load the current state, compute what should be and write the difference. `signal` says that a job's time is
 * over or that the process ends: long work stops then, between two of its pieces, and hands it on to its threads.
 */
export type JobHandlers = {
  readonly [Name in JobName]: (payload: JobPayloads[Name], signal: AbortSignal) => Promise<void>
}
