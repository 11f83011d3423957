import fc from 'fast-check'

/**
 * A mutant need not break a property in the smallest case, but must break it in the same case each time; a property
 * that holds is tested for a second.
 */
fc.configureGlobal({ endOnFailure: true, seed: 1 })
fc.installGlobalPlugin(fc.interruptAfterTimeLimit(1000))
