/** The usual time that a command may write nothing before that is said, in milliseconds. */
export const usualSilence = 60_000
