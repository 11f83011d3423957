/** Names another folder for what the program keeps on this computer, so that a trial of it leaves the user's alone. */
export const memoryVariable = 'REGBENCH_SETTINGS'
