import {spawn} from 'node:child_process'
import type {SudoCheck} from '#src/view/form.ts'
import {usesSudo} from '#src/view/terminal-hint.ts'

// A directory server that does not answer must not hold a card up.
const limit = 2000

/**
 * Whether `sudo` runs without asking, tried as the command would be: in a session of its own, without a terminal, since
 * sudo remembers a password for each terminal alone. Null where the text calls no sudo, or no answer came in time.
 */
export const checkSudo = (
  text: string,
  place: {readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>>},
): Promise<SudoCheck | null> =>
  usesSudo(text)
    ? new Promise(resolve => {
        const child = spawn('sudo', ['-n', 'true'], {
          ...place,
          env: {...place.env},
          stdio: 'ignore',
          detached: true,
        })
        const timer = setTimeout(() => {
          child.kill('SIGKILL')
          resolve(null)
        }, limit)
        const answer = (found: SudoCheck): void => {
          clearTimeout(timer)
          resolve(found)
        }
        child.on('error', () => answer('missing'))
        child.on('close', code => answer(code === 0 ? 'ok' : 'password'))
      })
    : Promise.resolve(null)
