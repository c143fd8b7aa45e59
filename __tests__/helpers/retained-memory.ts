import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What this process holds and would not give back: heap and buffers, in bytes. */
export const retained = (): number => {
  collect()
  const {heapUsed, external} = process.memoryUsage()
  return heapUsed + external
}

/** Looks again and again at what is held, until it is asked for the highest that it saw. */
export const watchMemory = (): {readonly highest: () => number} => {
  let highest = 0
  const look = (): void => {
    highest = Math.max(highest, retained())
  }
  const timer = setInterval(look, 500)
  return {
    highest: () => {
      clearInterval(timer)
      look()
      return highest
    },
  }
}
