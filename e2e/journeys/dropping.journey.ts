import { expect, test } from './bench.ts'

test('a dropped file describes a network; blocks of a report are dragged into another order', async ({ bench }) => {
  const { page } = bench
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Spaces', level: 1 })).toBeVisible()

  await test.step('Home shows that it takes files, refuses a picture and opens a network', async () => {
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    const home = page.locator('.home')
    const drag = async (name: string) => {
      const file = `new File(['{"wa":36.44,"w0":24,"wm":2.49,"d":13,"g":8,"b":0.5}'], '${name}')`
      const dataTransfer = await page.evaluateHandle(
        `(() => { const dropped = new DataTransfer(); dropped.items.add(${file}); return dropped })()`,
      )
      await home.dispatchEvent('dragover', { dataTransfer })
      await expect(home.locator('.drop')).toBeVisible()
      await home.dispatchEvent('drop', { dataTransfer })
      await expect(home.locator('.drop')).toHaveCount(0)
    }
    await drag('photo.png')
    await expect(page.getByText('photo.png')).toBeVisible()
    await drag('network.json')
    await expect(page.getByRole('textbox').first()).toHaveValue(/36.44/)
  })

  await test.step('a block is put after the one over whose lower half it is dropped, and before it over the upper', async () => {
    await page.getByRole('link', { name: 'Reports', exact: true }).click()
    await page.getByRole('button', { name: 'New report' }).click()
    const [grips, bodies] = [page.locator('.grip'), page.locator('.body')]
    const texts = async () => {
      const all = await bodies.all()
      return Promise.all(
        all.map(
          async (body) => `${await body.textContent()} ${await body.locator('input, textarea').first().inputValue()}`,
        ),
      )
    }
    const dropOn = async (from: number, to: number, share: number) => {
      const { height } = (await bodies.nth(to).boundingBox())!
      await grips.nth(from).dragTo(bodies.nth(to), { targetPosition: { x: 20, y: share * height } })
    }
    await expect(grips.nth(3)).toBeVisible()
    const before = await texts()
    await dropOn(0, 2, 0.9)
    await expect.poll(texts).toEqual([before[1], before[2], before[0], ...before.slice(3)])
    await dropOn(2, 0, 0.1)
    await expect.poll(texts).toEqual(before)
  })
})
