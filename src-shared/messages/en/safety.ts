import { words } from './words.ts'

/** A damaged lab, its backups, and events at its start. */
export const safety = {
  readOnly: 'The lab is read-only',
  readOnlyText: 'Readable data is shown. Nothing is overwritten until you decide how to continue.',
  noBackup: 'There is no backup of this lab.',
  restoreBackup: 'Restore a backup…',
  goOn: 'Go on with what can be read…',
  restoreTitle: 'Restore a backup',
  restoreText:
    'The lab returns to its state at the time of the backup. The damaged files are kept in a folder “damaged-” and the date, beside the database.',
  backup: 'Backup',
  made: 'Made',
  size: words.size,
  studies: words.studies,
  runs: 'Runs',
  studyCount: '{count, plural, one {# study} other {# studies}}',
  runCount: '{count, plural, one {# run} other {# runs}}',
  restoreMade: words.restoreBackup,
  goOnTitle: 'Go on with what can be read?',
  goOnLeftOut: 'Studies, runs and other entries that could not be read are left out of the lab.',
  goOnKept: 'The damaged files are kept in a folder “damaged-” and the date.',
  goOnMoved:
    'Weights and checkpoints of unknown runs are moved to a folder “unknown-” and the date. Nothing is deleted.',
  goOnConfirm: 'Go on with what can be read',
  reopening: 'The lab opens with the restored database. This window reloads in a moment.',
  notices: 'About the last start',
  backups: 'Backups',
  backupsText:
    'Copies of the database in {folder}, without weights and images. One is made every day the lab is open, and before anything that cannot be undone. The newest 14 are kept while they take less than 2 GB in total, and the newest 2 always.',
  backUpNow: 'Back up now',
  noneYet: 'There is none yet.',
  restore: 'Restore…',
  restoreOf: words.restoreBackup,
  replaceTitle: 'Restore the backup of {at}?',
  replaceText:
    'The lab returns to its state at that time. Later changes are kept as a new backup, and the database files in a folder “replaced-” and the date. Training is paused first.',
  replaceDamagedText:
    'The lab returns to its state at that time. The damaged files are kept in a folder “damaged-” and the date.',
  replaceConfirm: 'Restore this backup',
} as const
