import { recipeRows } from '#shared/studyFiles/recipeRows.ts'
import type { SweptRecipe } from '#shared/training/recipeSweep.ts'
import type { Column } from '../figure.ts'
import { table } from '../figure.ts'
import { prose, type Markup } from '../markup.ts'
import { spaceNames, type Shown } from '../shown.ts'

/** A recipe with the spaces that were trained by it. */
interface Known extends SweptRecipe {
  readonly hasOwnValidation: boolean | null
  readonly names: readonly string[]
}

/** The recipe in words, with one column per recipe if populations differ; undefined if none is known. */
export function recipeTable(shown: Shown): Markup | undefined {
  const { report, texts } = shown
  const known = new Map<string, Known>()
  for (const { recipe, sweep, name, dataset } of report.spaces) {
    if (recipe === null) continue
    const { hasOwnValidation } = report.datasets[dataset]!
    const key = JSON.stringify([recipe, sweep, hasOwnValidation])
    const names = [...(known.get(key)?.names ?? []), name]
    known.set(key, { recipe, hasOwnValidation, ...(sweep && { sweep }), names })
  }
  const recipes = [...known.values()]
  if (recipes.length === 0) return undefined
  const heads = recipes.map(({ names }): Column => ({ title: prose(texts.list(names), spaceNames(shown)) }))
  const columns = [{ title: texts.t('reportMethod.recipe') }, ...(recipes.length > 1 ? heads : [{ title: '' }])]
  return table(
    columns,
    recipeRows(recipes, texts).map(({ title, cells }) => [title, ...cells]),
  )
}
