import { words } from './words.ts'

/** Texts of forms about their drafts. */
export const forms = {
  draftKept: 'Draft kept on this machine',
  discard: 'Discard the draft',
  changedMeanwhile:
    'This was changed meanwhile in another window or by another program. What you typed is kept here and not stored yet.',
  theirs: 'What is stored now',
  nothingStored: words.nothing,
  keepMine: 'Replace it with mine',
  takeTheirs: 'Take what is stored',
  keepBothNotes: 'Keep both in the note',
  keepBothReports: 'Keep mine as a new report',
  renameAgain: 'Enter gives it your name, Escape leaves it as it is.',
} as const
