/**
 * Bounds of all that is read from outside: far above what the program itself writes, and low enough that reading a file
 * that was made to be large ends soon, in little memory, in a sentence.
 */
export const limits = {
  /** Characters of a study file or a design space as text, YAML or JSON. */
  textLength: 2 ** 18,
  /** Lists and objects within each other: of a text, and of a bundle. */
  depth: 64,
  /** Aliases of a YAML text. */
  aliases: 100,

  /** Bytes of a bundle's file, and of what is in it. */
  packedBytes: 256 * 2 ** 20,
  unpackedBytes: 500 * 2 ** 20,
  /** Numbers, texts, lists and objects of a bundle. */
  values: 30_000_000,
  /** Bytes of a call to the lab, without those of a file that comes with it; lists and objects within each other; values. */
  callBytes: 32 * 2 ** 20,
  callDepth: 100,
  callValues: 1_000_000,
  spaces: 1000,
  populations: 1000,
  /** Of all populations together. */
  runs: 100_000,
  /** Epochs of a recipe, and so of a run. */
  epochs: 1_000_000,
  refinements: 10_000,
  reports: 1000,
  logLines: 1_000_000,
  tags: 1000,
  /** Stages of a network, blocks of a stage. */
  stages: 16,
  stageDepth: 1000,
  /**
   * Blocks of a network that is to be trained. The time in which onnxruntime loads a training graph grows with the square of
   * it: minutes here. The deepest network of the field's papers, ResNet-1001, has 333.
   */
  blocks: 512,
  /** Channels of a stage. */
  width: 2 ** 16,

  /** Characters of a name, of a word such as a version or a tag, of a reason or a note. */
  name: 200,
  word: 500,
  note: 10_000,
  /** Characters of free-form JSON: a wizard's state, the data of a line of the log, a study file. */
  freeForm: 4 * 2 ** 20,
  /** Milliseconds since 1970: the last that a Date can hold. */
  time: 8.64e15,
} as const
