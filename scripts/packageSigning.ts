/** How a package is signed. */
export interface PackageSigning {
  /** Arguments for electron-builder. */
  words: readonly string[]
  env: NodeJS.ProcessEnv
  /** A message for whoever packages; undefined if there is nothing to say. */
  said?: string
}

/** electron-builder's variables that name a certificate. */
const certificates = {
  darwin: ['CSC_LINK', 'CSC_NAME'],
  win32: ['WIN_CSC_LINK', 'CSC_LINK'],
} as const
/** Each of these sets enables notarisation by Apple (electron-builder's getNotarizeOptions). */
const notarizing = [
  ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
  ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
  ['APPLE_KEYCHAIN_PROFILE'],
] as const

/**
 * How electron-builder signs on this system: with the certificate named in the environment. Without one, a macOS
 * program is signed ad hoc, because Apple silicon starts no program with an invalid signature and electron-builder
 * alone would not sign at all. Throws RangeError if the environment is contradictory.
 */
export function packageSigning(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): PackageSigning {
  if (platform !== 'darwin' && platform !== 'win32') return { words: [], env: {} }
  const isNotarized = notarizing.some((names) => names.every((name) => env[name]))
  const certificate = certificates[platform].find((name) => env[name])
  if (platform === 'win32') {
    const said =
      'Not signed: Windows will warn of an unknown publisher. WIN_CSC_LINK and WIN_CSC_KEY_PASSWORD name a certificate.'
    return { words: [], env: {}, said: certificate ? `Signed by the certificate of ${certificate}.` : said }
  }
  if (certificate) {
    const said = `Signed by the certificate of ${certificate}${isNotarized ? ' and sent to Apple to be notarised' : ', not notarised: macOS will warn. Set APPLE_ID, APPLE_APP_SPECIFIC_PASSWORD and APPLE_TEAM_ID'}.`
    return { words: [], env: {}, said }
  }
  if (isNotarized)
    throw new RangeError('Apple notarises only what is signed by a Developer ID: set CSC_LINK or CSC_NAME as well.')
  return {
    words: ['-c.mac.identity=-'],
    // There is no secret that a pull request could read.
    env: { CSC_FOR_PULL_REQUEST: 'true' },
    said: 'Signed ad hoc: macOS asks the user to allow the program. CSC_LINK or CSC_NAME names a certificate.',
  }
}
