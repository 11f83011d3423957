import { shallowRef } from 'vue'
import type { KnownTimeSource } from '#renderer/composables/useTimeSources.ts'

/**
 * What the times are predicted from that the screen shows; undefined until it is known what there is. Numbers of runs
 * read it, so that whatever shows them follows.
 */
export const shownPrediction = shallowRef<KnownTimeSource>()
