import { describe, expect, it } from 'vitest'
import { packageSigning } from './packageSigning.ts'
import { packageTargets } from './packageTargets.ts'

describe('packageSigning', () => {
  it('signs ad hoc on macOS without a certificate, since Apple silicon would not start the program otherwise', () => {
    const { words, env, said } = packageSigning('darwin', {})
    expect(words).toEqual(['-c.mac.identity=-'])
    // Builds of pull requests are signed too.
    expect(env).toEqual({ CSC_FOR_PULL_REQUEST: 'true' })
    expect(said).toMatch(/^Signed ad hoc/)
  })

  it.each(['CSC_LINK', 'CSC_NAME'])('leaves signing to electron-builder if %s names a certificate', (name) => {
    expect(packageSigning('darwin', { [name]: 'x' })).toMatchObject({ words: [], env: {} })
    expect(packageSigning('darwin', { [name]: 'x' }).said).toMatch(/not notarised/)
    const apple = { APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 's' }
    expect(packageSigning('darwin', { [name]: 'x', ...apple }).said).toMatch(/sent to Apple to be notarised\.$/)
  })

  it('refuses to notarise an ad hoc signature', () => {
    expect(() => packageSigning('darwin', { APPLE_KEYCHAIN_PROFILE: 'bench' })).toThrow('set CSC_LINK or CSC_NAME')
  })

  it('explains on Windows what an unsigned program entails, and says nothing on Linux', () => {
    expect(packageSigning('win32', {}).said).toMatch(/WIN_CSC_LINK/)
    expect(packageSigning('win32', { WIN_CSC_LINK: 'x' }).said).toBe('Signed by the certificate of WIN_CSC_LINK.')
    expect(packageSigning('linux', { CSC_LINK: 'x' })).toEqual({ words: [], env: {} })
  })
})

describe('packageTargets', () => {
  const without = { platform: 'linux', has: () => false } as const

  it('omits rpm packages, with a message, if nothing can build them', () => {
    const { words, said } = packageTargets([], without)
    expect(words).toEqual(['--linux', 'AppImage', 'deb', 'tar.gz'])
    expect(said).toMatch(/rpmbuild is missing/)
    expect(packageTargets([], { ...without, has: () => true })).toEqual({ words: [] })
  })

  it('passes an explicit request on unchanged', () => {
    expect(packageTargets(['--dir'], without)).toEqual({ words: [] })
    expect(packageTargets(['--linux', 'rpm'], without)).toEqual({ words: [] })
    expect(packageTargets([], { ...without, platform: 'darwin' })).toEqual({ words: [] })
  })
})
