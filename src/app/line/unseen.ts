import {spawnSync} from 'node:child_process'

/** Asks for what must not stand on the terminal: it echoes nothing meanwhile. Where the input is none, nothing echoes anyway. */
export const unseen = async <T>(ask: () => Promise<T>): Promise<T> => {
  if (!process.stdin.isTTY) return ask()
  const echo = (mode: 'echo' | '-echo'): void =>
    void spawnSync('stty', [mode], {stdio: ['inherit', 'ignore', 'ignore']})
  echo('-echo')
  try {
    return await ask()
  } finally {
    echo('echo')
  }
}
