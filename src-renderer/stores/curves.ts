import { defineStore } from 'pinia'
import type { CurvedRun } from '#shared/contract/runs.ts'
import { holdRuns } from './heldRuns.ts'

/** Runs with their curves, of the populations whose training was looked at. */
export const useCurves = defineStore('curves', () => holdRuns<CurvedRun>('curves'))
