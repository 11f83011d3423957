/**
 * Every text that charts produce themselves; `{…}` are placeholders. Another language provides a table with the same
 * keys.
 */
export type ChartTexts = Readonly<Record<keyof typeof englishTexts, string>>

/** The English texts of charts, as used by reports. */
export const englishTexts = {
  shareBelow: 'Share of networks below this error',
  finalError: 'Validation error after the last epoch',
  error: 'Validation error',
  shareDifference: '{newer} minus {older}, points of share',
  logScale: '{title}, log scale',
  log: 'log scale',
  epoch: 'Epoch',
  curves: 'Error: validation full, training dashed',
  validationColumn: 'validation %',
  trainingColumn: 'training %',
  n: 'n',
  min: 'min %',
  mean: 'mean %',
  beyond: '> {error} %',
  sampleSize: 'n {n}',
  effectiveN: 'ESS {n}',
  keyNumbers: '{n}  min {min}  mean {mean} %',
  /** The short form without n. */
  keyErrors: 'min {min}  mean {mean} %',
  widths: 'Width',
  block: 'Block j',
  window: 'window {low}–{high}',
  draws: 'Draws',
  earlyError: 'Error after epoch {epoch}',
  diverged: '{count} diverged, not drawn',
  excluded: '{count} excluded, in no number',
  excludedRun: 'Excluded',
  divergedRuns: '{count} diverged',
  linesShown: '{shown} of {count} lines drawn',
  moreNames: '{count} more',
  range95: '95 % range',
  loss: 'Loss',
  learningRate: 'Learning rate',
  stage: 'Stage {stage}',
} as const

/** The text with each `{name}` replaced by its value. */
export function filled(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
