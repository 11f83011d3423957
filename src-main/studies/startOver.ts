import type { Lab } from '#main/lab.ts'
import type { Scope } from '#main/store/scope.ts'

/** Begins the runs of a scope from nothing that are not finished; those that wait are taken out of the queue first. */
export function startUnfinishedOver(lab: Lab, scope: Scope): void {
  lab.pause(scope)
  lab.startOver(scope)
}
