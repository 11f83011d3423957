import { listText } from '#shared/format/lists.ts'
import { fixedText, percentageText, signedText } from '#shared/format/numbers.ts'
import type { CautionId } from '#shared/refinement/comparison/compareSpaces.ts'
import type { DivergedDifferences } from '#shared/refinement/comparison/divergedRuns.ts'
import type { StepVerdict } from '#shared/refinement/comparison/judgeStep.ts'
import { charts } from '#shared/messages/en/charts.ts'
import { data } from '#shared/messages/en/data.ts'
import { plan } from '#shared/messages/en/plan.ts'
import type { StudyReport } from '../studyReport.ts'

/** A verdict on two populations, and the difference of their means, new minus old, in percentage points. */
export interface Answered {
  readonly verdict: StepVerdict
  readonly points: number
}

const cautionTexts: Readonly<Record<CautionId, string>> = {
  noVerdict: 'That settles nothing yet',
  largeDifferencesOnly: 'That settles large differences only',
  meansNotTails: 'That may settle which space is better, not the tails',
}
/** The distance between two errors with the digits both are shown with; a small difference is not rounded to zero. */
const apart = (points: number) =>
  (Math.abs(points) < 0.005 ? 'less than 0.01' : fixedText(Math.abs(points), 2)) + ' points'
