/**
 * Adds digests missing from src-main/trainer/testing/goldenModels.json, for a new lowering plan or a new network.
 * Existing ones are kept: a plan whose models have changed needs a new id.
 *
 *   node scripts/goldenModels.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { goldenModelNames, modelDigest, type GoldenModels } from '#main/trainer/testing/goldenModels.ts'

const path = join(import.meta.dirname, '../src-main/trainer/testing/goldenModels.json')
const golden = JSON.parse(readFileSync(path, 'utf8')) as GoldenModels
let added = 0
for (const plan of Object.values(loweringPlans)) {
  const digests = (golden[plan.id] ??= {})
  for (const name of goldenModelNames) {
    if (digests[name] !== undefined) continue
    digests[name] = modelDigest(name, plan)
    added++
  }
}
writeFileSync(path, `${JSON.stringify(golden, null, 2)}\n`)
console.log(`${added} digests added to ${path}.`)
