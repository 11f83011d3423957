import type { Database } from 'better-sqlite3'

/** What may happen to a study, to a run or to the lab (study 0). Stored: never renamed. */
export const eventKinds = [
  ...['studyCreated', 'studyImported', 'studyRenamed', 'planChanged', 'studyTrashed', 'studyRestored', 'studyRemoved'],
  ...['spaceAdded', 'spaceChanged', 'spaceDecided', 'spaceTrashed', 'spaceRestored'],
  ...['populationAdded', 'populationRenamed', 'populationTrashed', 'populationRestored'],
  ...['refinementBegun', 'refinementStep', 'refinementDecided', 'refinementRemoved'],
  ...['reportAdded', 'reportChanged', 'reportTrashed', 'reportRestored'],
  ...['datasetAdded', 'datasetRenamed', 'datasetTrashed', 'datasetRestored', 'settingsChanged'],
  ...['note', 'queued', 'started', 'epoch', 'finished', 'diverged', 'crashed', 'failed', 'paused', 'interrupted'],
  ...['cancelled', 'startedOver', 'digestChanged', 'reordered', 'prioritised', 'tagged', 'annotated', 'pinned'],
] as const
