/** From here on an operator feels how long a write takes until it is safe, in milliseconds. */
export const slowWrite = 200
