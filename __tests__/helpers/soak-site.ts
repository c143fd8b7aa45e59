import {chmodSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** What the scripts themselves wrote down: the ground truth that every claim is compared with. */
export interface Truth {
  /** Runs that began, by the nonce each was given; more than one with the same nonce is a duplicate. */
  readonly starts: readonly {readonly nonce: string; readonly pid: number}[]
  readonly ends: ReadonlyMap<string, number>
}

/** A working directory with a runbook whose commands record each of their own runs. */
export interface SoakSite {
  readonly dir: string
  readonly home: string
  readonly runbook: string
  readonly truth: () => Truth
}

/** How a command of the soak's runbook is confirmed: at once, with the word, or with the target's name. */
export interface SoakCommand {
  readonly id: string
  readonly typed: string | null
  /** Bytes of output before its last line; null where it is not foreseen. */
  readonly bytes: number
}

export const target = 'soak-target'

export const soakCommands: readonly SoakCommand[] = [
  {id: 'quick', typed: null, bytes: 0},
  {id: 'short', typed: 'run', bytes: 'working\n'.length},
  {id: 'long', typed: target, bytes: 'step 1\n'.length * 6},
  // Far more than a pipe holds: with a dead runner it stands still until somebody drains it.
  {id: 'chatty', typed: 'run', bytes: 300_000},
  {id: 'service', typed: target, bytes: 0},
]

export const soakTicks: readonly string[] = ['first', 'second', 'third', 'fourth']

/** The last line of a run's output. */
export const lastLine = (nonce: string): string => `bye ${nonce}\n`

// Each record is one write in append mode, so that no two of them can mix.
const work = `#!/bin/bash
kind=$1 nonce=$2
if ((RANDOM % 3)); then code=$((RANDOM % 256)); else code=0; fi
echo "start $nonce $$" >> truth
case $kind in
  short) echo working; sleep 0.15 ;;
  long) for i in 1 2 3 4 5 6; do echo "step $i"; sleep 0.1; done ;;
  chatty) yes "$(printf '%099d' 0)" | head -n 3000 ;;
  service) sleep 0.5 & ;;
esac
echo "bye $nonce"
echo "end $nonce $code" >> truth
exit $code
`

const annotation = ({id, typed}: SoakCommand): string =>
  `<!-- {id: ${id}${typed === null ? ', safe: true' : typed === target ? ', danger: true' : ''}} -->`

const runbook = [
  '# Soak',
  '## Ticks',
  ...soakTicks.map(id => `- [ ] The ${id} one <!-- {id: ${id}} -->`),
  '## Work',
  ...soakCommands.map(
    command => `\`\`\`bash\n./work.sh ${command.id} "$NONCE"\n\`\`\`\n${annotation(command)}\n`,
  ),
].join('\n\n')

export const setUpSoakSite = (base: string): SoakSite => {
  const dir = join(base, 'site')
  mkdirSync(dir)
  writeFileSync(join(dir, 'soak.md'), runbook)
  writeFileSync(join(dir, 'soak.probes.yaml'), `target: {name: ${target}}\n`)
  writeFileSync(join(dir, 'work.sh'), work)
  chmodSync(join(dir, 'work.sh'), 0o755)
  writeFileSync(join(dir, 'truth'), '')
  return {
    dir,
    home: join(base, 'home'),
    runbook: join(dir, 'soak.md'),
    truth: () => readTruth(readFileSync(join(dir, 'truth'), 'utf8')),
  }
}

const readTruth = (text: string): Truth => {
  const lines = text.split('\n').map(line => line.split(' '))
  return {
    starts: lines.flatMap(([word, nonce = '', pid]) => (word === 'start' ? [{nonce, pid: Number(pid)}] : [])),
    ends: new Map(
      lines.flatMap(([word, nonce = '', code]) => (word === 'end' ? [[nonce, Number(code)]] : [])),
    ),
  }
}

/** Where the files of a run are, by the key that names it: session and attempt. */
export const runDirectory = (home: string, key: string): string => {
  const [session = '', attempt = ''] = key.split('/')
  return join(home, 'sessions', session, 'commands', attempt.padStart(4, '0'))
}
