import fc from 'fast-check'

/** A property that a fault breaks need not be broken by the smallest case, and is to be broken by the same one each time. */
fc.configureGlobal({ endOnFailure: true, seed: 1 })
