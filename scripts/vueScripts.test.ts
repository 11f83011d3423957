import { join } from 'node:path'
import { ESLint } from 'eslint'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const lint = new ESLint({ cwd: root })

/** The rules about types that a script breaks as the script of a component. */
async function rulesBrokenBy(script: string): Promise<(string | null)[]> {
  const text = `<script setup lang="ts">\n${script}\n</script>\n\n<template>\n  <i />\n</template>\n`
  const [result] = await lint.lintText(text, { filePath: join(root, 'src-renderer/components/New.vue') })
  return result!.messages.map(({ ruleId }) => ruleId).filter((rule) => rule?.startsWith('@typescript-eslint/') ?? true)
}

it('lints the script of a component by the types of what it imports', { timeout: 300_000 }, async () => {
  const imports = "import { labIsKnown } from '#renderer/lab/labMemory.ts'"
  expect(await rulesBrokenBy(`${imports}\nlabIsKnown`)).toContain('@typescript-eslint/no-floating-promises')
  expect(await rulesBrokenBy(`${imports}\nvoid labIsKnown`)).toEqual([])
})
