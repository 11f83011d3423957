import { defineStore } from 'pinia'
import type { RunRow } from '#shared/contract/runs.ts'
import { holdRuns } from './heldRuns.ts'

/** The runs of the populations that were looked at, each with its network and curve. */
export const useRuns = defineStore('runs', () => holdRuns<RunRow>('rows'))
