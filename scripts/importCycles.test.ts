import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { importCycles } from './importCycles.ts'

const root = join(import.meta.dirname, '..')

it('finds the shortest cycle, including type imports and components', () => {
  const files = new Map([
    ['src-shared/a.ts', "import type { B } from './b.ts'"],
    ['src-shared/b.ts', "export { c } from '#shared/c.ts'\nimport './d.ts'"],
    ['src-shared/c.ts', "export const a = () => import('./a.ts')"],
    ['src-shared/d.ts', "import { z } from 'zod'\nimport './absent.ts'"],
    [
      'src-renderer/E.vue',
      '<script setup lang="ts">\nimport F from \'./F.vue\'\n</script>\n<template><F /></template>',
    ],
    [
      'src-renderer/F.vue',
      '<script setup lang="ts">\nimport E from \'./E.vue\'\n</script>\n<template><E /></template>',
    ],
  ])
  expect(importCycles(files)).toEqual([
    ['src-shared/a.ts', 'src-shared/b.ts', 'src-shared/c.ts'],
    ['src-renderer/E.vue', 'src-renderer/F.vue'],
  ])
})

it('no file imports itself through others', () => {
  const paths = globSync('{src-shared,src-main,src-renderer,e2e,scripts}/**/*.{ts,vue}', { cwd: root }).map((path) =>
    path.replaceAll('\\', '/'),
  )
  expect(paths.length).toBeGreaterThan(1000)
  expect(importCycles(new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])))).toEqual([])
})
