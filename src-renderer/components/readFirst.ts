import type { NavigationGuard, RouteLocationNormalized } from 'vue-router'
import { useStudies } from '#renderer/stores/studies.ts'

/** The screen before stays for so long at most; the next is drawn with what has come by then. */
const patienceMs = 300

/**
 * Reads the study of an address, and beside it what its screen shows, before the screen is there: it is drawn once and
 * whole, not empty and anew with every answer. For `beforeRouteEnter` of a screen, which reads by itself what is not here
 * or came to nothing, and says so.
 */
export function readFirst(
  read: (studyId: number, to: RouteLocationNormalized) => Promise<unknown> = () => Promise.resolve(),
): NavigationGuard {
  return async (to, from) => {
    const { studyId } = to.params
    // The screen of another study would show this one until it is left.
    if (typeof studyId !== 'string' || (from.params['studyId'] ?? studyId) !== studyId) return
    const patience = new Promise((resolve) => setTimeout(resolve, patienceMs))
    const readings = Promise.allSettled([useStudies().select(Number(studyId)), read(Number(studyId), to)])
    await Promise.race([readings, patience])
  }
}