function answered([newer, older]: readonly [string, string], { verdict, points }: Answered): string {
  if (verdict === 'undecided') return 'the two cannot be told apart'
  if (verdict === 'equal') return `${newer} is no worse`
  return `${verdict === 'better' ? newer : older} is better (difference of mean error ${signedText(points)} points)`
}
/** Suffix of the range of a mean. */
const short = (isShort: boolean) => (isShort ? ', which may be short' : '')
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Every text of a report in English. `prose` typesets names of spaces in sentences, `formula` typesets formulas. */
export const english = {
  language: 'en',
  charts: charts.drawing,
  plan: plan,
  builtIn: data.builtIn,
  contents: 'Contents',
  viewAsTable: 'View as table',
  span: (low: string, high: string) => `${low} to ${high}`,
  chance: (percent: string | undefined, isHigh: boolean) =>
    percent ?? (isHigh ? 'more than 99.9\u00a0%' : 'less than 0.1\u00a0%'),
  points: (value: number) => `${signedText(value)} points`,
  list: (entries: readonly string[]) => listText(entries, 'en'),
  differing: {
    recipe: 'the recipe',
    dataset: 'the data set',
    imageSize: 'the image size',
    flops: 'the FLOPs of their networks',
  },
  facts: (populations: number, spaces: number, networks: number, dataset: string, imageSize: number) =>
    `${counted(populations, 'population')} of ${counted(spaces, 'space')}, ${counted(networks, 'network')} trained on ${dataset} at ${imageSize} × ${imageSize} px`,
  factsWithTime: (facts: string, duration: string, time: string) => `${facts} in ${duration}, ${time}`,
  sections: {
    verdict: 'What was found',
    populations: 'Populations',
    parameters: 'Error against parameters',
    networks: 'Best and worst networks',
    curves: 'Training of the best',
    decisions: 'What was decided, and why',
    method: 'How it was done',
    runs: 'All runs',
  },
  verdict: {
    nothing: 'No run finished, so there is no distribution to read.',
    notComparable: (names: string, unfinished: string) => `${names} cannot be compared: ${unfinished}.`,
    allEnded: (name: string, diverged: number, failed: number) =>
      failed === 0
        ? `all ${counted(diverged, 'network')} of ${name} diverged`
        : diverged === 0
          ? `all ${counted(failed, 'network')} of ${name} failed`
          : `of ${name} ${diverged} networks diverged and ${failed} failed, and none finished`,
    tooFew: (newer: string, older: string, count: number, fewest: number) =>
      `${newer} and ${older} cannot be compared yet: ${counted(count, 'network')} ${count === 1 ? 'is' : 'are'} too few (at least ${fewest} of each).`,
    dependsOnDiverged: (
      names: readonly [newer: string, older: string],
      finished: Answered,
      withDiverged: Answered,
      [newer, older]: readonly [newer: number, older: number],
    ) =>
      `The answer depends on the networks that diverged (${newer} of ${names[0]}, ${older} of ${names[1]}): among finished networks ${answered(names, finished)}; with each of them counted as 100\u00a0% error, ${answered(names, withDiverged)}.`,
    signDependsOnDiverged: (
      names: readonly [newer: string, older: string],
      finished: Answered,
      { finished: without, atHighest, counted: atWorst }: DivergedDifferences,
      [newer, older]: readonly [newer: number, older: number],
    ) =>
      `The networks that diverged (${newer} of ${names[0]}, ${older} of ${names[1]}) can turn the sign of the difference of mean error: it is ${signedText(without)} points among finished networks, ${signedText(atHighest)} with each of them counted with the highest error measured and ${signedText(atWorst)} with each counted as 100\u00a0% error. Among finished networks ${answered(names, finished)}.`,
    undecided: (newer: string, older: string) => `${newer} and ${older} cannot be told apart with these runs.`,
    equal: (newer: string, older: string, chance: string) =>
      `${newer} is no worse than ${older}: a random network of it beats one of ${older} about as often as not, in ${chance} of all pairs.`,
    better: (better: string, worse: string, chance: string) =>
      `${better} is the better space: a random network of it beats one of ${worse} in ${chance} of all pairs.`,
    betterSide: (better: string, worse: string, chance: string) =>
      `A random network of ${better} beats one of ${worse}, a population of the same space, in ${chance} of all pairs.`,
    beats: (newer: string, older: string, chance: string, range: string) =>
      `The probability that a random network of ${newer} has a lower error than one of ${older} is ${chance}, 95 % range ${range}; the answer rests on whether that range holds 50 %.`,
    mean: (newer: string, older: string, difference: number, range: string, isShort: boolean) =>
      `The mean error of ${newer} minus that of ${older} is ${fixedText(difference, 1)} points, 95 % range ${range}${short(isShort)}.`,
    ahead: (newer: string, older: string, newerSpans: readonly string[], olderSpans: readonly string[]) => {
      const parts = [
        newerSpans.length > 0 ? `that of ${newer} is ahead at errors of ${listText(newerSpans, 'en')}` : '',
        olderSpans.length > 0 ? `that of ${older} at ${listText(olderSpans, 'en')}` : '',
      ].filter((part) => part !== '')
      return parts.length > 0
        ? `Read along the EDFs, ${parts.join('; ')}: there the 95 % band of the difference excludes zero.`
        : 'Nowhere along the EDFs does the 95 % band of the difference exclude zero.'
    },
    gap: (newer: string, older: string, at: string, shares: readonly [string, string], distance: string, p: string) =>
      `At the widest gap, just above ${at} error, lie ${shares[0]} of the networks of ${newer} and ${shares[1]} of those of ${older} (Kolmogorov–Smirnov distance ${distance}, p ${p}).`,
    lowest: (
      newer: string,
      difference: number,
      [newMin, oldMin]: readonly [string, string],
      { k, chance }: { readonly k: number; readonly chance: string },
    ) => {
      const lower = difference === 0 ? 'equally low' : `${apart(difference)} ${difference < 0 ? 'lower' : 'higher'}`
      return `The lowest error found is ${lower} in ${newer}: ${newMin} against ${oldMin}. The best of ${k} networks drawn from the runs of each is that of ${newer} in ${chance} of all draws, ties counted half.`
    },
    lowestMean: (spaces: number, name: string, mean: string, range: string, isShort: boolean) =>
      `Of the ${spaces} spaces that were trained alike ${name} has the lowest mean error, ${mean} (95 % range ${range}${short(isShort)}).`,
    best: (space: string, error: string, run: string, sharing: number) =>
      sharing === 1
        ? `The best network of all comes from ${space}: ${error} validation error, run ${run}.`
        : `The lowest error of all, ${error} on the validation images, is that of ${sharing} networks; one is run ${run} of ${space}.`,
    exported: (run: string, file: string, checked: number, stored: number, count: number) => {
      const agreement = checked === stored ? 'as many as when its run ended' : `against ${stored} when its run ended`
      return `Run ${run} lies in ${file}; loaded again in a fresh session it gets ${checked} of ${count} validation images wrong, ${agreement}.`
    },
    test: (run: string, wrong: number, count: number, uses: number) => {
      const found = `Run ${run} gets ${wrong} of ${count} test images wrong: ${percentageText((100 * wrong) / count)} test error.`
      return uses === 1
        ? `${found} Nothing else of this study was measured on them.`
        : `${found} Test images were used ${uses} times in this study.`
    },
    population: (count: number, name: string, mean: string, range: string, isShort: boolean, lowest: string) =>
      `${counted(count, 'network')} of ${name}: mean error ${mean} (95 % range ${range}${short(isShort)}), lowest ${lowest}.`,
    fewNetworks: (count: number, points: number, caution: CautionId) =>
      `With n = ${count} the share of networks below an error is known to about ±${points} points at the median. ${cautionTexts[caution]}, and a minimum rests on one network.`,
    shortMeans: (names: string) =>
      `The ranges of the mean errors of ${names} may hold less than 95 %: so few networks, or so few of them that make the tail, need not show the tail that a mean depends on. The answer does not rest on them.`,
    unfinished: (listed: string) => `What is not in any of the numbers: ${listed}.`,
    diverged: (listed: string, points: number | undefined) =>
      `Diverged runs have no error and are counted apart: ${listed}.${points === undefined ? '' : ` Counted as 100 % error, they would make the difference of means ${fixedText(points, 1)} points.`}`,
    failed: (listed: string) => `Failed runs are missing from every number: ${listed}.`,
    excluded: (count: number, name: string, reasons: string) =>
      `${counted(count, 'run')} of ${name} ${count === 1 ? 'is' : 'are'} excluded and counted nowhere: ${reasons}.`,
    reason: (reason: string, count: number) => `“${reason}” (${count})`,
    countOf: (count: number, name: string) => `${count} of ${name}`,
    unlike: (parts: string) => `These populations differ in ${parts}: their errors do not compare spaces alone.`,
    oneRecipe:
      'The errors hold for one recipe, one data set and one seed per network; another recipe can change the order of spaces.',
  },
  keys: {
    meanDifference: 'Difference of mean error',
    range: (text: string) => `95 % range ${text}`,
    shortRange: (text: string) => `95 % range ${text}, may be short`,
    beats: 'P(new beats old)',
    distance: 'Kolmogorov–Smirnov distance',
    at: (error: string, p: string) => `at ${error}, p ${p}`,
    networks: 'Networks, new and old',
    counts: (newer: number, older: number) => `${newer} and ${older}`,
    from: (newer: number, older: number) => `from ${newer} and ${counted(older, 'population')}`,
  },
  edf: {
    label: (spaces: string) => `Error distribution of ${spaces}`,
    caption:
      'Empirical distribution function F(e): the share of networks whose error is strictly below e. Further left is better. Diverged runs are not in it.',
    bands: (newer: string, older: string) =>
      `Bands: pointwise exact 95 % ranges of the shares of ${newer} and ${older}; the bar marks their widest gap.`,
    cut: (end: string, count: number) =>
      `The axis ends at ${end} %; ${counted(count, 'network')} ${count === 1 ? 'lies' : 'lie'} beyond.`,
    below: 'Below error',
  },
  difference: {
    label: (newer: string, older: string) => `Difference of the two distributions, ${newer} minus ${older}`,
    caption: (newer: string) =>
      `Difference of the two functions with its pointwise 95 % band, from the exact ranges of both shares. Above zero, a larger share of ${newer} lies below that error.`,
    error: 'Error',
    points: 'difference, points',
    band: '95 % band',
  },
  populations: {
    space: 'Population',
    diverged: 'diverged',
    failed: 'failed',
    statistics: ['min %', 'lower quartile', 'median %', 'upper quartile', 'mean %'],
    complexity: ['FLOPs', 'parameters', 'activations'],
    atMost: (error: string) => `≤ ${error}`,
    ofEach: (k: number) => `best of ${k}`,
    caption:
      'Errors of the finished runs, in percent, with 95 % ranges: of medians and quartiles by order statistics, 0 or 100 where so few networks bound no end; of means by Welch and Hall, † where they may be short. Under a minimum: what the lowest of as many networks drawn anew stays at or below with 95 %. FLOPs (multiply-adds), parameters and activations are medians over all runs.',
    from: (count: number) => `from ${counted(count, 'population')}`,
    pooled: (entries: readonly { name: string; populations: readonly string[] }[]) =>
      entries.length > 0
        ? `Populations of a space that were trained alike are one: ${entries.map(({ name, populations }) => `${name} of ${listText(populations, 'en')}`).join('; ')}. A network that was trained twice from one seed counts once.`
        : '',
    steps: 'Each against the one that it is read against',
    pair: ['New', 'Old'],
    comparison: ['P(new beats old)', 'difference of mean', 'difference of min', 'P(lower best)', 'KS distance', 'p'],
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
    undrawn: (count: number, of: number) =>
      `${count} of ${of} networks came without what was drawn for them: their widths and group widths are inferred from the network.`,
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
    datasetFacts: (
      name: string,
      { classes, trainCount, validationCount, hasOwnValidation, imageSize }: StudyReport['dataset'],
    ) => {
      const train = trainCount === null ? '' : `, ${trainCount} images to train on`
      const validation =
        hasOwnValidation === false ? `${validationCount} held out for validation` : `${validationCount} for validation`
      return `${name}: ${classes} classes${train}, ${validation}, ${imageSize} × ${imageSize} px`
    },
    classes: (names: string, more: number) => `Classes: ${names}${more > 0 ? ` and ${more} more` : ''}`,
    recipe: 'Recipe',
    error: 'Error',
    errorFacts: 'Top-1 error on the validation split after the last epoch.',
    testFacts: (uses: number, runs: string) =>
      uses === 0
        ? 'Test images were not used.'
        : uses === 1
          ? `Test images were used once, for run ${runs}.`
          : `Test images were used ${uses} times, for ${runs}.`,
    seeds: 'Seeds',
    seedsOf: (name: string, sampling: number) => `${name}: sampled with seed ${sampling}`,
    derivedSeeds:
      'Each network was trained with the seed that follows from the seeds of its population and its place in the sample.',
    listedSeeds: 'The seed of each training stands with its run in the CSV and JSON.',
    ranges: 'Ranges',
    rangesFacts:
      'Meant to hold 95 %, and computed without resampling. P(new beats old): a score range with the variance of Brunner and Munzel, for distributions of any shape; where it leaves out one half, one space is better. Shares below an error: Blaker, pointwise; their differences: Newcombe, from exact ranges. Medians and quartiles: order statistics. Means: Welch’s t together with Hall’s correction for skewness; below 30 networks, or where few of them make the tail, these may hold less, and that is said beside them. Likely best values: the empirical bootstrap of the paper, which describes these networks.',
    machine: 'Machine',
    machineFacts: (cpu: string, onnxruntime: string, provider: string, plan: string, node: string) =>
      `${cpu}; onnxruntime ${onnxruntime}, provider ${provider}, lowering plan ${plan}; Node ${node}`,
    time: 'Wall time',
    timeFacts: (duration: string, started: string) => `${duration}, started ${started}`,
    digest: 'Digest',
    degrees: (count: number) => `${count} degrees of freedom`,
    combinations: {
      count: ['', ' combinations'],
      estimate: ['about ', ' combinations'],
      upperEnd: ['at most ', ' combinations'],
    },
    accepted: (share: string) => `${share} of draws met the constraints`,
  },
  recipe: {
    yes: 'yes',
    no: 'no',
    all: 'all',
    images: (count: number) => counted(count, 'image'),
    epochs: (count: number) => counted(count, 'epoch'),
    steps: (factor: string, epochs: string) => `× ${factor} after epochs ${epochs}`,
    downTo: (share: string) => `down to ${share} of the rate`,
    warmup: (epochs: string, share: string) =>
      `${epochs} ${epochs === '1' ? 'epoch' : 'epochs'}, from ${share} of the rate`,
    decays: (weights: string, batchNorm: string, biases: string) =>
      `${weights} (weights), ${batchNorm} (batch norm), ${biases} (biases)`,
    ema: (alpha: string, steps: number) => `alpha ${alpha}, every ${counted(steps, 'step')}`,
    crop: 'Random crop',
    part: (area: string, aspect: string) => `a part of ${area} of the area, aspect ${aspect}, resized`,
    padding: (px: number) => `after padding by ${px} px`,
    held: (share: string, seed: number) => `${share} of the training images of each class, split with seed ${seed}`,
    ownValidation: 'the validation images of the data set',
  },
  decisions: {
    refined: (from: string, to: string) => `From ${from} to ${to}`,
    kept: (name: string) => `${name}, without a refined space`,
    states: { accepted: 'accepted', rejected: 'rejected' },
  },
  runs: {
    show: (count: number) => `Show ${counted(count, 'run')}`,
    columns: ['Run', 'Space'],
    excluded: (reason: string) => `Excluded: ${reason}`,
    numbers: ['error %', 'FLOPs', 'parameters', 'activations'],
    stages: ['depths', 'widths', 'b', 'g'],
    times: ['epochs', 'time'],
    digest: 'digest',
    status: { finished: 'finished', diverged: 'diverged', failed: 'failed' },
  },
} as const
