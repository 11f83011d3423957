import type { ReadEventData } from './events.ts'

/** A network whose test error was measured: how many of the test images it got wrong. */
export interface TestUse {
  /** Its run; `?`: it is not in this lab. */
  readonly run: number | '?'
  readonly wrong: number
  readonly count: number
}

/** The use of test images that a note records; null: none. */
export function testUseOf({ selected, testErrors, testCount }: ReadEventData<'note'>): TestUse | null {
  if (testErrors === undefined || testCount === undefined) return null
  return { run: selected ?? '?', wrong: testErrors, count: testCount }
}
