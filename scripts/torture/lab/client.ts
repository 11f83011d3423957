import { createRouterClient } from '@orpc/server'
import type { LabOptions } from '#main/lab.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { createRouter } from '#main/services/router.ts'
import type { LabClient } from '#main/services/client.ts'

/** A client of a lab in this process. */
export function clientOf(lab: Lab): LabClient {
  return createRouterClient(createRouter(lab, { host: 'browser' }), { context: {} })
}

/** The fixed time in a lab whose answers are compared. */
const frozen = Date.UTC(2030, 0, 1)

/** Opens the lab of a folder with fake trainers for the duration of `use`. */
export async function withFakeLab<T>(
  folder: string,
  use: (lab: Lab, client: LabClient) => Promise<T>,
  options: Partial<LabOptions> = {},
): Promise<T> {
  return withLab(fakeLabOptions(folder, options), use)
}

/** Opens a lab for the duration of `use`. */
export async function withLab<T>(options: LabOptions, use: (lab: Lab, client: LabClient) => Promise<T>): Promise<T> {
  const lab = await createLab(options)
  try {
    return await use(lab, clientOf(lab))
  } finally {
    await lab.close()
  }
}

/** Options of a lab that only answers, with a fixed clock. */
export const stillOptions = (folder: string): LabOptions => fakeLabOptions(folder, { now: () => frozen })
