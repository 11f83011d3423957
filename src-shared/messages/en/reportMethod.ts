import { words } from './words.ts'

/** How the study of a report was done: spaces, data, recipe, seeds, machine. */
export const reportMethod = {
  dataset: words.dataSet,
  datasetFacts: '{name}: {classes} classes, {images}, {size} × {size} px',
  imagesUnknown: 'images not known',
  imagesUnknownFacts: 'Not known; the networks have {classes} classes and take images of {size} × {size} px.',
  errorElsewhere: 'Top-1 error as the file gives it. On which images it was measured is not known.',
  broughtIn: 'Brought in',
  broughtInFacts:
    '{names}: trained elsewhere and brought in from {file}. Their recipe, images, machine and seeds are not known, nor how the networks were drawn. SHA-256 of the file:',
  training: '{count} for training',
  validation: '{count} for validation',
  heldOut: '{count} held out for validation',
  classes: 'Classes: {names}',
  classesAndMore: 'Classes: {names} and {count} more',
  recipe: words.recipe,
  error: words.error,
  errorFacts: 'Top-1 error on the validation split after the last epoch.',
  testFacts: 'Test images were used {uses, plural, one {once, for run {runs}} other {# times, for {runs}}}.',
  noTest: 'Test images were not used.',
  seeds: 'Seeds',
  listed: words.listedNetworks,
  listedFacts:
    '{names}: networks that were given as they are, not sampled. What is said of their space is the range of the sizes of the most common kind among them.',
  seedsOf: '{name}: sampled with seed {seed}',
  seedsOfList: '{name}: seed {seed}, from which those of its trainings are derived',
  derivedSeeds:
    'Each network was trained with a seed derived from the seed of its population and its place in the sample.',
  listedSeeds: 'The training seed of each run is in the CSV and JSON.',
  ranges: 'Ranges',
  rangesFacts:
    '95 % ranges, computed without resampling. P(new beats old): a score range with the variance of Brunner and Munzel, for distributions of any shape; if it excludes one half, one space is better. Shares below an error: Blaker, pointwise; their differences: Newcombe, from exact ranges. Medians and quartiles: order statistics. Means: Welch’s t together with Hall’s correction for skewness; below 30 networks, or where few of them make up the tail, these may cover less and are marked. Likely best values: the empirical bootstrap of the paper.',
  machine: 'Machine',
  device: 'Device and driver',
  machineFacts: '{cpu}; onnxruntime {onnxruntime}, provider {provider}, lowering plan {plan}; Node {node}',
  time: 'Wall time',
  timeFacts: '{duration}, started {started}',
  digest: words.digest,
  degrees: '{count} degrees of freedom',
  combinations: {
    count: '{size} combinations',
    estimate: 'about {size} combinations',
    upperEnd: 'at most {size} combinations',
  },
  accepted: '{share} of draws met the constraints',
} as const
