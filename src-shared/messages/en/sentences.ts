import { words } from './words.ts'

/**
 * Mistakes in a description written by the user: phrases shown beside the field, or after its path if there is no
 * field.
 */
export const sentenceFaults = {
  invalid: 'invalid {what}: {faults}',
  designSpace: 'design space',
  study: 'study',
  figureParameters: 'parameters of the figure',
  datasetOfStudy: 'data set of the study',
  dataset: words.dataSetWithin,
  builtInImages: 'the built-in images (seed {seed}, {imageSize} px)',
  faultAt: '{place}: {said}',
  faultOfValue: '{value} ({said})',
  faultOfValueAt: '{place} is {value} ({said})',

  required: 'required',
  requiredOneOf: 'required: one of {known}',
  requiredByBlock: 'required by block {block}',
  unknown: 'not known ({hint})',
  didYouMean: 'did you mean {nearest}?',
  knownAre: 'known: {known}; nearest: {nearest}',
  noneKnown: 'there are none here',
  unfit: 'not in the required form',
  notNumber: 'not a number',
  twoNumbers: 'may mean {small} or {large}: write one of them',
  notWhole: 'not a whole number',
  notText: 'not a text',
  notTruth: 'neither true nor false',
  notList: 'not a list',
  notObject: 'not an object with keys',
  atLeast: 'at least {limit}',
  atMost: 'at most {limit}',
  above: 'above {limit}',
  below: 'below {limit}',
  tooShort: 'a list of at least {limit}',
  tooLong: 'a list of at most {limit}',
  tooManyLetters: 'at most {limit} letters',
  endsSwapped: 'the lower end is above the upper end',
  rungsNotAscending: 'is not in ascending order',
  halvedNeverDecided: 'cannot be with halving: the populations of a halved study are not compared',
  notEqualTo: 'only {allowed}',
  noYaml: 'neither YAML nor JSON: {said}',

  // Distributions.
  noRange: '{low} to {high} is not a range: the lower end must be at most the upper end',
  noMultiple: '{value} is not a multiple of {quantum}',
  noPowerOfTwo: '{value} is not a power of two',
  quantumNotPositive: 'the step {quantum} is not above 0',
  logarithmNotPositive: '{value} is not above 0, as a logarithmic distribution requires',
  noDistinctValues: 'at least one value, each once',

  // Recipes drawn for each run.
  sweptTwice: '{other} draws the same value: give one of them',
  sweptMissing: 'the recipe has no {path} to draw: switch it on in the recipe, or do not draw it',
  recipeDrawOfOther: 'the plan of its population does not draw {value}',

  // Networks.
  networks: 'networks',
  network: words.networkWithin,
  networkOf: '{what} {name}',
  pyclsConfiguration: 'pycls configuration',
  pyclsSweep: 'pycls sweep',
  notDrawnHere: 'neither a parameter of a design space nor a value of the recipe that is drawn; known: {known}',
  stageCountsDiffer: 'a design space has one number of stages: write it twice, such as [4, 4]',
  timmConfiguration: 'timm configuration',
  transformersConfiguration: 'transformers configuration',
  networkForms:
    'neither stages nor a RegNet, no configuration of pycls, timm or transformers, no published name and no line of sample --json; given: {given}',
  networkNameUnknown: 'no published network is called {name} ({hint})',
  regimeTwice: 'the study has this value already',
  recipesDrawnTwice:
    'another space of the study draws {key} by another law; all populations of a study draw their recipes alike: say in sweep how',
  noWindow: '{value}: write a window as low:high, such as 0.8M:1.2M or :2M',
  networkTwice: 'it is network {number} of the list again',
  networkAt: 'network {number}: {said}',
  networkFileUnread: '{file} is the path of a file, which only "regbench study" reads; write the network itself here',
  networkTypeUnknown: 'not a supported type: {known}',
  innerWidthLarge: 'makes {inner} inner channels: at most {limit}',
  innerWidthZero: 'makes {inner} inner channels of width {width}: at least 1',
  groupsUneven: 'its {groups} groups do not divide the inner width {inner}: take a divisor of {inner}',
  networkTooDeep: '{blocks} blocks: a network of at most {limit} can be trained',
  stagesTooMany: 'the parameters give {stages} stages: at most {limit}',
  stridesUnlike: '{count} values: the parameters give {stages} stages',
  sizesUnlike: '{count} values: {key} has {stages}',
  multiplierNotWhole: '{value} is above 1 but not a whole number: use at most 1, or 2, 3 and so on',

  // Rows of results made elsewhere.
  resultFaults: '{faults}',
  columnFault: 'column {column}: {said}',
  columnFaultOf: 'column {column} is {value} ({said})',
  noErrorValue: 'not an error between 0 and 100 %',
  noNetworkInRow: 'describes no network: neither stages, nor RegNet parameters, nor a configuration',
  lineOfOther: 'the parameters give the widths {widths}, unlike the stages beside them',
  notOfSpace: 'not a network of {space}: {key} is {found} instead of {wanted}',
  notJsonLine: 'not JSON',
  notJsonStats: 'its json_stats are not JSON',

  // Spaces.
  idLetters: 'letters and digits of any script, dot, dash and underscore only, a letter or digit first',
  noWholeFromOne: '{value} is not a whole number of at least 1',
  noRatio: '{value} is neither a whole number nor one over a whole number',
  noMultipleOf8: '{value} is not a positive multiple of 8',
  negative: '{value} is below 0',
  notAboveOne: '{value} is not above 1',
  notOnePerStage: '{count} distributions for {stages} stages',
  excitationUseless: '{value} has no effect in block {block}: use 0 or block y',
  budgetMissing: 'name a budget: FLOPs, parameters, activations or time',
  budgetUnpredicted: 'a budget of time needs what predicts the time of a network: measure times first',
  budgetNotPositive: 'a budget of {value}: a number above 0',
  budgetExcluded: 'the space has a constraint on {id} that no network within the budget meets',
  kernelUseless: '{block} blocks have 3×3 kernels: leave the kernel out or take block mbconv',
  excitationNeeded: 'block y needs one above 0; the paper uses 0.25',
  constraintTwice: '{id} is listed twice',
  constraintElsewhere: '{id} applies to {kind} spaces only',
  limitBelowAll: 'the limit {limit} of {name} is below every value of the space',
  nothingDrawn: '{space} draws no {size}',
  stageTooHigh: 'there is no stage {stage}: {space} has {stages}',
  stagesTogether: '{space} draws one {size} for all stages',
  rangeEmpty: '{space} has no {size} from {low} to {high}: widen the range',
  rangeEmptyBelow: '{space} has no {size} up to {high}: widen the range',
  rangeEmptyAbove: '{space} has no {size} from {low}: widen the range',
  constraintsExclude: '{added} contradicts {present}, a constraint of {space}: choose limits that satisfy both',
  refinementEmpties: '{added} leaves {space} empty: choose wider limits',
  noEnds: 'a lower end, an upper end or both',

  spaceEmpty: '{space} is empty: its constraints leave no value to draw',
  seedUnusable: 'a whole number of at least 0',
  broughtIn: 'its networks were trained elsewhere',
  networksGiven: 'its networks were given, not drawn from a space',
  trainingSeedsUnknown: 'this version of the program cannot derive its training seeds. Sample a new population',
  imagesOfOther: 'the images of {name} are not the ones it was trained on. Restore them, or sample a new population',
  sampleOfOther: 'in this version of the program its seed draws a different network {number}. Sample a new population',
  sampled: '{found} of {count} networks after {candidates} candidates of {space}, acceptance rate {rate}',

  // Recipes.
  warmupTooLong: 'longer than the training',
  cropsExclude: 'padding and random resized crop exclude each other',
  milestonesUnordered: 'milestones must ascend',

  // Studies.
  noCount: '"{value}" is neither a number nor a text like 0.4M',
  spaceUnknown: 'unknown design space: {id} ({hint})',
  spaceNeitherNor: 'neither base nor parameters ({key}: {hint})',
  spaceTwice: '"{id}" is listed twice: give each space its own id',

  // Bundles.
  runsOfOther: 'its runs are not the exported ones',
  changedAfterSeal: '{place}: changed after the file was sealed',
  sealGone: 'its seal is missing',
  parentAfter: 'a space refines one that comes after it',
  placeNotThere: 'it refers to a space, a population or a run that does not exist',
  bundleTooManyRuns: 'it has {runs} runs; at most {limit} are allowed',
  runFault: 'run {run} of {population}, {field}: {said}',
  isInsteadOf: 'is {found}, but the rest of the file says {wanted}',
  isInsteadOfAtMost: 'is {found}, but can be at most {limit}',
  resultUnfinished: 'a run that is "{status}" has no result',
  epochBeyond: 'is {epoch}, but the recipe has {epochs} epochs, counted from 0',
  epochNotLater: 'is {epoch}, which is not later than the one before it',
  epochNotEvaluated: 'is {epoch}, where a recipe that evaluates every {every} epochs measures nothing',
  epochsEndEarly: 'do not reach the last of {epochs}',
  drawUnbuildable: 'no network can be built from it',
  lineUnasked: 'is present, but {space} draws no line',
  averageUnasked: 'is present, but the recipe averages no weights',
  notPercentOf: 'is not a share of {count} validation images',
  nameTwice: '"{name}" appears twice',
  nameUnprintable: 'is blank or has unprintable characters',
  notJson: 'cannot be written as JSON',
  inspectionBroken: 'does not fit the images and classes of what was found',
  freeFormTooLong: 'is longer than {limit} characters',
  textTooLong: 'it has {found} characters; at most {limit} are allowed',
  textTooDeep: 'it is nested more than {limit} levels deep',
  aliasesTooMany: 'it has more than {limit} aliases, or they repeat too much',
  aliasUnknown: 'the alias *{name} has no anchor before it',
  keyTwice: 'the key {key} appears twice',
} as const

