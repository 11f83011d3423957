import { shell } from './shell.ts'

/** Every area's texts; a new area is a file and a line here. */
export const areas = { shell }
