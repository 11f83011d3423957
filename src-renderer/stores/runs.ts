import { defineStore } from 'pinia'
import { heldBelow, holdRuns } from './heldRuns.ts'

/** The runs of viewed populations, each with its network. */
export const useRuns = defineStore('runs', () => holdRuns('rows'))

/** The same runs with the course of their training, including curves. */
export const useCourses = defineStore('courses', () => holdRuns('courses'))

/** The same runs with what comparisons of populations need. */
export const useOutlines = defineStore('outlines', () => heldBelow(holdRuns('outlines'), useRuns(), useCourses()))
