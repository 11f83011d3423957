import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { layers, pathOf } from './layers.ts'

const root = join(import.meta.dirname, '..')
const rows = Object.keys(layers)

function foldersIn(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
    .map(({ name }) => `${path}/${name}`)
}

/** Folders below `path`, or itself, that contain files and have no row. */
function withoutRow(path: string): string[] {
  if (rows.some((row) => pathOf(row) === path)) return []
  const holdsFiles = readdirSync(join(root, path)).some((name) => /\.(ts|vue)$/.test(name))
  return holdsFiles ? [path] : foldersIn(path).flatMap(withoutRow)
}

describe('the layer table', () => {
  it.each(['src-shared', 'src-main', 'src-renderer'])('has a row for every folder of %s', (top) => {
    expect(foldersIn(top).flatMap(withoutRow)).toEqual([])
  })

  it('names existing folders and lets each import only lower ones', () => {
    rows.forEach((name, i) => {
      for (const folder of layers[name]!.folders) {
        const row = rows.findIndex((other) => `${folder}/`.startsWith(`${other}/`))
        expect(row, `${folder} in the row of ${name}`).toBeGreaterThanOrEqual(0)
        expect(row, `${folder} in the row of ${name}`).toBeLessThan(i)
      }
    })
  })
})

describe('lint', () => {
  const lint = new ESLint({ cwd: root })
  it.each([
    ['src-shared/graph/new.ts', '#shared/networks/network.ts'],
    ['src-shared/graph/new.ts', '../networks/network.ts'],
    ['src-shared/graph/ops/new.ts', '../../networks/network.ts'],
    ['src-shared/random/new.ts', 'node:fs'],
    ['src-main/trainer/new.ts', '#main/store/tables/runs.ts'],
    ['src-main/store/new.ts', '#main/trainer/train.ts'],
    ['src-main/lab.ts', './hosts/cli/main.ts'],
    ['src-shared/charts/new.ts', 'vue'],
    ['src-renderer/components/charts/new.ts', '../SetText.vue'],
    ['src-renderer/components/charts/new.ts', '#renderer/components/SetText.vue'],
    ['src-renderer/components/New.vue', './plan/PlanField.vue'],
    ['src-renderer/components/forms/New.vue', '../shell/AppShell.vue'],
    ['src-renderer/components/forms/New.vue', '#renderer/components/plan/PlanField.vue'],
    ['src-renderer/views/home/New.vue', '#renderer/views/plan/planDraft.ts'],
    ['src-renderer/views/home/New.vue', '../monitor/QueueList.vue'],
    ['src-renderer/views/refine/steps/New.vue', '#renderer/views/explore/runFields.ts'],
  ])('rejects in %s an import of %s', async (file, source) => {
    expect(await restricted(file, source)).toBe(true)
  })
  it.each([
    ['src-shared/graph/ops/new.ts', '../graph.ts'],
    ['src-shared/graph/ops/new.ts', '#shared/graph/graph.ts'],
    ['src-main/store/new.ts', '#main/trainer/messages.ts'],
    ['src-main/store/new.ts', 'node:fs'],
    ['src-shared/charts/new.ts', 'echarts/core'],
    ['src-renderer/components/New.vue', './charts/TinyEdf.vue'],
    ['src-renderer/components/plan/New.vue', '#renderer/components/SetText.vue'],
    ['src-renderer/components/plan/New.vue', './PlanField.vue'],
    ['src-renderer/views/refine/steps/New.vue', '../useWizard.ts'],
    ['src-renderer/views/refine/steps/New.vue', '#renderer/components/plan/MoreNetworks.vue'],
  ])('allows %s to import %s', async (file, source) => {
    expect(await restricted(file, source)).toBe(false)
  })

  async function restricted(file: string, source: string): Promise<boolean> {
    const config = (await lint.calculateConfigForFile(join(root, file))) as {
      rules: { 'no-restricted-imports': [unknown, { patterns: { regex: string }[] }] }
    }
    const [, { patterns }] = config.rules['no-restricted-imports']
    return patterns.some(({ regex }) => new RegExp(regex, 'u').test(source))
  }
})
