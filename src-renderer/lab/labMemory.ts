/**
 * What this window remembers of a lab, apart from what it remembers of another that answers at the same address: ids of
 * one mean something else in the other.
 */
export interface LabMemory {
  read(name: string): string | null
  write(name: string, value: string): void
  forget(name: string): void
  /** The names that begin so. */
  names(begin: string): string[]
}

let known: string | undefined
const { promise, resolve } = Promise.withResolvers<true>()

/** Resolves when it is known which lab answers; nothing can be remembered before. */
export const labIsKnown: Promise<true> = promise

/** Says which lab answers. False: another than before, of which everything is that the window shows. */
export function labIs(id: string): boolean {
  if (known !== undefined) return known === id
  known = id
  resolve(true)
  return true
}

/** Until it is forgotten, also by other windows. */
export const lastingMemory: LabMemory = memoryIn(() => localStorage)
/** For as long as this window is open. */
export const sessionMemory: LabMemory = memoryIn(() => sessionStorage)

function memoryIn(storage: () => Storage): LabMemory {
  const key = (name: string) => {
    if (known === undefined) throw new Error(`Too early for ${name}: it is not known which lab answers.`)
    return `regbench.${known}.${name}`
  }
  return {
    read: (name) => storage().getItem(key(name)),
    write: (name, value) => storage().setItem(key(name), value),
    forget: (name) => storage().removeItem(key(name)),
    names: (begin) =>
      Object.keys(storage())
        .filter((stored) => stored.startsWith(key(begin)))
        .map((stored) => stored.slice(key('').length)),
  }
}