/** Labels that distinguish populations of one space: phrases after the space's name. */
export const sentenceLabels = {
  automatic: words.automatic,
  labelHere: 'trained here',
  labelElsewhere: 'brought in {value}',
  labelSeed: 'seed {value}',
  labelEpochs: '{value, plural, one {# epoch} other {# epochs}}',
  labelRate: 'lr {value}',
  labelDecay: 'wd {value}',
  labelBatch: 'batch {value}',
  labelImage: '{value} px',
  labelFlops: '{range}',
  labelAnyFlops: words.anyFlops,
  labelData: 'data {value}',
  labelDrawn: '{keys} drawn',
  labelUndrawn: 'one recipe',
  labelSetting: '{name} {value}',
} as const

/**
 * The lab's messages to the user, by key: what happened, to which thing, what to do. `{name}` is filled in.
 * `ko/sentences.ts` has the same keys.
 */
export const sentences = {
  ...sentenceFaults,
  ...sentenceLabels,

  /** The words of a file, a library or a schema. */
  asWritten: '{text}',
  unexpected: 'Unexpected error: {said}. Please report it.',
  inLine: 'Line {line}: {faults}',
  requestInvalid: 'The request is not valid: {faults}.',
  connectionBroke: 'The connection broke before the lab answered. Check whether it was done, then try again.',

  // The lab's folder and its processes.
  diskFull:
    'The disk that holds {folder} is full. Free some space and start again: finished runs are kept, the others go on from their last checkpoint.',
  readOnly: 'Cannot write to {folder}. Make the folder writable or choose another one.',
  folderAbsent: '{folder} cannot be opened: there is no such folder.',
  folderIsFile: '{folder} cannot be opened: it is a file, not a folder.',
  folderForbidden: '{folder} cannot be opened: this user may not read it.',
  folderUnreadable: '{folder} cannot be opened: {said}.',
  labFolderAbsent:
    'The lab’s folder {folder} does not exist. If it is on another disk, connect that disk and try again, or choose another folder.',
  folderInUse:
    'The folder {folder} is locked, but not by a lab open on this computer: a lab may be starting or open on another computer, or the disk may not support locks. Try again in a moment, close the other lab, or choose a folder on a local disk.',
  folderWithoutLocks:
    '{folder} cannot hold a lab: its disk does not support locks ({code}), like some network shares. Choose a folder on a local disk.',
  folderInUseBy:
    'The folder {folder} is in use by another lab (process {process}). Close that one or choose another folder.',
  labOpenElsewhere:
    'The lab {folder} is open in this program on the machine {machine}. Close it there. If it no longer runs there, delete {file} and start again.',
  windowPlacesUnlocked:
    'The window can store its data neither in {folder} nor in {other}: links cannot be made there. Make one of them writable or choose another lab with --data-dir FOLDER.',
  dataDirWithoutFolder: '--data-dir names no folder. Write --data-dir FOLDER.',
  notALab: '{file} is the database of another program. Choose another folder.',
  labNewer:
    '{file} was written by a newer version of RegNet Lab Bench (format {found}; this one knows up to {known}). Update the program to open it; nothing was changed.',
  folderOfOthers:
    '{folder} is not a lab: it contains {name} and possibly other files. Choose an empty or a new folder, or make a lab beside those files.',
  labNamesTaken:
    '{folder} is not a lab and contains {name}, a name that labs use for their own files. Choose another folder.',
  dataFolderIsFile: '{folder} is a file. Choose a folder.',
  lockForeign: '{file} is not a lock of this program. Move it elsewhere and start again.',
  storageDamaged:
    'The data in {folder} cannot be read or written ({code}). The disk or the database is damaged: close the program, check the disk and start again. The program then checks the lab, and you can restore a backup.',
  databaseDamaged: 'The database {file} is damaged ({said}).',
  databaseLost: 'The database of {folder} is missing or empty, but files of its runs are still there.',
  databaseBehind:
    'The database of {folder} is older than it was: {count} entries of its log are missing. It may have been replaced by an older copy, or the end of it was lost.',
  databaseOfOther: 'The database in {folder} belongs to another lab and has replaced the original one.',
  databaseRowsChanged: 'Database rows were changed outside this program ({count}): {rows}.',
  logCutOff:
    'The program ended without closing its database, and the end of the database log could not be read. The log is kept in {folder}; runs continue from their last checkpoint.',
  unknownMoved: '{count} files unknown to this lab were moved to {folder}.',
  folderGone:
    'The folder {folder} was deleted, renamed or replaced while the lab was open. Nothing is being saved. Put the folder back, then start the program again.',
  labReadOnly: 'The lab is read-only until you decide how to continue. {said}',
  noBackup: 'There is no backup {name}. Choose one from the list.',
  pathOutside: 'The path {path} stored for run {id} was not written by this program and is not used.',
  trainerLeft: 'A trainer of an earlier lab (process {process}) does not exit. End it and try again.',
  nodeMissing: 'The Node executable used for training is missing: {node}. Start the bench with npm start.',
  nodeMissingInPackage: 'The Node executable used for training is missing: {node}. Install the program again.',
  fileAbsent: 'The file {file} no longer exists. Put it back or choose another.',
  fileUnreadable: '{file} cannot be read ({said}). Check its type and its permissions.',
  fileNotSaved: '{name} was not saved in {folder} ({said}). Choose another folder.',
  fileNotSavedFull: '{name} was not saved: the disk of {folder} is full. Free some space or choose another folder.',
  fileNotSavedForbidden: '{name} was not saved: there is no permission to write to {folder}. Choose another folder.',
  fileNotSavedGone: '{name} was not saved: the folder {folder} no longer exists. Choose another one.',
  fileNotSavedThere:
    '{name} was not saved: {folder} already contains a folder, a link or a device of that name. Choose another name.',
  labClosed: 'The lab was closed.',
  nobodyWaits: 'The request was cancelled.',
  backgroundEnded: "The lab's background process ended ({said}). Try again; if it ends again, report it.",
  queueStopped: 'The queue stopped: {said}',
  trainersBroken: 'Trainers do not start ({said}). The queue stopped; runs keep their place.',
  notSealed:
    'the bundle has no seal: an older version wrote it (format {version}), so changes to it cannot be detected.',
  weightsUnlikeDigest: '{place}: these weights do not match the run’s digest.',
  nothingToRetrain: '“{name}” has no finished run to train again.',
  pilotFailed: 'The pilot could not be trained: {said}',
  ownTrainerSilent: 'its trainer sent nothing for {seconds} s.',
  ownTrainerEnded: 'its trainer ended ({said}).',

  // Studies, spaces, populations, runs.
  noStudy: 'There is no study {id}.',
  noSpace: 'There is no space {id}.',
  noPopulation: 'There is no population {id}.',
  noRun: 'There is no run {id}.',
  noDataset: 'There is no data set {id}.',
  noRefinement: 'There is no refinement {id}.',
  noReport: 'There is no report {id}.',
  nameChangedMeanwhile:
    'The name was changed in another window or by another program in the meantime. It is now “{now}” and stays so.',
  noteChangedMeanwhile:
    'The note on run {id} was changed in another window or by another program in the meantime. It is now “{now}” and stays so.',
  noteRemovedMeanwhile:
    'The note on run {id} was removed in another window or by another program in the meantime. It stays removed.',
  reportChangedMeanwhile:
    'The report “{now}” was changed in another window or by another program in the meantime. It stays as it is now.',
  spaceChangedMeanwhile:
    'The definition of “{now}” was changed in another window or by another program in the meantime. It stays as it is now.',
  decisionChangedMeanwhile:
    'A different decision on “{name}” was made in another window or by another program in the meantime. It stands.',
  refinementChangedMeanwhile:
    'The refinement of “{name}” was changed in another window or by another program in the meantime. It stays as it is now.',
  exclusionChangedMeanwhile:
    'These runs were excluded or included in another window or by another program in the meantime: {runs}. No run was changed.',
  settingChangedMeanwhile:
    'The setting was changed in another window or by another program in the meantime. It stays as it is now: {now}.',
  studyTaken: 'There is already a study named "{name}". Choose another name.',
  studyTakenInTrash: 'There is already a study named "{name}" in the trash. Choose another name.',
  studyNotInTrash: 'The study "{name}" is not in the trash. Move it there first.',
  studyWithoutPopulation: 'The study "{name}" has no population to infer a plan from.',
  studyWithoutExport: 'The study "{name}" has no population yet: there is nothing to export.',
  sampleMissing: 'The sample study {file} is missing. Install the program again.',
  spaceTaken: 'The study already has a space with the id "{id}". Choose another.',
  spaceNameTaken: 'The study already has a space named "{name}". Choose another name.',
  spaceNameTakenInTrash: 'The study already has a space named "{name}" in the trash. Choose another name.',
  spaceOfOtherStudy: 'Space {id} belongs to another study: a space can only refine one of its own study.',
  spaceSampled: '{name} has a population and can no longer be changed. Add a new space that refines it.',
  spaceHasPopulation: '{name} has a population. Move it to the trash first.',
  spaceHasPopulations: '{name} has {count} populations. Move them to the trash first.',
  populationTaken: 'The study already has a population named "{name}". Choose another name.',
  populationTakenInTrash: 'The study already has a population named "{name}" in the trash. Choose another name.',
  populationEmpty: 'The population "{name}" has no network.',
  populationTooDeep: 'The population "{name}" has a network of {said}. Give its space lower depths.',
  figureNeedsRuns:
    'There is no finished network to show: every run is waiting, failed, diverged or excluded. Train a population first.',
  figureNeedsPair:
    'This figure compares two populations, and only {name} has finished networks. Choose another one as well.',
  figureNeedsMore:
    '{name} has {runs, plural, one {# finished network} other {# finished networks}}, all of them among the best {count}. Ask for fewer.',
  figureNeedsTimes:
    '{count, plural, one {# network has} other {# networks have}} a measured time of this kind; this figure needs {fewest}. Measure some on the screen Time, or with regbench time --study.',
  figureNeedsSeveral:
    '{name} has {runs, plural, one {# finished network} other {# finished networks}}; this figure needs {fewest} of one population.',
  figureNeedsSweep:
    'Neither {name} nor another population has recipes drawn for each run and at least {fewest} finished networks. Draw values of the recipe (sweep) in a plan.',
  figureNeedsParameter: 'No population has networks that all have the parameter {parameter}. Choose another one.',
  figureNeedsBoth:
    '{count} of {runs} networks of {name} meet the condition: with none on one side there is nothing to compare. Choose another condition or population.',
  figureNeedsImageNet:
    'The published networks were trained on ImageNet and its 1000 classes; the networks of {name} tell {classes} apart, so their errors do not compare. Leave the published ones out, or choose the figure of published networks.',
  figureNeedsTrait:
    'The networks shown do not differ in the trait {trait}. Choose another trait, or populations that differ in it.',
  figureNeedsRegimes:
    'This figure needs at least two groups of {fewest} networks each, by FLOPs, image size or epochs. Choose populations with more of them.',
  figureNeedsReplicates:
    'No network was trained with several seeds. Train some again in Explore, or by regbench replicate.',
  figureNeedsInspection:
    'No network of {names} has been looked into. Open one on its screen and choose “Look into it”, or use regbench inspect.',
  figureNeedsInspectionOf:
    'Run {run} of these populations has not been looked into. Open it and choose “Look into it”, use regbench inspect, or choose another: 0 is the best of those looked into.',
  figureNeedsTwoInspections:
    'Of these networks only run {run} has been looked into, and this figure compares two. Look into another one on its screen, or by regbench inspect.',
  figureNeedsOtherNetwork: 'Run {run} would be compared with itself. Choose another one.',
  figureNeedsSharedImages:
    'Runs {run} and {other} were measured on different images. Choose two that were measured on the same.',
  replicatesOfStudies: 'The runs are of several studies. Choose runs of one.',
  replicatesWithoutSpace:
    'No space can hold only the network with widths {widths}, so that it cannot be trained again.',
  figureNeedsEpochs: 'No run of {name} has its epochs: they were not recorded. Choose another population.',
  populationOfOtherStudy: 'Population {id} does not belong to the study "{name}". Choose one of its own.',
  seedTaken:
    'The population "{name}" of the same space and plan already has seed {seed}: the same networks would be trained again. Use another seed, or sample more networks of "{name}".',
  seedTakenInTrash:
    'The population "{name}" in the trash, of the same space and plan, already has seed {seed}: the same networks would be trained again. Use another seed, or restore "{name}" from the trash.',
  populationInTrash: '"{name}" is in the trash. Restore it before you add networks.',
  populationStays: 'The sample of "{name}" cannot be continued: {said}.',
  networksBegun:
    '{begun} of the last {count} networks of "{name}" have begun to train, so they stay. Cancel or exclude those that should not count.',
  populationWithoutSpace: 'Population {id} was not sampled from a space.',
  refinementOfOtherStudy: 'Space {id} belongs to another study: a refinement stays within one study.',
  refinementAccepted: 'This refinement was already accepted. Begin a new one.',
  refinementRejected: 'This refinement was already rejected. Begin a new one.',
  refinementWithoutSpace: 'There is no refined space to accept yet. Choose a constraint first.',
  runNotFinished: 'Run {id} is not finished: only finished runs have weights.',
  weightsNotKept: 'The weights of run {id} were not kept. To keep them, train the run again.',
  weightsUnusable: '{said} To get the weights of that run back, train it again.',
  weightsOfFormat: '{path} does not contain the weights of a run (its format is "{found}").',
  weightsOfOtherRun:
    '{path} contains the weights of another run (digest {found} instead of {digest}). To get the weights back, train the run again.',
  weightsPlaceTaken:
    '{path} is a folder or a link, where the weights of run {id} belong. Move it away, then train the run again.',

  // Checkpoint and weight files.
  tensorFileGone: 'The file {path} is missing.',
  tensorFileDamaged: 'The file {path} is damaged: its content has changed since it was written.',
  checkpointOfVersion:
    'The checkpoint {path} was written by another version of the program (version "{found}"; this one reads {known}).',
  checkpointOfDevice: 'It was trained so far on {was}; {device} gives other bits.',
  checkpointOfOther: 'The checkpoint {path} belongs to another run, recipe, data set or plan.',

  // Runs whose lowering plan was replaced.
  checkpointGone: 'Its checkpoint is missing.',
  machineReplaced: 'Its checkpoint is from another machine or version of onnxruntime.',
  planReplaced: '{provider} no longer uses the lowering plan {was}, but {plan}.',
  runsOfReplacedPlan: '{said} Unfinished runs that will start over: {count}.',
  runsMiscomputed:
    'Under the lowering plan {was}, {provider} computed convolutions with groups of 5, 6, 7, 9 and some more channels incorrectly. Finished runs with such groups: {count} (numbers {runs}). Exclude them: their errors are wrong.',

  // Why a run ended, as stored with the run.
  trainingLossBroke: 'The training loss was {loss} at step {step} of epoch {epoch}.',
  validationLossBroke: 'The validation loss was {loss} after epoch {epoch}.',
  everyStepSkipped:
    'None of the last {steps} steps up to epoch {epoch} changed the weights: in mixed precision their gradients are not finite. Take a smaller learning rate, or float32.',
  stepsSkipped: 'Loss scaling skipped {skipped} of {steps} steps, whose gradients were not finite in mixed precision.',
  runOutOfMemory:
    'The network does not fit into memory: {said} Choose a smaller batch size or narrower networks, or end other programs that use the same device.',
  trainerCrashed: 'its trainer crashed {count} times, last with {said}',
  notOverWhenExported: 'It had not ended when the study was exported.',

  // Why a space's sample is too small.
  sampleRepeats: '{sampled}: most repeat a network already found. Ask for fewer networks or widen the space.',
  sampleTooTight: '{sampled}. Loosen the constraints of the space.',
  sampleRare: '{sampled} at {low} to {high} MF. Widen the FLOPs window or ask for fewer networks.',
  sampleUnfound: '{sampled}. Of the first {looked} none satisfies the constraints at any FLOPs: loosen them.',
  sampleOutside:
    '{sampled} at {low} to {high} MF. The nearest FLOPs reached: {nearest} MF. Move the window there or change the ranges.',

  // Plans and study files.
  providerUnknown: 'The provider "{provider}" is not known ({hint}).',
  loweringUnknown: 'The lowering "{lowering}" is not known ({hint}).',
  loweringOfOther: 'The provider {provider} does not support the lowering {lowering}. Leave it out, or use: {known}.',
  imageSizesDiffer:
    'The plan requires images of {size} pixels, but those of {name} have {found}. Use the same size for both.',
  epochTooLong: 'The plan requires {images} images per epoch, but {name} has {left} to train on. Use fewer.',
  batchTooLarge:
    'The batch size is {batchSize}, but an epoch of {name} has {images} images. Use a smaller batch or more images.',
  datasetFolderRelative: 'The study\'s data set is in "{folder}". Write an absolute path.',
  datasetOfStudyChanged:
    'The data set of the study "{name}" has changed since the study began. Restore it, or run the file as a new study.',
  studyFixed:
    'The study "{name}" began with {was} at {place}, but the file says {is}. Only networks and further spaces or lists can be added to a study; for other changes run the file as a new study.',
  studyNewer: 'The study file has format version {found}, and this program reads up to {known}. Update the program.',
  sweepNoStudy:
    'This is a pycls sweep, which does not name a data set: add it to the `spaces` of a study file, or draw its networks with `regbench sample`.',
  onnxNoModel:
    'The file is no ONNX model: it holds no graph. Give a file as its exporter wrote it; a text or an archive is none.',
  onnxDamaged:
    'The ONNX file is damaged or cut off: what begins at byte {at} of {size} makes no sense. Copy or export it again.',
  onnxTensor:
    'The ONNX file is damaged: tensor {name} has {found} bytes, and {expected} by its shape. Copy or export it again.',
  onnxOpset:
    'The operators of the ONNX file are of version {found} (opset); known are {low} to {high}. Export it with opset_version=17.',
  onnxNoImage:
    'The ONNX model takes no image but {inputs}. Give a model whose input is [batch, channels, height, width] of 1 to 4 channels.',
  networkNeedsStudy:
    '{name} is a network, and networks belong to a study: create a study or open the sample study, then open the file again.',
  notYaml: 'The study file is neither YAML nor JSON: {said}',

  // Results made elsewhere.
  resultsUnusable:
    '{count, plural, one {# row} other {# rows}} cannot be used: {named} Correct the file, change the meaning of its columns, or leave these rows out.',
  broughtInRun: 'Run {id} was trained elsewhere: its recipe and images are not known, so it cannot be trained again.',
  resultsEmpty: 'The file has no rows of results.',
  resultsForeign:
    'The file holds no results: expected are a CSV with a header, a JSON list of objects, the sweep.json or a log of pycls, or a file of NDS.',
  resultsNoText: 'The file is not UTF-8 text. Save it as UTF-8.',
  resultsTooLarge: 'The file is larger than {megabytes} MB. Divide it.',
  resultsTooMany: 'The file has more than {limit} rows. Divide it.',
  notJsonHere: 'The file begins like JSON, but cannot be read as JSON: {said}',
  columnsTooMany: 'The file has more than {limit} columns. Leave out those that are not needed.',
  columnUnnamed: 'Column {column} has no name. The first line must name every column.',
  columnTwice: 'Two columns are called {column}. Rename one of them.',
  columnAbsent: 'There is no column {column}. Choose another.',
  cellsUnlike: 'Line {line} has {found} cells, but there are {columns} columns.',
  quoteOpen: 'Line {line}: a quotation mark is not closed.',
  quoteInside: 'Line {line}: text follows a closing quotation mark. Write quotation marks within a cell twice.',
  entryNoObject: 'Entry {entry} of the list is not an object with keys.',
  nameNotKnown: '{name} is not known ({hint}).',
  errorUnmapped: 'No column holds the error. Say which one does.',
  countsDiffer:
    '{column} differs by more than 1 % from the value computed for the network in {rows} of {total} rows (row {place}: {given}, computed: {computed}). Check the columns of sizes, the stem and the image size.',
  spaceIsHull:
    'How the networks were drawn is not known: the space {names} is the range of their sizes. Choose the design space if you know it.',
  framesDiffer:
    'Networks with different stems, blocks, strides or numbers of stages were put into spaces of their own.',

  // Bundles.
  bundleNewer:
    'The study was written by a newer version of the program (format {found}; this one reads up to {known}). Update the program.',
  bundleForeign: 'The file is not a study of this program. Choose a .regbench file exported by it.',
  bundleTooLarge: 'The file is too large for a study (more than {packed} MB, or {unpacked} MB unpacked).',
  bundleTruncated: 'The file is damaged: it ends early or was changed. Nothing was imported; export the study again.',
  bundleDamaged: 'The file is damaged: {said}. Nothing was imported; export the study again.',
  bundleTooDeep: 'The file is not a study of this program: it is nested more than {limit} levels deep.',
  bundleTooMany: 'The file is too large for a study: it contains more than {limit} values.',
  studyTooLarge:
    'The study is too large for one file ({packed} MB, {unpacked} MB unpacked). Export it without weights, or move populations that you do not need to the trash.',

  readingTooLong:
    'The file takes too long to read: more than {seconds} s. It is damaged, or not a file of this program.',
  jobOutOfMemory: 'This needs more memory than is available ({limit} MB). Use a smaller file or data set.',

  // Folders named by a file.
  folderNotChosen: 'The study was made elsewhere, with images in {folder}. To use them, add that folder under Data.',

  // Data sets.
  datasetFolderAbsent: 'The folder {folder} does not exist: check the path of the data set.',
  datasetFolderIsFile:
    '{folder} is a file: give the folder of the data set, or an archive of it (.zip, .tar, .tar.gz, .tgz).',
  archiveDamaged: '{file} cannot be read as an archive ({said}): download it again.',
  archiveTooLarge: '{file} unpacks to more than {gb} GB: unpack it yourself, and give the folder.',
  datasetTooLarge: 'The data set needs more memory than this process can use: use fewer or smaller images.',
  datasetFileUnusable: '{file} cannot be used. {said}',
  datasetFileTooLarge:
    '{file} has {bytes} bytes, but such a file has at most {most}: it is damaged or a different file.',
  faultForbidden: 'There is no permission to read it: change its permissions.',
  pickleForeign:
    'It refers to {name}, which a data set never needs and is not called: it is a different file, or a malicious one.',
  pickleUnread:
    'It is not a pickle of lists and images (byte {position}): it is damaged or a different file; download it again.',
  faultEncrypted: 'It is encrypted: pack it again without a password.',
  faultPacked: 'It cannot be unpacked ({said}): download the archive again.',
  faultTooDeep: 'It is more than {most} folders deep: move it up.',
  faultLinkBroken: 'It is a broken link: repair or remove it.',
  faultLinkCircular: 'It is a link that leads back to itself: repair or remove it.',
  faultGone: 'It no longer exists: put it back.',
  faultNoFile: 'It is a folder, a pipe or a device, not a file: rename or remove it.',
  faultNotFolder: 'A part of its path is a file, not a folder: check the path.',
  faultNameNotUnicode: 'Its name is not written in UTF-8: rename it.',
  faultNameTooLong: 'Its path is too long for this system: shorten it.',
  faultFilesOpen: 'Too many files are open on this system: close programs or raise the limit, then try again.',
  faultDisk: 'Its disk cannot read it: check the disk, or restore the data set from a copy.',
  faultSystem: 'The system says {said}: check the path and the disk.',
  trainImagesNone: '{name} has no training images: add some.',
  testImagesNone: '{name} has no test images: add some.',
  labelUnnamed:
    '{name}: {split} image {index} has label {label}, but {source} names only {count} classes (0 to {last}); complete the names or correct the labels.',
  idxSizesDiffer:
    '{folder} has training images of {train} pixels and test images of {test}: set resize to bring them to one size.',
  idxCountsDiffer: '{images} has {count} images but {labels} has {labelCount} labels: they belong to different sets.',
  idxNotSquare: '{file} has images of {width} by {height} pixels, not squares: set resize.',
  idxLabelsSparse:
    '{file} has labels up to {largest}, but only {classes} classes have images: it is damaged, download it again, or name all classes in classes.txt.',
  idxMissing: '{file} (plain or .gz) is missing in {folder}: give a folder with all four files.',
  idxSubsetUnknown: '{folder} has no data set {subset}, only {names}: set subset to one of them.',
  idxSeveral: '{folder} has several data sets ({names}): set subset to one of them.',
  idxSeveralFolders: '{folder} has several data sets ({places}): give the folder of one of them.',
  idxMagicOfImages:
    '{file} begins with the magic number {found}, expected {expected} (images of unsigned bytes): it is another file or damaged; download it again.',
  idxMagicOfLabels:
    '{file} begins with the magic number {found}, expected {expected} (labels of unsigned bytes): it is another file or damaged; download it again.',
  idxTruncated:
    '{file} has {bytes} bytes, but its header says {expected}: it is truncated or damaged; download it again.',
  idxWithoutHeader: '{file} has {bytes} bytes, less than a header: it is truncated or damaged; download it again.',
  idxGoesOn: '{file} unpacks to more than the {expected} bytes that its header says: it is damaged; download it again.',
  idxSides:
    '{file} says that its images have {width} by {height} pixels, but a side has 1 to {most}: it is damaged or another file; download it again.',
  idxTooLarge:
    '{file} has {count} images, to be read at {size} by {size} pixels; at most {most} images or {gb} GB can be read. Use fewer or smaller ones.',
  gzipDamaged: '{file} cannot be unpacked ({said}): download it again.',
  classFoldersTooFew:
    '{folder} has {count} class folders: give a folder with one folder of images for each class, or with train and test folders of such folders.',
  testShareGiven: '{folder} has test images of its own, in {test}: leave testShare out.',
  testClassUnknown: '{folder} has the class {name}, which {train} lacks: add training images of it or remove it.',
  refusedWith: '{said} {notes}',
  skippedFormat: 'This is not a JPEG, PNG, WebP, BMP or TIFF file.',
  skippedEmptyClass: 'No image of this class is left to train on.',
  skippedClass: 'Its class is left out of the training images.',
  imageUndecodable:
    '{file} cannot be used. {said} Replace or remove it, or leave out images that cannot be read (onCorrupt: skip).',
  imagesUndecodable:
    '{count} files of {folder} cannot be used. {files} Replace or remove them, or leave out images that cannot be read (onCorrupt: skip).',
  fileFault: '{file}: {said}',
  filesMore: 'And {count} more.',
  imageChanged:
    '{file} can no longer be used. {said} It changed since the data set was opened: restore it, or open the data set again.',
  imagesDiffer: 'The images of {folder} changed while they were read: read it again.',
  imageOther: 'Its image has changed.',
  imageEmpty: 'The file is empty.',
  imageDamaged: 'The image is damaged or cut short.',
  imageTooLarge: 'The file has {mb} MB; at most {most} MB are allowed: make it smaller.',
  imageTooLong: 'It has {width} × {height} px: make no side longer than {most} px.',
  imageTooManyPixels: 'It has more than {most} million pixels: make it smaller.',
  imageTooSlow: 'Decoding it takes longer than {seconds} s.',
  imageChannels: 'It has {count} colour channels, not 3.',
  bmpCompressed: 'It is a compressed BMP (kind {compression}): save it without compression, or as PNG.',
  imageDecoderSays: 'It cannot be decoded ({said}).',
  imagesTooMany: '{folder} contains more than {most} files, or names that are too long: use fewer images.',
  classFoldersTooMany: '{folder} has {count} class folders, more than {most}: use fewer classes.',
  classWithoutImages:
    '{folder} has no training image of the class {name}: add images, remove its folder, or leave the class out (onCorrupt: skip).',
  classUnusable:
    '{folder} has no usable training image of the class {name}. {groups} Convert or replace these files, or remove the folder of the class.',
  leftOut: '{count} left out, such as {file}: {reason}',
  classesEmpty: 'Classes without any training image: {count} ({names}). A network has an output for each of them.',
  testImagesFrom: 'The test images are those in {folder}.',
  validationImagesFrom:
    'Errors are measured on the validation images in {folder}; all of {train} is used for training. The images in {test} are held out for networks that have already been selected.',
  validationImagesNone:
    '{folder} has no usable validation image. {groups} Convert or replace these files, or remove the folder of validation images.',
  partUnused:
    'Images that are not part of the data set: {count} in {folder}. The training images are those in {train}.',
  imagesLoose:
    'Images that are not part of the data set: {count} in {folder}, in no class folder. Move each to the folder of its class.',
  cacheUnwritable: '{file} cannot be written ({said}): free some space or choose another cache folder.',
  cacheUnreadable: '{file} does not contain what was just written: check the disk or choose another cache folder.',
  recordsChanged: '{file} ends before record {index}: it changed while in use; open the data set again.',
  datasetChanged:
    'The images of {name} are not the ones this run was created for: restore them and try again, or sample a new population.',
  cifarMissing:
    "{file} is missing in {folder}: give {format}'s archive as it was downloaded, or its folder, completely unpacked.",
  cifarTruncated:
    '{file} has {bytes} bytes, not a whole number of {format} records of {stride} bytes: it is truncated or in another format; download it again.',
  cifarLabel:
    '{file} has label {label} in record {index}, but {format} has labels 0 to {last}: it is damaged or in another format; download it again.',
  cifarPickle:
    '{file} has no images under data, or no labels under {key}: it is not a {format} file; download it again.',
  cifarPickleSizes:
    '{file} has {bytes} bytes of images for {count} labels, not {each} for each: it is damaged or of another data set; download it again.',
  cifarTooLarge: '{file} brings the data set to {count} images, more than {most}: use fewer.',
  networkOfOtherSize:
    'The network takes images of {size} pixels, but those of {name} have {found}. Sample a new population.',
  networkOfOtherClasses: 'The network has {classes} classes, but {name} has {found}. Sample a new population.',
  syntheticTooLarge:
    '{count} images of {imageSize} pixels take more than the {gb} GB allowed for built-in images: use fewer or smaller ones.',

  // Execution providers.
  providerElsewhere: 'Not on this system ({system}).',
  providerLibraryMissing: 'Its libraries are missing or cannot be loaded.',
  librariesMissing: 'These libraries are missing: {libraries}.',
  cudaFails: 'CUDA fails with error {code}: {said}.',
  vulkanLoaderMissing: 'Vulkan is not installed: libvulkan.so.1 cannot be loaded.',
  vulkanDriverMissing: 'No graphics driver here supports Vulkan.',
  vulkanDriverTooOld: 'The graphics driver is too old for WebGPU, or its device cannot do it ({said}).',
  providerDeviceMissing: 'No device supports it.',
  probeNoStep: 'No training step within {seconds} s. A slow driver compiles more each time: try again.',
  stepComputedWrong:
    'A training step gives wrong results here ({tensor} is off by {percent} %), so training would silently fail. Update the graphics driver, or use another provider.',
  halfComputedWrong:
    'Convolutions in float16 give wrong results here ({tensor}), so that mixed precision would silently fail. Update the graphics driver, or train in float32.',
  halfDoesNotOverflow:
    'What is too large for float16 becomes a wrong number here, so that mixed precision would silently fail. Train in float32.',
  providerRefused: '{provider} does not train here: {said}',
  probeNotStarted: 'The probe did not start: {said}.',
  probeEnded: 'The probe ended with {said}.',
  measurementUnderWay: 'A measurement of times is under way. Wait for it or stop it.',
  publishedUnknown: 'No published network is called "{name}" ({hint}).',
  nothingSampled: 'This study samples no space, so there is nothing to foretell.',
  nothingToTime: 'These populations have no networks to time.',
  timingEnded: 'The process that measures ended with {said}.',
  engineTaken: 'Steps by the engine {engine}.',
  engineInstead: 'Steps by the engine {engine}, since a faster one cannot be used: {said}',
  nativeMissing: "onnxruntime's C API cannot be called here ({said}).",
  nativeOtherVersion: 'The loaded onnxruntime is version {found}, not {expected}.',
  remedyCpu: 'Run npm ci again: onnxruntime-node is not complete.',
  remedyCuda:
    'Install an NVIDIA driver. Then take the libraries from a Python environment: {pip}; or, with CUDA 12 and cuDNN 9 installed, fetch them: {command}',
  remedyCudaRest:
    'Its provider is in {folder}. Install or update the NVIDIA driver. Missing libraries of CUDA and cuDNN come from the system, or from a Python environment named here: {command}',
  remedyCudaActive: 'Take the libraries from the active Python environment {environment}: {command}',
  cudaOtherVersion:
    'The Python environment {environment} has onnxruntime-gpu {found}, but {needed} is needed. Install that: {install}',
  cudaNotInEnvironment: 'The Python environment {environment} has no onnxruntime-gpu {needed}. Install it: {install}',
  cudaElsewhere: 'CUDA trains on Linux x64 alone, and this is {system}.',
  remedyDml: 'Update the graphics driver; DirectML needs Windows 10 1903 or later and a DirectX 12 GPU.',
  remedyWebgpu:
    "Install or update a graphics driver with Vulkan (Linux: the maker's own, or mesa-vulkan-drivers; 22.3 of Debian 12 is too old, 25 of bookworm-backports is not).",
  remedyVulkanLoader:
    'Install libvulkan1 (Debian, Ubuntu) or vulkan-loader (Fedora), and a graphics driver with Vulkan.',
  remedyVulkanUpdate:
    'Update the graphics driver that is installed (Mesa: 25 or later, on Debian 12 from bookworm-backports). If it is up to date, the device does not support WebGPU.',
  coremlTakesConstants:
    'Core ML takes the weights of convolutions and products as constants, which training changes: the CPU would compute nearly every step of it, more slowly than by its own plan.',
  droppedAfter: 'Dropped after epoch {epoch} of {epochs}, where its error was among the worst.',
  beyondEnd: 'Trained beyond the end of its population, which was decided.',
  remedyCoreml: 'Train by GPU (WebGPU), which uses the same device, or by CPU.',
} as const
