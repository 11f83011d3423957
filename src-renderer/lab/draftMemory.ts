import { lastingMemory, type LabMemory } from './labMemory.ts'
import { isOpen, windowId } from './openWindows.ts'

/**
 * Typed values that are not stored in the lab yet, separate for each window, so that two windows of one browser do not
 * overwrite each other's. The draft of a closed or crashed window is taken over by the next window that reads it.
 */
export const draftMemory: Omit<LabMemory, 'names'> = {
  read(name) {
    const stored = lastingMemory.read(ownOf(name))
    if (stored !== null) return stored
    const left = leftOf(name)
    if (left === undefined) return null
    const text = lastingMemory.read(left)!
    lastingMemory.write(ownOf(name), text)
    lastingMemory.forget(left)
    return text
  },
  write: (name, value) => {
    lastingMemory.write(ownOf(name), value)
  },
  forget: (name) => {
    lastingMemory.forget(ownOf(name))
  },
}

const ownOf = (name: string) => (windowId() === '' ? name : `${name}@${windowId()}`)

/** The key of the draft left by the most recent window that is no longer open. */
function leftOf(name: string): string | undefined {
  const left = lastingMemory
    .names(name)
    .filter((stored) => stored === name || (stored.startsWith(`${name}@`) && !isOpen(stored.slice(name.length + 1))))
  return left.sort().at(-1)
}
