import { providerOf } from './providers.ts'

/** The last call of each provider that takes turns. */
const last = new Map<string, Promise<unknown>>()

/**
 * Calls `act` once every earlier call for the same provider has settled, if that provider's sessions must not run at
 * the same time in one process; otherwise at once. Passes on its result or rejection.
 */
export async function inTurn<T>(provider: string, act: () => T | Promise<T>): Promise<T> {
  if (!providerOf(provider)?.takesTurns) return act()
  const turn = (last.get(provider) ?? Promise.resolve()).then(act)
  last.set(
    provider,
    turn.catch(() => undefined),
  )
  return turn
}
