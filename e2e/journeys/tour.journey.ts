import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from './bench.ts'
import { asSet } from './steps.ts'

const path = ['AnyNetX_A', 'AnyNetX_B', 'AnyNetX_C', 'AnyNetX_D', 'AnyNetX_E', 'RegNetX'] as const
const verdicts = /^(Better|No worse|Undecided|Worse)$/

test('first start: the sample study opens and the tour leads from AnyNetX_A to RegNetX, with the lab’s numbers', async ({
  bench,
}) => {
  const { page } = bench
  const next = page.getByRole('button', { name: 'Next' })
  /** On the current page of the tour. */
  const verdict = page.getByRole('region', { name: 'Verdict' }).getByText(verdicts)
  const seen: string[] = []

  await test.step('open the sample study', async () => {
    await expect(page.getByRole('heading', { name: 'Sample study' })).toBeVisible()
    // Home shows its spaces before it is opened.
    for (const name of path) await expect(page.locator('main')).toContainText(asSet(name))
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Spaces' })).toBeVisible()
    for (const name of path) await expect(page.locator('main')).toContainText(asSet(name))
  })
  const lab = new Database(join(bench.dataDir, 'lab.sqlite'), { readonly: true })
  const errors = errorsBySpace(lab)
  lab.close()
  expect([...errors.keys()]).toEqual([...path])

  await test.step('start the tour', async () => {
    await page.getByRole('link', { name: 'Refine', exact: true }).click()
    await page.getByRole('button', { name: 'Guided tour' }).click()
    await expect(page.getByRole('heading', { name: 'How do you design a space instead of a network?' })).toBeVisible()
    const first = errors.get('AnyNetX_A')!
    await expect(page.locator('main')).toContainText(`the errors of ${first.length} random ones`)
    await expect(page.locator('main')).toContainText(`the best has ${Math.min(...first).toFixed(1)} % error`)
  })

  for (const [i, newer] of path.slice(1).entries()) {
    const older = path[i]!
    await test.step(`from ${older} to ${newer}`, async () => {
      await next.click()
      await expect(page.getByRole('heading', { name: `What sampling ${asSet(newer)} shows` })).toBeVisible()
      await expect(verdict).toBeVisible({ timeout: 60_000 })
      await expect(page.getByText(`${asSet(newer)} against ${asSet(older)}`)).toBeVisible()
      seen.push(await verdict.innerText())
      // The verdict refers to the difference of means.
      const difference = mean(errors.get(newer)!) - mean(errors.get(older)!)
      await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(signed(difference))
    })
  }

  await test.step('the whole path: every mean is that of the runs, and every verdict the one shown before', async () => {
    await next.click()
    await expect(page.getByRole('heading', { name: /^Of 5 steps: / })).toBeVisible()
    // A row is headed by its space.
    const rows = page.getByRole('row').filter({ has: page.getByRole('cell') })
    for (const [i, name] of path.entries()) {
      const cells = rows
        .filter({ hasText: asSet(name) })
        .last()
        .getByRole('cell')
      const own = errors.get(name)!
      await expect(cells.nth(3)).toHaveText(String(own.length))
      await expect(cells.nth(5)).toHaveText(Math.min(...own).toFixed(1))
      await expect(cells.nth(7)).toHaveText(mean(own).toFixed(1))
      await expect(cells.last()).toHaveText(i === 0 ? '–' : seen[i - 1]!)
    }
    const count = (verdict: string) => seen.filter((other) => other === verdict).length
    await expect(page.getByRole('heading', { name: /^Of 5 steps: / })).toHaveText(
      `Of 5 steps: ${count('Better')} better, ${count('No worse')} no worse, ${count('Undecided')} undecided, ${count('Worse')} worse`,
    )
  })

  await test.step('nothing was trained for it, and it leads on to a study of one’s own', async () => {
    await expect(page.getByText('Queue is empty')).toBeVisible()
    await page.getByRole('button', { name: 'Start your own study' }).click()
    await expect(page.getByRole('button', { name: 'Create the study' })).toBeVisible()
  })
})

/** The errors of the finished runs of each space, in lineage order. */
function errorsBySpace(lab: Database.Database): Map<string, number[]> {
  const rows = lab
    .prepare<[], { name: string; errorPercent: number }>(
      `SELECT spaces.definition ->> '$.name' AS name, errorPercent FROM runs
         JOIN populations ON populations.id = runs.populationId JOIN spaces ON spaces.id = populations.spaceId
         WHERE runs.status = 'finished' ORDER BY spaces.id`,
    )
    .all()
  const bySpace = Map.groupBy(rows, ({ name }) => name)
  return new Map([...bySpace].map(([name, own]) => [name, own.map(({ errorPercent }) => errorPercent)]))
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** A value with sign and one decimal, as the window formats differences. */
function signed(value: number): string {
  const text = Math.abs(value).toFixed(1)
  return text === '0.0' ? text : `${value > 0 ? '+' : '−'}${text}`
}
