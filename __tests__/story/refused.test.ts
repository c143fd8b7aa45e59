import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {program} from '../helpers/operator.ts'
import {scratch} from '../helpers/scratch.ts'
import {type Medium, type Seat, takeSeat} from '../helpers/soak-seat.ts'

const sit = (medium: Medium, cwd: string, args: readonly string[]): Seat => {
  const env = {PATH: process.env.PATH ?? '', HOME: cwd, LC_ALL: 'C.UTF-8', TERM: 'xterm'}
  const seat = takeSeat(medium, {
    program,
    args: [...args, '--plain', '--lang', 'en', '--home', cwd],
    cwd,
    env,
  })
  onTestFinished(() => {
    if (!seat.isGone()) process.kill(seat.pid, 'SIGKILL')
  })
  return seat
}

test.each(['terminal', 'pipes'] as const)(
  'a program that is refused its session leaves by itself, while its input is open (%s)',
  async medium => {
    const home = join(scratch(), 'home')
    mkdirSync(home, {mode: 0o700})
    writeFileSync(join(home, 'list.md'), '# List\n\n- [ ] one\n')
    const holder = sit(medium, home, ['list.md'])
    await holder.sees('rollcall> ')
    const refused = sit(medium, home, ['resume'])
    await refused.sees('--take-over')
    await refused.gone
    expect(refused.exitCode()).toBe(75)
    const unset = sit(medium, home, ['list.md', '--set', 'NOBODY=asks'])
    await unset.sees('new')
    unset.types('new')
    await unset.gone
    expect(unset.exitCode()).toBe(2)
  },
)
