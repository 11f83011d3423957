import { fixedText, percentageText, signedText } from '#shared/format/numbers.ts'
import { charts } from '#renderer/i18n/messages/charts.ts'

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
const span = (low: string, high: string) => `${low} to ${high}`

/** Every text of a report in English. Names of spaces in sentences are set by `prose`, formulas by `formula`. */
export const english = {
  language: 'en',
  charts: charts.en.drawing,
  contents: 'Contents',
  viewAsTable: 'View as table',
  span,
  chance: (percent: string | undefined, isHigh: boolean) =>
    percent ?? (isHigh ? 'more than 99.9\u00a0%' : 'less than 0.1\u00a0%'),
  points: (value: number) => `${signedText(value)} points`,
  facts: (populations: number, networks: number, dataset: string, imageSize: number) =>
    `${counted(populations, 'population')}, ${counted(networks, 'network')} trained on ${dataset} at ${imageSize} × ${imageSize} px`,
  factsWithTime: (facts: string, duration: string, time: string) => `${facts} in ${duration}, ${time}`,
  sections: {
    verdict: 'What was found',
    populations: 'Populations',
    parameters: 'Error against parameters',
    networks: 'Best and worst networks',
    curves: 'Training of the best',
    method: 'How it was done',
    runs: 'All runs',
  },
  verdict: {
    nothing: 'No run finished, so there is no distribution to read.',
    tooFew: (newer: string, older: string, count: number, fewest: number) =>
      `${newer} and ${older} cannot be compared yet: ${counted(count, 'network')} of a space is too few (at least ${fewest}).`,
    undecided: (newer: string, older: string) => `${newer} and ${older} cannot be told apart with these runs.`,
    better: (winner: string, other: string, points: number) =>
      `${winner} is the better space: its mean error is ${fixedText(points, 1)} points lower than that of ${other}.`,
    mean: (newer: string, older: string, difference: number, range: string, chance: string) =>
      `The mean error of ${newer} minus that of ${older} is ${fixedText(difference, 1)} points, 95 % range ${range}. ${newer} has the lower mean in ${chance} of 2000 resamples.`,
    ahead: (newer: string, older: string, newerSpans: readonly string[], olderSpans: readonly string[]) => {
      const parts = [
        newerSpans.length > 0 ? `that of ${newer} is ahead at errors of ${newerSpans.join(', ')}` : '',
        olderSpans.length > 0 ? `that of ${older} at ${olderSpans.join(', ')}` : '',
      ].filter((part) => part !== '')
      return parts.length > 0
        ? `Read along the EDFs, ${parts.join('; ')}: there the 95 % band of the difference excludes zero.`
        : 'Nowhere along the EDFs does the 95 % band of the difference exclude zero.'
    },
    gap: (newer: string, older: string, at: string, shares: readonly [string, string], distance: string, p: string) =>
      `At the widest gap, just above ${at} error, lie ${shares[0]} of the networks of ${newer} and ${shares[1]} of those of ${older} (Kolmogorov–Smirnov distance ${distance}, p ${p}).`,
    lowest: (newer: string, difference: number, newMin: string, oldMin: string, chance: string) => {
      const lower =
        difference === 0
          ? 'equally low'
          : `${fixedText(Math.abs(difference), 1)} points ${difference < 0 ? 'lower' : 'higher'}`
      return `The lowest error found is ${lower} in ${newer}: ${newMin} against ${oldMin}. Resampled, ${newer} has the lower one in ${chance}.`
    },
    lowestMean: (spaces: number, name: string, mean: string, range: string) =>
      `Of all ${spaces} spaces ${name} has the lowest mean error, ${mean} (95 % range ${range}).`,
    best: (space: string, error: string, run: string) =>
      `The best network of all comes from ${space}: ${error} validation error, run ${run}.`,
    exported: (run: string, file: string, checked: number, stored: number, count: number) => {
      const away = Math.abs(stored - checked)
      const agreement =
        away === 0
          ? 'the same count as when its run ended'
          : `${counted(away, 'image')} away from the ${stored} when its run ended`
      return `Run ${run} lies in ${file}; loaded again in a fresh session it gets ${checked} of ${count} validation images wrong, ${agreement}.`
    },
    test: (wrong: number, count: number) =>
      `On the test set, which nothing else was measured on, it gets ${wrong} of ${count} images wrong: ${percentageText((100 * wrong) / count, 1)} test error.`,
    population: (count: number, name: string, mean: string, range: string, lowest: string) =>
      `${counted(count, 'network')} of ${name}: mean error ${mean} (95 % range ${range}), lowest ${lowest}.`,
    fewNetworks: (count: number, points: number, isVeryFew: boolean) =>
      `With n = ${count} the share of networks below an error is known to about ±${points} points at the median. ${isVeryFew ? 'That settles large differences of means only' : 'That settles means, not tails'}, and a minimum rests on one network.`,
    diverged: (listed: string, points: number | undefined) =>
      `Diverged runs have no error and are counted apart: ${listed}.${points === undefined ? '' : ` Counted as 100 % error, they would make the difference of means ${fixedText(points, 1)} points.`}`,
    failed: (listed: string) => `Failed runs are missing from every number: ${listed}.`,
    countOf: (count: number, name: string) => `${count} of ${name}`,
    oneRecipe:
      'The errors hold for one recipe, one data set and one seed per network; another recipe can change the order of spaces.',
  },
  keys: {
    meanDifference: 'Difference of mean error',
    range: (text: string) => `95 % range ${text}`,
    lowerMean: 'P(new has the lower mean)',
    resamples: '2000 resamples',
    distance: 'Kolmogorov–Smirnov distance',
    at: (error: string, p: string) => `at ${error}, p ${p}`,
    networks: 'Networks, new and old',
    counts: (newer: number, older: number) => `${newer} and ${older}`,
    finished: 'finished runs',
  },
  edf: {
    label: (spaces: string) => `Error distribution of ${spaces}`,
    caption:
      'Empirical distribution function F(e): the share of networks whose error is strictly below e. Further left is better. Diverged runs are not in it.',
    bands: (newer: string, older: string) =>
      `Bands: pointwise 95 % bootstrap of ${newer} and ${older}; the bar marks their widest gap.`,
    cut: (end: string, count: number) =>
      `The axis ends at ${end} %; ${counted(count, 'network')} ${count === 1 ? 'lies' : 'lie'} beyond.`,
    below: 'Below error',
  },
  difference: {
    label: (newer: string, older: string) => `Difference of the two distributions, ${newer} minus ${older}`,
    caption: (newer: string) =>
      `Difference of the two functions with its pointwise 95 % bootstrap band (2000 resamples of both populations). Above zero, a larger share of ${newer} lies below that error.`,
    error: 'Error',
    points: 'difference, points',
    band: '95 % band',
  },
  populations: {
    space: 'Space',
    diverged: 'diverged',
    failed: 'failed',
    statistics: ['min %', 'lower quartile', 'median %', 'upper quartile', 'mean %'],
    complexity: ['FLOPs', 'parameters', 'activations'],
    caption:
      'Errors of the finished runs, in percent, with 95 % bootstrap ranges; a resample never goes below the lowest error, so the range of a minimum is one-sided. FLOPs (multiply-adds), parameters and activations are medians over all runs.',
    steps: 'Each space against the one before it',
    pair: ['New', 'Old'],
    comparison: ['difference of mean', 'P(lower mean)', 'difference of min', 'P(lower min)', 'KS distance', 'p'],
  },
  parameters: {
    intro:
      'Each point is one network. Shaded: 95 % empirical bootstrap range of the best value (its exact limit: the best of a quarter of the networks, drawn with replacement); the line is the median, the likely best. The ringed point is the best network. A range as wide as the axis means that the data do not single out a value.',
    titles: {
      totalDepth: 'Depth, blocks',
      lastWidth: 'Width of the last stage',
      largestBottleneckRatio: 'Bottleneck ratio b, largest',
      largestGroupWidth: 'Group width g, largest',
      parameters: 'Parameters',
      activations: 'Activations',
    },
    label: (space: string, parameter: string) => `Error of ${space} against ${parameter}`,
    likelyBest: 'likely best',
    range: (text: string) => `95 % range ${text}`,
    same: (list: string) => `The same in every network: ${list}.`,
    columns: ['Parameter', 'likely best', 'range from', 'to', 'rank correlation with error'],
  },
  networks: {
    intro: 'One bar per block; its height is the block’s width, and a step is a new stage.',
    fit: 'Dotted: the fitted line u_j = w_0 + w_a j.',
    order: 'Best on the left of the first row, worst on the left of the second.',
    best: 'Best',
    worst: 'Worst',
    label: (run: string, widths: string, depths: string) => `Network ${run}: widths ${widths} at depths ${depths}`,
    run: (run: string, blocks: number) => `run ${run}, ${blocks} blocks`,
    parameters: (count: string) => `${count} parameters`,
  },
  curves: {
    label: (spaces: string) => `Error over epochs of the best run of ${spaces}`,
    caption:
      'The best run of each space. Training error is measured on augmented batches while the weights change, so it may lie above the validation error.',
    epoch: 'Epoch',
    validation: (space: string) => `${space} validation`,
    training: 'training',
  },
  method: {
    dataset: 'Data set',
    datasetFacts: (name: string, classes: number, train: number, validation: number, size: number) =>
      `${name}: ${classes} classes, ${train} images to train on, ${validation} held out for validation, ${size} × ${size} px`,
    recipe: 'Recipe',
    error: 'Error',
    errorFacts:
      'Top-1 error on the validation split after the last epoch. Test images were used for the selected network alone, once.',
    seed: 'Seed',
    seedFacts: 'for sampling, training and the ranges of each population; pairs are resampled from seed 0',
    machine: 'Machine',
    machineFacts: (cpu: string, onnxruntime: string, provider: string, plan: string, node: string) =>
      `${cpu}; onnxruntime ${onnxruntime}, provider ${provider}, lowering plan ${plan}; Node ${node}`,
    time: 'Wall time',
    timeFacts: (duration: string, started: string) => `${duration}, started ${started}`,
    digest: 'Digest',
    degrees: (count: number) => `${count} degrees of freedom`,
    networks: 'networks',
    accepted: (share: string) => `${share} of draws met the constraints`,
  },
  runs: {
    show: (count: number) => `Show ${counted(count, 'run')}`,
    columns: ['Run', 'Space'],
    numbers: ['error %', 'FLOPs', 'parameters', 'activations'],
    stages: ['depths', 'widths', 'b', 'g'],
    times: ['epochs', 'time'],
    digest: 'digest',
    status: { finished: 'finished', diverged: 'diverged', failed: 'failed' },
  },
} as const
