import { saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { hash, verify } from '@node-rs/argon2'
import { AppError } from '#app/kernel/errors.ts'
import { tidyPassword } from './rules/password.ts'

/** argon2id as OWASP advises: 19 MiB, two passes; about 25 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** So many at once, so that a flood of sign-ins leaves room for everything else; the rest wait their turn. */
const MOST_AT_ONCE = 2
const MOST_WAITING = 100

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) {
      throw new AppError('too-many', saying(accountRefusals, 'veryManyPeopleAreSigning'), {
        retryAfter: 5,
      })
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running += 1
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/** The hash to store. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(tidyPassword(password), COST))
}

let nobodys: Promise<string> | null = null

/**
 * Whether the password is the one that was hashed. Without a hash (nobody has this address) it takes as
 * long, and is false.
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const known = stored ?? (await (nobodys ??= hashPassword('nobody has this password')))
  const isRight = await inTurn(() => verify(known, tidyPassword(password)))
  return isRight && stored !== null
}
