import type { Migration } from '../migrate.ts'

const asWritten = (text: string) => `json_object('key', 'asWritten', 'values', json_object('text', ${text}))`

/** Why runs ended and files were left out is a sentence as JSON (key and values), no longer a text in English. */
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
