import {writeFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {join} from 'node:path'
import {type IPty, spawn} from '@lydell/node-pty'
import {expect, onTestFinished, test} from 'vitest'
import {bundle} from '../helpers/bundled.ts'
import {scratch} from '../helpers/scratch.ts'

const fixture = `
import {existsSync} from 'node:fs'
import {connect} from 'node:net'
import {createDrawing} from '#src/terminal/drawing.ts'
import {takeTerminal} from '#src/terminal/terminal.ts'

const {stdin, stdout} = process
const wire = connect(process.env.WIRE)
const tell = text => wire.write(text + '\\n')
const take = () => takeTerminal({stdin, stdout, onKey, onGone})
const onGone = async () => {
  tell('gone')
  for (let count = 0; count < 10; count += 1) drawing.stream.write('a frame')
  drawing.eraseScreen()
  await terminal.release()
  drawing.write('how to go on')
  stdout.write('more', () => tell('still here'))
}
let terminal
let drawing
const act = {
  k: () => tell('is a key'),
  q: () => terminal.release(),
  l: () => {
    void terminal.release()
    tell('leaving')
    // Held up, until somebody has typed on.
    setImmediate(() => {
      while (!existsSync('typed')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    })
  },
  x: () => { throw new Error('an error that nobody caught') },
  e: () => process.exit(3),
  h: () => {
    process.removeAllListeners('SIGHUP').on('SIGHUP', () => undefined)
    setInterval(() => undefined, 1000)
    tell('alone')
  },
  a: async () => {
    await terminal.release()
    stdout.write('given back\\n')
    terminal = take()
    tell('taken again')
  },
  f: () => {
    let painted = 0
    drawing.onFlushed(() => { painted += 1; if (!drawing.congested()) stdout.write('FLOWS') })
    const draw = () => {
      drawing.stream.write('.'.repeat(8192))
      if (drawing.congested()) tell('congested')
      else setImmediate(draw)
    }
    draw()
  },
  t: () => {
    drawing.onTorn(() => tell('torn'))
    while (stdout.writableLength < 1024 * 1024) drawing.stream.write('.'.repeat(65536))
    for (let count = 0; count < 100; count += 1) drawing.stream.write('.'.repeat(65536))
    tell('waiting: ' + (stdout.writableLength < 2 * 1024 * 1024))
  },
}
const onKey = key => {
  if (key.kind === 'character') act[key.text]?.()
  else tell(JSON.stringify(key))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGALRM']) {
  process.on(signal, async () => {
    await terminal.release()
    process.exit(0)
  })
}
wire.on('connect', () => {
  terminal = take()
  drawing = createDrawing(stdout, {size: {columns: 80, rows: 24}})
  drawing.stream.write('\\u001B[?25l\\u001B[1mframe')
  wire.unref()
  tell('pid ' + process.pid)
})
`

interface Sitting {
  readonly terminal: IPty
  readonly pid: number
  readonly dir: string
  /** Waits until the program has told this since the last time. */
  readonly told: (line: string) => Promise<string>
  /** Waits until this stands on the terminal. */
  readonly sees: (text: string) => Promise<string>
}

// What the terminal was like is asked by the shell that started the program; it waits for a line that nobody has typed.
const shell =
  'echo "before=$(stty -g)"; "$1" "$2"; echo "after=$(stty -g)"; read -r -t 0.3 line; echo "typed=[$line]"; echo done'

const sitDown = async (): Promise<Sitting> => {
  const dir = scratch()
  const program = await bundle(fixture, dir)
  const wire = join(dir, 'wire')
  let heard = ''
  let printed = ''
  const wakes = new Set<() => void>()
  const wake = (): void => {
    for (const each of wakes) each()
  }
  const until = async <T>(look: () => T | null): Promise<T> => {
    for (;;) {
      const found = look()
      if (found !== null) return found
      await new Promise<void>(resolve => wakes.add(resolve))
      wakes.clear()
    }
  }
  const server = createServer(socket => {
    socket.on('error', () => undefined)
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      heard += chunk
      wake()
    })
  })
  await new Promise<void>(resolve => server.listen(wire, resolve))
  const terminal = spawn('bash', ['-c', shell, 'bash', process.execPath, program], {
    cwd: dir,
    env: {PATH: process.env.PATH, WIRE: wire, TERM: 'xterm', LC_ALL: 'C.UTF-8'},
    cols: 80,
    rows: 24,
  })
  terminal.onData(data => {
    printed += data
    wake()
  })
  const told = (line: string): Promise<string> =>
    until(() => {
      const found = new RegExp(`${line}.*\n`).exec(heard)
      if (found === null) return null
      heard = heard.slice(found.index + found[0].length)
      return found[0].trim()
    })
  const started = await told('pid ')
  const pid = Number(started.slice('pid '.length))
  onTestFinished(() => {
    server.close()
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended, as it should.
    }
    terminal.kill('SIGKILL')
  })
  return {terminal, pid, dir, told, sees: text => until(() => (printed.includes(text) ? printed : null))}
}

