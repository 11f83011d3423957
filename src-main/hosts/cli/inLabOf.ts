import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createLab, type Lab, type LabOptions } from '#main/lab.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { t } from '#main/hosts/process/language.ts'

/** The result of `act` with the lab and the number of a run named as FOLDER:RUN. Throws UserError. */
export async function inLabOf<T>(
  run: string,
  act: (lab: Lab, id: number) => T | Promise<T>,
  options: Omit<LabOptions, 'dataDir'> = { evenDamaged: true },
): Promise<T> {
  const [, folder, number] = /^(.+):(\d+)$/.exec(run) ?? []
  if (folder === undefined || number === undefined) throw new UserError(t('terminal.runUnknown', { run }))
  if (!existsSync(join(folder, 'lab.sqlite'))) throw new UserError(t('terminal.studyMissing', { folder }))
  const lab = await createLab({ ...options, dataDir: folder })
  try {
    return await act(lab, Number(number))
  } finally {
    await lab.close()
  }
}
