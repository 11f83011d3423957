import { createRouterClient } from '@orpc/server'
import type { LabOptions } from '#main/lab.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { createRouter } from '#main/services/router.ts'
import type { LabClient } from '#main/services/client.ts'

/** The contract over a lab of this process. */
export function clientOf(lab: Lab): LabClient {
  return createRouterClient(createRouter(lab, { host: 'browser' }), { context: {} })
}

/** When everything happens in a lab whose answers are compared. */
const frozen = Date.UTC(2030, 0, 1)

/** Uses the lab of a folder, whose trainers are the fake's, and closes it. */
export async function withFakeLab<T>(
  folder: string,
  use: (lab: Lab, client: LabClient) => Promise<T>,
  options: Partial<LabOptions> = {},
): Promise<T> {
  return withLab(fakeLabOptions(folder, options), use)
}

/** Uses a lab and closes it. */
export async function withLab<T>(options: LabOptions, use: (lab: Lab, client: LabClient) => Promise<T>): Promise<T> {
  const lab = await createLab(options)
  try {
    return await use(lab, clientOf(lab))
  } finally {
    await lab.close()
  }
}

/** Options of a lab that only answers, always at the same time. */
export const stillOptions = (folder: string): LabOptions => fakeLabOptions(folder, { now: () => frozen })
