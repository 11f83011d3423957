/**
 * Limits on everything read from outside. They are far above what the program itself writes, yet low enough that a file
 * crafted to be huge is refused quickly, in little memory, with a clear message.
 */
export const limits = {
  /** Characters of a study file or design space as text, YAML or JSON. */
  textLength: 2 ** 18,
  /** Nesting depth of lists and objects, in a text or a bundle. */
  depth: 64,
  /** Aliases in a YAML text. */
  aliases: 100,

  /** Bytes of a bundle file, compressed and uncompressed. */
  packedBytes: 256 * 2 ** 20,
  unpackedBytes: 500 * 2 ** 20,
  /** Numbers, strings, lists and objects in a bundle. */
  values: 30_000_000,
  /** A call to the lab: bytes without an attached file, nesting depth, and number of values. */
  callBytes: 32 * 2 ** 20,
  callDepth: 100,
  callValues: 1_000_000,
  spaces: 1000,
  populations: 1000,
  /** Summed over all populations. */
  runs: 100_000,
  /** Epochs of a recipe, and therefore of a run. */
  epochs: 1_000_000,
  /** Measured times of one network. */
  timings: 1000,
  refinements: 10_000,
  reports: 1000,
  logLines: 1_000_000,
  tags: 1000,
  /** Largest id of a row that a document may name. */
  rowId: 1_000_000_000,
  /** Stages per network and blocks per stage. */
  stages: 16,
  stageDepth: 1000,
  /**
   * Blocks of a trainable network. The time onnxruntime takes to load a training graph grows quadratically with depth:
   * minutes at this limit. The deepest network in the literature, ResNet-1001, has 333 blocks.
   */
  blocks: 512,
  /** Channels per stage. */
  width: 2 ** 16,

  /** Characters of a name; of a word such as a version or a tag; of a reason or a note. */
  name: 200,
  word: 500,
  note: 10_000,
  /** Characters of free-form JSON: a wizard's state, the data of a log line, a study file. */
  freeForm: 4 * 2 ** 20,
  /** Milliseconds since 1970: the latest time a Date can represent. */
  time: 8.64e15,
} as const
