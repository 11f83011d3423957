/** The scheme of everything that the program serves to its own windows. */
export const scheme = 'app'
