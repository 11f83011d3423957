import { defineStore } from 'pinia'
import type { RunRow } from '#shared/contract/runs.ts'
import { useCurves } from './curves.ts'
import { heldBelow, holdRuns } from './heldRuns.ts'

/** The runs of the populations that were looked at, each with its network. */
export const useRuns = defineStore('runs', () => heldBelow(useCurves(), holdRuns<RunRow>('rows')))
