import type { Saying } from '#app/locale/saying.ts'
import { AppError } from '#app/kernel/errors.ts'

/** Whose work it is: a member's id, or null for the product's own. */
export type Whose = number | null

export interface Turns {
  /**
   * Runs `work` when it is this person's turn. Each person has one at a time and turns go round, so that however
   * much one sends, everybody else waits for one piece of it at most. Throws `too-many` when the person has
   * sent too much already. `work` says what it costs the person, in milliseconds.
   */
  take<T>(whose: Whose, work: (spend: (ms: number) => void) => Promise<T>): Promise<T>
}

export interface TurnRules {
  /** How many pieces of one person may wait; the product's own are not counted. */
  readonly mostWaiting: number
  /** Said to whom has too many waiting, or has used up the time. */
  readonly refusal: Saying
  /** Milliseconds of work that one person may use at once, and how many come back in each second. */
  readonly budget?: { readonly most: number; readonly perSecond: number }
  /** Milliseconds, for the budget. */
  readonly now?: () => number
}

interface Account {
  readonly waiting: (() => void)[]
  isRunning: boolean
  /** Milliseconds used, and when that was counted. */
  used: number
  countedAt: number
}

/** One place that people share fairly. */
export function openTurns({ mostWaiting, refusal, budget, now = () => performance.now() }: TurnRules): Turns {
  /** In the order of their turns: who has just run goes to the end. */
  const accounts = new Map<Whose, Account>()
  let isBusy = false

  const accountOf = (whose: Whose): Account => {
    const known = accounts.get(whose)
    if (known) return known
    const fresh: Account = { waiting: [], isRunning: false, used: 0, countedAt: now() }
    accounts.set(whose, fresh)
    return fresh
  }
  const refill = (account: Account): void => {
    const at = now()
    const back = ((at - account.countedAt) / 1000) * (budget?.perSecond ?? 0)
    account.used = Math.max(0, account.used - back)
    account.countedAt = at
  }
  const tooMany = (seconds: number): AppError =>
    new AppError('too-many', refusal, { retryAfter: Math.max(1, Math.ceil(seconds)) })

  const next = (): void => {
    if (isBusy) return
    for (const [whose, account] of accounts) {
      refill(account)
      const begin = account.waiting.shift()
      if (begin) {
        isBusy = true
        begin()
        return
      }
      if (!account.isRunning && account.used === 0) accounts.delete(whose)
    }
  }

  return {
    async take(whose, work) {
      const account = accountOf(whose)
      if (whose !== null) {
        refill(account)
        if (budget && account.used >= budget.most) throw tooMany((account.used - budget.most) / budget.perSecond + 1)
        if (account.waiting.length >= mostWaiting) throw tooMany(2)
      }
      await new Promise<void>((resolve) => {
        account.waiting.push(resolve)
        next()
      })
      account.isRunning = true
      try {
        return await work((ms) => {
          refill(account)
          if (budget) account.used += ms
        })
      } finally {
        account.isRunning = false
        accounts.delete(whose)
        accounts.set(whose, account)
        isBusy = false
        next()
      }
    },
  }
}