const modes = (printed: string): readonly string[] =>
  /before=(\S+)[\s\S]*after=(\S+)/.exec(printed)?.slice(1) ?? []

const lastOf = (printed: string, mode: string): string | undefined =>
  [...printed.matchAll(new RegExp(`\\u001B\\[\\?${mode}([hl])`, 'g'))].at(-1)?.[1]

const expectAsItWas = (printed: string): void => {
  const [before, after] = modes(printed)
  expect(before).toBeTypeOf('string')
  expect(after).toBe(before)
  // It was taken: otherwise giving it back shows nothing.
  expect(printed).toContain('\u001B[?2004h')
  expect(printed).toContain('\u001B[?25l')
  expect(lastOf(printed, '2004')).toBe('l')
  expect(lastOf(printed, '25')).toBe('h')
  expect(printed.lastIndexOf('\u001B[0m')).toBeGreaterThan(printed.lastIndexOf('\u001B[1m'))
}

test('released, the terminal is as it was, and no shell gets what was typed late', async () => {
  const {terminal, dir, told, sees} = await sitDown()
  terminal.write('l')
  await told('leaving')
  terminal.write('rm -rf x\r')
  writeFileSync(join(dir, 'typed'), '')
  const printed = await sees('done')
  expectAsItWas(printed)
  expect(printed).toContain('typed=[]')
  expect(printed).not.toContain('rm -rf')
})

test('it may be taken again, and gives keys again', async () => {
  const {terminal, told, sees} = await sitDown()
  terminal.write('a')
  await told('taken again')
  terminal.write('\u001B[A')
  expect(await told('{.*up')).toContain('"named"')
  terminal.write('a')
  await told('taken again')
  terminal.write('q')
  const printed = await sees('done')
  expectAsItWas(printed)
  expect(printed.split('given back')).toHaveLength(3)
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGALRM'] as const)(
  'after %s the terminal is as it was',
  async signal => {
    const {pid, sees} = await sitDown()
    process.kill(pid, signal)
    expectAsItWas(await sees('done'))
  },
)

test('after an error that nobody caught it is as it was, and the error can be read', async () => {
  const {terminal, sees} = await sitDown()
  terminal.write('x')
  const printed = await sees('done')
  expectAsItWas(printed)
  expect(printed.indexOf('an error that nobody caught')).toBeGreaterThan(printed.indexOf('\u001B[?2004l'))
})

test('after an exit in the middle of it the terminal is as it was', async () => {
  const {terminal, sees} = await sitDown()
  terminal.write('e')
  expectAsItWas(await sees('done'))
})

test('keys that a terminal in raw mode sends arrive as such, and what is written keeps its lines', async () => {
  const {terminal, told, sees} = await sitDown()
  terminal.write('\u0003')
  expect(await told('{')).toBe('{"kind":"control","letter":"c"}')
  terminal.write('\r')
  expect(await told('{')).toBe('{"kind":"named","name":"enter","afterPaste":false}')
  terminal.write('\u001B[200~a\rb\u001B[201~')
  expect(await told('{')).toBe('{"kind":"paste","text":"a\\nb"}')
  terminal.write('a')
  expect(await sees('given back')).toContain('given back\r\n')
})

test('a terminal that hangs up is told once, and nothing that is written to it ends the program', async () => {
  const {terminal, told} = await sitDown()
  terminal.write('h')
  await told('alone')
  ;(terminal as IPty & {readonly destroy: () => void}).destroy()
  await told('gone')
  expect(await told('\\w')).toBe('still here')
})

test('a terminal that takes nothing holds nothing up, and is drawn on again when it does', async () => {
  const {terminal, told, sees} = await sitDown()
  terminal.pause()
  terminal.write('f')
  await told('congested')
  // Keys are still acted on.
  terminal.write('k')
  await told('is a key')
  terminal.resume()
  await sees('FLOWS')
  terminal.write('q')
  expectAsItWas(await sees('done'))
})

test('what waits for a terminal that takes nothing is bounded, and the loss is told when it takes some again', async () => {
  const {terminal, told, sees} = await sitDown()
  terminal.pause()
  terminal.write('t')
  expect(await told('waiting')).toBe('waiting: true')
  terminal.resume()
  await told('torn')
  terminal.write('q')
  expectAsItWas(await sees('done'))
})
