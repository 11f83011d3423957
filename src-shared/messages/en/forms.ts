import { words } from './words.ts'

/** Texts of forms about their drafts. */
export const forms = {
  draftKept: 'Draft kept on this machine',
  discard: 'Discard the draft',
  changedMeanwhile:
    'This was changed in another window or by another program in the meantime. Your text is kept here but not stored yet.',
  theirs: 'Stored version',
  nothingStored: words.nothing,
  keepMine: 'Replace it with mine',
  takeTheirs: 'Use the stored version',
  keepBothNotes: 'Keep both in the note',
  keepBothReports: 'Keep mine as a new report',
  renameAgain: 'Enter applies your name, Escape keeps the stored one.',
} as const
