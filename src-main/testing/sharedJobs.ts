import { afterAll } from 'vitest'
import { JobRunner } from '#main/jobs/jobRunner.ts'

/** One background process for all labs of a test file: its start would take most of the time if each had its own. */
export function sharedJobs(): JobRunner {
  const jobs = new JobRunner(process.execPath)
  afterAll(() => jobs.close())
  return jobs
}
