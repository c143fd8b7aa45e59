import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {sitAtScreen} from '../helpers/screen-operator.ts'
import {filesBelow, type Place, sessionId, setUpPlace} from '../helpers/story.ts'
import {encodings, survives} from '../text/encodings.ts'

/** One of each way in which a value reaches a command, with what its encoders trip over. */
const secrets = {
  declared: 'canary-4f9a1c/2e7b+&"x"',
  inEnvFile: 'şifre: Çok gizli ğüöı 42',
  inAddress: 'p@ss/w+rd=%41-of-the-db',
  typed: 'back\\slash$dollar`tick-77',
} as const

const runbook = `# Night

## 1. Act

\`\`\`bash
# tell everything
./leak.sh "$HOOK" "$TOKEN" "$KEY"
\`\`\`
<!-- {id: leak, safe: true} -->
`

const probes = `env-files: [site.env]
secrets: [HOOK, TOKEN]
inputs:
  KEY: {ask: the key, secret: true}
`

const setUp = (): {readonly place: Place; readonly env: Readonly<Record<string, string>>} => {
  const place = setUpPlace(runbook, probes)
  place.write('site.env', `TOKEN='${secrets.inEnvFile}'\n`)
  const lines = Object.values(secrets).flatMap(secret =>
    Object.entries(encodings).map(([name, encode]) => `${name} ${encode(secret)} .`),
  )
  place.write('everything', `${lines.join('\n')}\n`)
  // In pieces, so that a secret is split over two reads; then as an error, by hand and through the address.
  place.script(
    'leak.sh',
    [
      `head -c 700 '${place.dir}/everything'; sleep 0.2; tail -c +701 '${place.dir}/everything'`,
      'echo "$1 $2 $3 $DATABASE_URL" >&2',
      'exit 3',
    ].join('\n'),
  )
  const address = `postgres://app:${encodeURIComponent(secrets.inAddress)}@db:5432/shop`
  return {place, env: {HOOK: secrets.declared, DATABASE_URL: address}}
}

/** Where which secret can be read, in whatever way it was written. */
const leaksIn = (places: readonly (readonly [string, string])[]): readonly string[] =>
  places.flatMap(([where, text]) => {
    const pieces = [text, ...text.split('\n'), ...new Set(text.split(/[\s"'<>|]+/))]
    return Object.entries(secrets).flatMap(([name, secret]) => {
      const readable = pieces.some(piece => survives(secret, piece))
      const inPart = Object.entries(encodings).filter(([, encode]) =>
        text.includes(encode(secret).slice(6, 26)),
      )
      return [
        ...(readable ? [`${where}: ${name}`] : []),
        ...inPart.map(([encoding]) => `${where}: ${name}, ${encoding}`),
      ]
    })
  })

const everythingOf = async (
  place: Place,
  id: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly (readonly [string, string])[]> => {
  const exports = await Promise.all(
    ['md', 'json', 'html'].map(async format => {
      const {printed} = await place.once(['export', id, '--format', format], {env})
      return [`export ${format}`, printed] as const
    }),
  )
  const kept = filesBelow(place.home).flatMap(({path, bytes}) => [
    [path, bytes.toString('utf8')] as const,
    [path, bytes.toString('latin1')] as const,
  ])
  return [...exports, ...kept]
}

test('whoever searches finds each secret in each encoding, where nothing is masked', () => {
  const {place} = setUp()
  const printed = readFileSync(join(place.dir, 'everything'), 'utf8')
  const found = leaksIn([['file', printed]])
  for (const name of Object.keys(secrets)) {
    expect(found).toContain(`file: ${name}`)
    for (const encoding of Object.keys(encodings)) expect(found).toContain(`file: ${name}, ${encoding}`)
  }
})

test('planted secrets are nowhere: not in the lines, the home or an export, in no encoding', {
  timeout: 120_000,
}, async () => {
  const {place, env} = setUp()
  const {operator, id} = await place.start([], {env})
  operator.types('set KEY')
  await operator.sees('KEY:')
  await operator.says(secrets.typed)
  operator.types('run')
  await operator.sees('exit code 3')
  await operator.sees('rollcall> ')
  for (const line of [
    'show',
    `note they were ${Object.values(secrets).join(' and ')}`,
    'copy',
    'list',
    'export',
  ]) {
    await operator.says(line)
  }
  operator.types('quit')
  await operator.leaves
  const everything = await everythingOf(place, id, env)
  expect(leaksIn([['the lines', operator.printed()], ...everything])).toEqual([])
  expect(operator.printed()).toContain('base64 at 1')
  expect(everything.some(([path, text]) => path.endsWith('output.log') && text.includes('[HOOK]'))).toBe(true)
})

test('nor in the stream of the terminal', {timeout: 120_000}, async () => {
  const {place, env} = setUp()
  const operator = sitAtScreen([place.runbook, '--lang', 'en'], {
    cwd: place.dir,
    home: place.home,
    columns: 200,
    rows: 50,
    env,
  })
  const id = sessionId((await operator.sees(/\d{8}-\d{4}-\w{4}/)).join('\n'))
  await operator.sees(/Enter: [\s\S]*\? keys/)
  await operator.breathes()
  operator.press('enter')
  await operator.sees('the key')
  await operator.types(secrets.typed, {unseen: true})
  operator.press('enter')
  await operator.sees('armed')
  operator.press('enter')
  await operator.sees(/exit code 3, after/)
  operator.press('home')
  await operator.sees('json in json')
  operator.press('escape')
  await operator.sees(/Enter: [\s\S]*\? keys/)
  await operator.breathes()
  for (const [key, title] of [
    ['v', 'Evidence'],
    ['t', 'Timeline'],
  ] as const) {
    operator.press(key)
    await operator.sees(title)
    operator.press('escape')
    await operator.gone(title)
  }
  operator.press('e')
  await operator.sees('exported to')
  operator.press('q')
  await operator.leaves
  const stream = operator.bytes().toString('utf8')
  const shown = operator.scrollback().join('\n')
  const everything = await everythingOf(place, id, env)
  expect(leaksIn([['the stream', stream], ['the terminal', shown], ...everything])).toEqual([])
})

test('a secret that was given by hand is asked for again after a resume, also where it may stay empty', async () => {
  const place = setUpPlace(
    '# N\n\n```bash\n./act.sh "$HOOK"\n```\n<!-- {id: act, safe: true} -->\n',
    'inputs:\n  HOOK: {ask: webhook, optional: true, secret: true}\n',
  )
  place.script('act.sh', 'true')
  const {operator, id} = await place.start()
  operator.types('set HOOK')
  await operator.sees('HOOK:')
  await operator.says('a-secret-of-tonight')
  operator.types('quit')
  await operator.leaves
  const second = place.sit(['resume', id])
  expect(await second.sees('rollcall> ')).toContain('HOOK is wanted')
  expect(await second.says('run')).toContain('a value is missing: HOOK')
  second.types('set HOOK')
  await second.sees('HOOK:')
  await second.says('')
  second.types('run')
  await second.sees('exit code 0')
  expect(place.runs()).toEqual(['act.sh [1] '])
})
