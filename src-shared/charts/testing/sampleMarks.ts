import { populationMark, spaceMarks } from '../spaceMarks.ts'

const marks = spaceMarks(['AnyNetX_A', 'RegNetX'])

/** The marks of two published spaces: the first grey and dotted, the second blue and solid. */
export const [anyNet, regNet] = [marks.get('AnyNetX_A')!, marks.get('RegNetX')!]

/** The mark of the second population of a space, whose symbol is hollow, and of the third, whose symbol is tinted. */
export const [hollow, tinted] = [populationMark(regNet, 1), populationMark(regNet, 2)]
