import { hash } from '@node-rs/argon2'

/**
 * The password's hash as a member's row has it, at the least cost that there is: whoever checks a password against it
 * pays what stands in the hash. What is measured asks `hashPassword` for a dear one.
 */
export function quickHash(password: string): Promise<string> {
  return hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 })
}
