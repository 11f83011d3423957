import { expect, test } from './bench.ts'
import { newStudy, startPopulation } from './steps.ts'

const reason = 'One group width fewer to choose, and no worse as far as eight networks tell.'

test('the wizard: from a sample to an accepted space with a reason, interrupted and resumed on the way', async ({
  bench,
}) => {
  const { page } = bench
  const main = page.locator('main')
  const question = (text: RegExp) => page.getByRole('heading', { level: 1, name: text })
  await newStudy(page, { name: 'Refined', spaces: ['AnyNetX_B'], perSpace: 8, epochs: 2 })

  await test.step('a population is trained', async () => {
    await startPopulation(page, 'AnyNetX_B')
    await expect(page.getByText('8 finished').first()).toBeVisible({ timeout: 180_000 })
  })

  await test.step('sample: what to learn from', async () => {
    await page.getByRole('link', { name: 'Refine', exact: true }).click()
    await page.getByRole('button', { name: 'Begin a refinement' }).click()
    await expect(question(/^Which networks of AnyNetXB do we learn from/)).toBeVisible()
    await expect(main).toContainText('8 of 8 finished, 0 diverged')
    await page.getByRole('button', { name: 'Look for a pattern' }).click()
  })

  await test.step('look: evidence, choice and cost', async () => {
    await expect(question(/^What do the good networks of AnyNetXB have in common/)).toBeVisible()
    const suggestion = page.getByRole('radio', { name: /^Share one group width across all stages/ })
    await suggestion.press('Space')
    await expect(suggestion).toBeChecked()
    const price = page.getByRole('complementary')
    await expect(price.getByText(/of 8 runs? satisf(y|ies) it/)).toBeVisible()
    await expect(price).toContainText(/Degrees of freedom/)
    await expect(price.getByRole('heading', { name: 'EDF from runs already made' })).toBeVisible()
  })

  await test.step('leave and resume: the choice is kept', async () => {
    await page.reload()
    await expect(page.getByRole('radio', { name: /^Share one group width across all stages/ })).toBeChecked()
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await page.getByRole('link', { name: 'Refine', exact: true }).click()
    await expect(page.getByRole('row', { name: /one group width for all stages/ })).toContainText('Look and choose')
    await page.getByRole('button', { name: 'Resume', exact: true }).click()
    await expect(page.getByRole('radio', { name: /^Share one group width across all stages/ })).toBeChecked()
    await page.getByRole('button', { name: /^Refine to/ }).click()
  })

  await test.step('sample the refined space at the same FLOPs; a reload loses nothing', async () => {
    await expect(question(/does the promise hold\?$/)).toBeVisible()
    await expect(main).toContainText('as the runs learnt from')
    await page.getByRole('button', { name: 'Sample and train 8 networks' }).click()
    await expect(page.getByRole('heading', { name: 'Networks done' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Networks done' })).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Steps of the refinement' })).toContainText('8 of 8 finished', {
      timeout: 180_000,
    })
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
  })

  await test.step('old against new', async () => {
    await expect(question(/^Does .+ beat AnyNetXB/)).toBeVisible()
    const verdict = page.getByRole('region', { name: 'Verdict' })
    await expect(verdict.getByText(/^(Better|No worse|Undecided|Worse)$/)).toBeVisible({ timeout: 60_000 })
    await expect(verdict).toContainText('P(new beats old)')
    await page.getByRole('button', { name: 'Decide' }).click()
  })

  await test.step('accept, with a reason', async () => {
    await page.getByRole('radio', { name: /^Accept/ }).press('Space')
    await page.getByRole('textbox', { name: 'Reason' }).fill(reason)
    await page.getByRole('button', { name: /^Accept/ }).click()
    await expect(question(/was accepted$/)).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveAttribute('readonly')
  })

  await test.step('every step is in the study’s log', async () => {
    await page.getByRole('button', { name: 'All refinements' }).click()
    await expect(page.getByRole('row', { name: /one group width for all stages/ })).toContainText('accepted')
    const log = page.getByRole('region', { name: 'Study log' })
    for (const line of [
      'Refinement of AnyNetXB begun',
      'Refinement of AnyNetXB, step “Look and choose”',
      'Refinement of AnyNetXB, step “Sample the refined space”: one group width for all stages',
      'Refinement of AnyNetXB, step “Old against new”',
      'Refinement of AnyNetXB, step “Accept or reject”: one group width for all stages',
      reason,
    ])
      await expect(log.getByText(line, { exact: true }).first()).toBeVisible()
  })

  await test.step('the new space appears in the lineage', async () => {
    await page.getByRole('link', { name: 'Spaces', exact: true }).click()
    await expect(main).toContainText('AnyNetXC')
    await expect(main).toContainText(/accepted/i)
  })
})
