import type { Migration } from '../migrate.ts'

const asWritten = (text: string) => `json_object('key', 'asWritten', 'values', json_object('text', ${text}))`

/** Reasons why runs ended or files were skipped become sentences as JSON (key and values) instead of English text. */
export const reasons: Migration = {
  version: 4,
  up: (db) => {
    db.exec(`
      UPDATE runs SET reason = ${asWritten('reason')} WHERE reason IS NOT NULL;
      UPDATE datasets SET contents = json_set(contents, '$.skipped', json((
        SELECT json_group_array(json_object('file', value ->> 'file', 'reason', ${asWritten("value ->> 'reason'")}))
        FROM json_each(contents, '$.skipped'))));
    `)
  },
}
