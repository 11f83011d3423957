import { readFileSync } from 'node:fs'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { modelProto } from '#shared/onnx/schema.ts'
import { browserUnavailable } from '../findBrowser.ts'
import { expect, test } from './bench.ts'
import { act, choose, newStudy, rowsOfExplore, startPopulation } from './steps.ts'

test('a new study: two populations are trained, watched, paused, resumed, with one run cancelled; then compared', async ({
  bench,
  newPage,
}) => {
  const { page } = bench
  await newStudy(page, { name: 'Journey', spaces: ['AnyNetX_A', 'RegNetX'], perSpace: 8, epochs: 4 })

  await test.step('train the first population and watch it', async () => {
    await startPopulation(page, 'AnyNetX_A')
    await expect(page.getByRole('heading', { name: 'Training now' })).toBeVisible()
    await expect(page.getByText(/epoch \d\.\d of 4/).first()).toBeVisible({ timeout: 60_000 })
  })

  await test.step('pause, reload, resume', async () => {
    await act(page, 'AnyNetX_A · seed 1', 'Pause now')
    await expect(page.getByText(/paused/i).first()).toBeVisible()
    const before = await page.locator('main').innerText()
    await page.reload()
    await expect(page.getByText(/paused/i).first()).toBeVisible()
    // Runs that were finished before the reload still are.
    const finished = /(\d+) finished/.exec(before)?.[1]
    if (finished !== undefined) await expect(page.locator('main')).toContainText(`${finished} finished`)
    // The population's button rather than a single run's.
    await page.getByRole('button', { name: 'Resume', exact: true }).click()
    await expect(page.getByText(/epoch \d\.\d of 4/).first()).toBeVisible({ timeout: 60_000 })
  })

  await test.step('cancel one run and let the others finish', async () => {
    // The last to start: an earlier one may end, and its row go, while its menu opens.
    const menu = page
      .getByRole('list', { name: 'Queue' })
      .getByRole('button', { name: /^Actions for #/ })
      .last()
    const name = /#\d+/.exec((await menu.getAttribute('aria-label')) ?? '')![0]
    await act(page, name, 'Cancel')
    await expect(page.getByText('1 cancelled').first()).toBeVisible()
    await expect(page.getByText('7 finished').first()).toBeVisible({ timeout: 120_000 })
  })

  await test.step('train the second population', async () => {
    await startPopulation(page, 'RegNetX')
    await expect(page.getByText('8 finished').first()).toBeVisible({ timeout: 120_000 })
  })

  await test.step('compare both', async () => {
    await page.getByRole('link', { name: 'Compare', exact: true }).click()
    await expect(page.getByText('P(new beats old)')).toBeVisible()
    await expect(page.getByText(/^(0\.\d+|> 0\.999|< 0\.001)$/).first()).toBeVisible()
    await expect(page.getByText(/Best of [78] of each/)).toBeVisible()
  })

  await test.step('save the numbers and a figure, zoom by keyboard', async () => {
    const menu = page.getByRole('button', { name: 'Actions for EDF of the validation error' })
    await menu.click()
    const numbers = await bench.saved(() =>
      page.getByRole('menuitem', { name: 'Save numbers as CSV' }).filter({ visible: true }).click(),
    )
    const lines = readFileSync(numbers, 'utf8').trim().split('\r\n')
    expect(lines[0]).toMatch(/^Space,error %/)
    expect(new Set(lines.slice(1).map((line) => line.split(',')[0]))).toEqual(new Set(['AnyNetX_A', 'RegNetX']))

    await page.getByRole('application', { name: /^EDF of the validation error/ }).focus()
    await page.keyboard.press('+')
    await menu.press('Enter')
    await expect(page.getByRole('menuitem', { name: 'View as table' }).filter({ visible: true })).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await expect(page.getByRole('menuitem', { name: 'Save numbers as CSV' }).filter({ visible: true })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(menu).toBeFocused()
    await menu.press('Enter')
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('menuitem', { name: 'Show the whole axis' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: 'Show the whole axis' })).toHaveCount(0)

    await page.getByRole('button', { name: 'Paper figure' }).click()
    const figure = await bench.saved(() => page.getByRole('button', { name: 'Save SVG' }).click())
    const svg = readFileSync(figure, 'utf8')
    expect(svg).toContain('width="174mm"')
    expect(svg).toContain('AnyNetX<tspan')
    await page.keyboard.press('Escape')
  })

  await test.step('explore: the table contains every network of a population', async () => {
    await page.getByRole('link', { name: 'Explore', exact: true }).click()
    await expect(rowsOfExplore(page).first()).toBeVisible()
    expect(await rowsOfExplore(page).count()).toBeGreaterThanOrEqual(7)
  })

  await test.step('export the best network and run it in a separate session', async () => {
    await page.getByRole('link', { name: 'Networks', exact: true }).click()
    // The best comes first.
    await page.getByRole('row').getByRole('link').first().click()
    await choose(page, 'Operator set (opset)', '13')
    const saved = await bench.saved(() => page.getByRole('button', { name: /ONNX/ }).first().click())
    const model = readFileSync(saved)
    expect(modelProto.toObject(modelProto.decode(model), { longs: Number })).toMatchObject({
      opsetImport: [{ version: 13 }],
    })
    const session = await InferenceSession.create(model)
    const [input, output] = [session.inputNames[0]!, session.outputNames[0]!]
    const result = await session.run({ [input]: new Tensor('float32', new Float32Array(3 * 16 * 16), [1, 3, 16, 16]) })
    expect(result[output]!.dims).toEqual([1, 10])
  })

  await test.step('export the report and open it without the bench', async () => {
    await page.getByRole('link', { name: 'Reports', exact: true }).click()
    await page.getByRole('button', { name: 'New report' }).click()
    await expect(page.getByRole('article')).toContainText('Journey')
    const saved = await bench.saved(() => page.getByRole('button', { name: 'Save as HTML' }).click())
    const html = readFileSync(saved, 'utf8')
    // The desktop program is also tested where no browser is available.
    if (browserUnavailable() !== undefined) return
    const alone = await newPage({ offline: true, javaScriptEnabled: false })
    await alone.setContent(html)
    await expect(alone.locator('svg').first()).toBeVisible()
    await expect(alone.getByText('RegNetX').first()).toBeVisible()
  })
})
