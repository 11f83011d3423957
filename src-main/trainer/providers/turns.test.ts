import { expect, it } from 'vitest'
import { inTurn } from './turns.ts'

/** Calls that report their begin and end and last until they are let go. */
function calls(provider: string) {
  const said: string[] = []
  const letGo: (() => void)[] = []
  const call = (name: string, fails = false) =>
    inTurn(provider, async () => {
      said.push(`${name} begins`)
      await new Promise<void>((resolve) => letGo.push(resolve))
      said.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    })
  const settled = async () => {
    for (let i = 0; i < 10; i++) await Promise.resolve()
  }
  return { said, letGo, call, settled }
}

it('runs the calls of WebGPU one after the other, also after one that fails', async () => {
  const { said, letGo, call, settled } = calls('webgpu')
  const [a, b, c] = [call('a', true), call('b'), call('c')]
  await settled()
  expect(said).toEqual(['a begins'])
  letGo.shift()!()
  await expect(a).rejects.toThrow('a')
  await settled()
  expect(said).toEqual(['a begins', 'a ends', 'b begins'])
  letGo.shift()!()
  expect(await b).toBe('b')
  await settled()
  letGo.shift()!()
  expect(await c).toBe('c')
  expect(said.slice(3)).toEqual(['b ends', 'c begins', 'c ends'])
})

it.each(['cpu', 'cuda'])('lets calls of %s overlap', async (provider) => {
  const { said, letGo, call, settled } = calls(provider)
  const both = [call('a'), call('b')]
  await settled()
  expect(said).toEqual(['a begins', 'b begins'])
  for (const go of letGo) go()
  expect(await Promise.all(both)).toEqual(['a', 'b'])
})
