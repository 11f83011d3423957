/**
 * Values that this window remembers for a lab, separate from those of other labs at the same address, where the same
 * ids mean something else.
 */
export interface LabMemory {
  read(name: string): string | null
  write(name: string, value: string): void
  forget(name: string): void
  /** The names that start with `begin`. */
  names(begin: string): string[]
}

let known: string | undefined
const { promise, resolve } = Promise.withResolvers<true>()

/** Resolves when it is known which lab answers; nothing can be remembered before. */
export const labIsKnown: Promise<true> = promise

/** Sets which lab answers. False if a different lab answers: the window still shows the old lab's data. */
export function labIs(id: string): boolean {
  if (known !== undefined) return known === id
  known = id
  resolve(true)
  return true
}

/** Kept until forgotten, and shared with other windows. */
export const lastingMemory: LabMemory = memoryIn(() => localStorage)
/** Kept for as long as this window is open. */
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
