import { lastingMemory, type LabMemory } from './labMemory.ts'
import { isOpen, windowId } from './openWindows.ts'

/**
 * What is typed and not stored yet, of each window by itself, so that two windows of one browser do not replace each
 * other's. What a window that is closed or has crashed left is read, and taken over, by the next that asks for it.
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

/** Under which name the last window that is not open any more has left a draft. */
function leftOf(name: string): string | undefined {
  const left = lastingMemory
    .names(name)
    .filter((stored) => stored === name || (stored.startsWith(`${name}@`) && !isOpen(stored.slice(name.length + 1))))
  return left.sort().at(-1)
}
