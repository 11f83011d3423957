import fc from 'fast-check'

/**
 * A property that a fault breaks need not be broken by the smallest case, and is to be broken by the same one each time;
 * one that it does not break is tried for a second.
 */
fc.configureGlobal({ endOnFailure: true, seed: 1 })
fc.installGlobalPlugin(fc.interruptAfterTimeLimit(1000))
