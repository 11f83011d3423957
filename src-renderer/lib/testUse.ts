/** A network whose test error was measured: how many of how many test images it got wrong. */
export interface TestUse {
  readonly run: number
  readonly wrong: number
  readonly count: number
}

/** What a note of the log tells of test images, from its numbers; null where it tells of none. */
export function testUseOf({ selected, testErrors, testCount }: Readonly<Record<string, unknown>>): TestUse | null {
  const isUse = [selected, testErrors, testCount].every((value) => typeof value === 'number')
  return isUse ? { run: selected as number, wrong: testErrors as number, count: testCount as number } : null
}
