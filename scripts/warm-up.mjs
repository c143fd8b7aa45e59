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
- [ ] Health <!-- {id: health, probe: health, trigger: health} -->

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
  mail: {type: smtp, host: 127.0.0.1, port: '${port}'}
  log: {type: log, path: warm-up.md}
  files: {type: files, paths: [warm-up.md]}
`

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
  const run = async (input, ...args) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: directory,
      env: {
        PATH: process.env.PATH,
        HOME: directory,
        LC_ALL: 'C.UTF-8',
        NODE_OPTIONS: `--require ${JSON.stringify(join(root, 'scripts', 'keep-code.cjs'))}`,
      },
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: 20_000,
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input.map(line => `${line}\n`).join(''))
    await once(child, 'close')
  }
  try {
    await run([], '--help')
    await run([], 'check', 'warm-up.md')
    await run([], 'lint', 'warm-up.md')
    await run(words, 'warm-up.md', '--plain', '--trust')
    await run(['finish', 'quit'], 'resume', '--plain', '--lang', 'tr')
    await run([], 'status', '--short')
    await run([], 'export')
  } finally {
    server.close()
    rmSync(directory, {recursive: true, force: true})
  }
}
