import { redirect, type AppLoadContext } from '@remix-run/node'

/** A path on this site to go back to; anything else (another origin, a scheme, `//`) becomes `/`. */
export function safePath(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  try {
    const there = new URL(next, 'http://here.invalid')
    // `/.//x` is a path only until it is tidied: then it names another host.
    if (there.origin !== 'http://here.invalid' || there.pathname.startsWith('//')) return '/'
    return `${there.pathname}${there.search}${there.hash}`
  } catch {
    return '/'
  }
}

/**
 * Where a pressed button leads: a page without scripts back to what the button is about. A script stays where it is
 * and reads its page anew; led away, it would pass over what a second button has changed meanwhile.
 */
export function backTo({ isDataRequest }: AppLoadContext, address: string): Response | null {
  return isDataRequest ? null : redirect(address)
}
