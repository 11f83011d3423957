/**
 * Environment variable for another folder of what the program stores on this computer, so that a trial run leaves the
 * user's alone.
 */
export const memoryVariable = 'REGBENCH_SETTINGS'
