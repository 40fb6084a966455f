import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** False on the server and while the page takes over, true afterwards: both render the same at first. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
