import { defineStore } from 'pinia'
import type { RunOutline } from '#shared/contract/runs.ts'
import { heldBelow, holdRuns } from './heldRuns.ts'
import { useRuns } from './runs.ts'

/** The same runs by what comparing populations takes of them, an eighth of the bytes. */
export const useOutlines = defineStore('outlines', () => heldBelow(useRuns(), holdRuns<RunOutline>('outlines')))
