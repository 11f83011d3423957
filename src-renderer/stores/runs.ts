import { defineStore } from 'pinia'
import { heldBelow, holdRuns } from './heldRuns.ts'

/** The runs of the populations that were looked at, each with its network. */
export const useRuns = defineStore('runs', () => holdRuns('rows'))

/** The same runs by how their training went, with their curves. */
export const useCourses = defineStore('courses', () => holdRuns('courses'))

/** The same runs by what comparing populations takes of them. */
export const useOutlines = defineStore('outlines', () => heldBelow(holdRuns('outlines'), useRuns(), useCourses()))
