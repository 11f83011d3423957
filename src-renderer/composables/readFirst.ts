import type { NavigationGuard, RouteLocationNormalized } from 'vue-router'
import { useStudies } from '#renderer/stores/studies.ts'

/** Maximum time that the previous screen stays; the next one is then shown with the data read so far. */
const patienceMs = 300

/**
 * Reads the study of an address and the data of its screen before the screen is shown, so that it is drawn once and
 * complete instead of empty and again with every answer. For `beforeRouteEnter` of a screen, which itself reads
 * whatever is missing or failed, and reports errors.
 */
export function readFirst(
  read: (studyId: number, to: RouteLocationNormalized) => Promise<unknown> = () => Promise.resolve(),
): NavigationGuard {
  return async (to, from) => {
    const { studyId } = to.params
    // Otherwise the screen of another study would show this one until it is left.
    if (typeof studyId !== 'string' || (from.params['studyId'] ?? studyId) !== studyId) return
    const patience = new Promise((resolve) => setTimeout(resolve, patienceMs))
    const readings = Promise.allSettled([useStudies().select(Number(studyId)), read(Number(studyId), to)])
    await Promise.race([readings, patience])
  }
}
