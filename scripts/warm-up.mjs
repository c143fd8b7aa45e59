import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {root} from './bundle.mjs'

const program = join(root, 'bin', 'rollcall.cjs')

const runbook = `# Warm-up

## 1. Decide <!-- {mode: decision} -->
- [ ] Health <!-- {id: health, trigger: health} -->

## 2. Do
\`\`\`bash
# Say it
echo "$WORD" # said
\`\`\`
- [ ] Somebody was told <!-- {id: told, ask: [who, channel]} -->

## 3. Check
- [ ] Port <!-- {id: port, probe: port} -->
- [ ] Database <!-- {id: database, probe: database} -->
- [ ] Cache <!-- {id: cache, probe: cache} -->
- [ ] Workers <!-- {id: workers, probe: workers} -->
- [ ] Certificate <!-- {id: certificate, probe: certificate} -->
- [ ] Mail <!-- {id: mail, probe: mail} -->
- [ ] Log <!-- {id: log, probe: log} -->
- [ ] Files <!-- {id: files, probe: files} -->

## 4. Next
1. Write it down
`

const probes = port => `target: {name: warm-up}
secrets: [SECRET]
inputs:
  WORD: {ask: Which word?, pattern: '^[a-z]+$'}
probes:
  health: {type: http, url: 'http://127.0.0.1:${port}/', expect: {status: 200, json: {status: ok}}}
  port: {type: tcp, host: 127.0.0.1, port: '${port}'}
  database: {type: postgres, host: 127.0.0.1, port: '${port}', database: none, user: none}
  cache: {type: redis, url: 'redis://127.0.0.1:${port}/0'}
  workers: {type: celery, broker: 'redis://127.0.0.1:${port}/0', needs: [cache]}
  certificate: {type: tls, host: 127.0.0.1, port: '${port}'}
  mail: {type: smtp, host: 127.0.0.1, port: '${port}', timeout: 300ms} # nobody greets there
  log: {type: log, path: warm-up.md, level: '(?<level>ERROR)'}
  files: {type: files, root: ., paths: [warm-up.md]}
`

// What a person does on the screen first: look around, open things, leave.
const keys = ['\x1b[B', '\r', '\x1b', 'v', '\x1b', 'q']

const words = [
  'decide rollback It is a warm-up.',
  'set WORD word',
  'run',
  'run',
  'next',
  'note Well.',
  'show',
  'help',
  'quit',
]

/**
 * Runs the built program as its users do, so that what V8 compiles of each part is kept beside it. Nothing is judged here
 * and nothing can go wrong: a part without its code is compiled when it is loaded.
 */
export const warmUp = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-warm-up-'))
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end('{"status": "ok"}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  writeFileSync(join(directory, 'warm-up.md'), runbook)
  writeFileSync(join(directory, 'warm-up.probes.yaml'), probes(server.address().port))
  const env = {
    PATH: process.env.PATH,
    HOME: directory,
    LC_ALL: 'C.UTF-8',
    TERM: 'xterm-256color',
    NODE_OPTIONS: `--require ${JSON.stringify(join(root, 'scripts', 'keep-code.cjs'))}`,
  }
  const run = async (input, ...args) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: directory,
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: 20_000,
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input.map(line => `${line}\n`).join(''))
    await once(child, 'close')
  }
  const runOnScreen = async (...args) => {
    // A development tool: where it is not there, the first start on a terminal compiles.
    const pty = await import('@lydell/node-pty').catch(() => null)
    if (pty === null) return
    const child = pty.spawn(process.execPath, [program, ...args], {cwd: directory, env, cols: 120, rows: 40})
    let next = 0
    let quiet
    const press = () => (next < keys.length ? child.write(keys[next++]) : child.kill())
    const limit = setTimeout(() => child.kill('SIGKILL'), 20_000)
    child.onData(() => {
      clearTimeout(quiet)
      quiet = setTimeout(press, 250)
    })
    await new Promise(resolve => child.onExit(resolve))
    clearTimeout(quiet)
    clearTimeout(limit)
  }
  try {
    await run([], '--help')
    await run([], 'check', 'warm-up.md', '--trust')
    await run([], 'check', 'warm-up.md', '--format', 'junit')
    await run([], 'lint', 'warm-up.md')
    await run(words, 'warm-up.md', '--plain', '--trust')
    await run(['finish', 'quit'], 'resume', '--plain', '--lang', 'tr')
    await runOnScreen('resume')
    await run([], 'status', '--short')
    await run([], 'export')
  } finally {
    server.close()
    rmSync(directory, {recursive: true, force: true})
  }
}
