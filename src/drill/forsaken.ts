/** A drill at which nobody sits any more waits so long for somebody to go on. */
export const forsakenMinutes = 15
