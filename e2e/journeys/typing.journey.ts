import { expect, test } from './bench.ts'
import { composingOn } from './composing.ts'
import { act, newStudy } from './steps.ts'

test('from a new study over the wizard to a report, written in Hangul through the input method, reloaded on the way', async ({
  bench,
}) => {
  const { page } = bench
  const ime = await composingOn(page)
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })

  await test.step('a syllable that is composed is in the draft, and its Enter creates nothing', async () => {
    await page.getByRole('link', { name: 'New study' }).first().click()
    await field('Name').fill('')
    await ime.write('좁은 공간')
    await ime.press('Enter')
    await expect(page.getByRole('heading', { name: 'New study' })).toBeVisible()
    await page.reload()
    await expect(field('Name')).toHaveValue('좁은 공간')
    await newStudy(page, { name: '좁은 공간', spaces: ['AnyNetX_A'], perSpace: 8, epochs: 2 })
  })

  await test.step('a rename: Enter and Escape of the input method do nothing, its own Enter once', async () => {
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await act(page, '좁은 공간', 'Rename')
    await expect(field('Name of the study')).toBeFocused()
    await ime.write('넓은 공간')
    await ime.press('Escape')
    await ime.press('Enter')
    await expect(field('Name of the study')).toHaveValue('넓은 공간')
    await ime.end()
    await page.keyboard.down('Enter')
    await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await expect(page.getByRole('link', { name: '넓은 공간' }).first()).toBeVisible()
    await ime.shortcut('ㅋ', 'KeyZ')
    await expect(page.getByRole('link', { name: '좁은 공간' }).first()).toBeVisible()
  })

  await test.step('the palette opens under a Hangul layout, follows the syllable and runs nothing while it is composed', async () => {
    await ime.shortcut('ㅏ', 'KeyK')
    const palette = page.getByRole('combobox', { name: 'Find a study, network or command' })
    await expect(palette).toBeFocused()
    await ime.write('좁은 공간')
    await expect(page.getByRole('option')).toHaveCount(1)
    await ime.press('Enter')
    await ime.press('Escape')
    await expect(palette).toBeVisible()
    await ime.end()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/study\/1\/spaces/)
  })

  await test.step('a space whose name is typed is there after a reload of its dialog', async () => {
    await page.getByRole('button', { name: 'New space' }).first().click()
    const name = page.getByRole('dialog').getByRole('textbox')
    await expect(name).toBeFocused()
    await ime.write('가벼운 공간')
    await page.reload()
    await page.getByRole('button', { name: 'New space' }).first().click()
    await expect(name).toHaveValue('가벼운 공간')
    await name.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByRole('heading', { name: '가벼운 공간' })).toBeVisible()
  })

  await test.step('the reason for what becomes of it too', async () => {
    await page.getByRole('button', { name: 'Decide…' }).click()
    const reason = page.getByRole('dialog').getByRole('textbox')
    await reason.fill('')
    await ime.write('아직 이름')
    await page.reload()
    await page.getByRole('button', { name: 'Decide…' }).click()
    await expect(reason).toHaveValue('아직 이름')
  })

  await test.step('the wizard keeps a reason that is typed when the page is reloaded at once', async () => {
    await page.goto(bench.host.url)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page).toHaveURL(/study\/2\/spaces/)
    await page.getByRole('link', { name: 'Refine', exact: true }).click()
    await page.getByRole('button', { name: 'Begin a refinement' }).click()
    await page.getByRole('button', { name: 'Look for a pattern' }).click()
    await page.getByRole('button', { name: 'Nothing stands out' }).click()
    await field('Reason').fill('')
    await ime.write('두드러진 것이 없음')
    await page.reload()
    await expect(field('Reason')).toHaveValue('두드러진 것이 없음')
  })

  await test.step('Escape of the input method leaves a panel open, and its text is what is filtered by', async () => {
    await page.getByRole('link', { name: 'Networks', exact: true }).click()
    await field('Number, space, tag or note').click()
    await ime.write('없는 말')
    await expect(page.getByRole('row').getByRole('link')).toHaveCount(0)
    await page.getByRole('link', { name: 'Explore', exact: true }).click()
    await page.getByRole('button', { name: 'Condition', exact: true }).click()
    await expect(field('Value')).toBeFocused()
    await ime.write('값')
    await ime.press('Escape')
    await expect(field('Value')).toHaveValue('값')
  })

  await test.step('a note and a report’s title that are being typed are there after a reload', async () => {
    await page.getByRole('link', { name: 'Networks', exact: true }).click()
    await page.getByRole('row').getByRole('link').first().click()
    await field('Note').click()
    await ime.write('다시 볼 것')
    await page.reload()
    await expect(field('Note')).toHaveValue('다시 볼 것')
    await page.getByRole('link', { name: 'Reports', exact: true }).click()
    await page.getByRole('button', { name: 'New report' }).click()
    await field('Title').fill('')
    await ime.write('요약')
    await page.reload()
    await expect(field('Title')).toHaveValue('요약')
    await expect(page.getByRole('article')).toContainText('요약')
  })
})
