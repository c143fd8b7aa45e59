import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect, test} from 'vitest'
import {setUpPlace} from '../helpers/story.ts'

const nobody = {trusting: false} as const
const runbook = `# Night

## 1. Before
- [ ] told <!-- {id: told} -->

## 2. Act
\`\`\`bash
# roll back
./act.sh "kapı"
\`\`\`
<!-- {id: act, safe: true} -->

\`\`\`bash
./drop.sh
\`\`\`
<!-- {id: drop, danger: true} -->
`
const probes = `target: {name: shop-prod}
probes:
  disk: {type: command, run: [df, -h]}
`

const sessionsIn = (home: string): readonly string[] => readdirSync(join(home, 'sessions'))

test('what nobody has trusted opens read-only, with all that it would run, and starts nothing', async () => {
  const place = setUpPlace(runbook, probes)
  const {code, printed} = await place.once([place.runbook, '--plain'], nobody)
  expect(code).toBe(3)
  for (const part of [
    'READ ONLY',
    // Not on Enter alone, whatever it says of itself: it holds a letter outside ASCII.
    'roll back (after a typed word)',
    './act.sh "kap<U+0131>"',
    "./drop.sh (DANGEROUS, after the target's name)",
    'disk: command',
    '"df" "-h"',
    `rollcall ${place.runbook} --trust`,
  ])
    expect(printed).toContain(part)
  expect(sessionsIn(place.home)).toEqual([])
  expect(place.runs()).toEqual([])
})

test('it is trusted once for a content: runbook and probes file as they are, and no other', async () => {
  const place = setUpPlace(runbook, probes)
  const first = place.sit([place.runbook, '--trust'], nobody)
  await first.sees('rollcall> ')
  first.types('quit')
  await first.leaves
  expect(statSync(join(place.home, 'config.json')).mode & 0o777).toBe(0o600)
  const again = place.sit([place.runbook], nobody)
  await again.sees('new')
  again.types('new')
  await again.sees('rollcall> ')
  again.types('quit')
  await again.leaves
  const trusts = sessionsIn(place.home).map(
    id => place.happened(id, 'session-started')[0]?.facts.options.trust,
  )
  expect(trusts.sort()).toEqual(['given', 'kept'])
  for (const [name, text] of [
    ['night.probes.yaml', `${probes}# edited\n`],
    ['night.md', `${runbook}\nedited\n`],
  ] as const) {
    place.write(name, text)
    const edited = place.sit([place.runbook], nobody)
    await edited.sees('new')
    edited.types('new')
    expect(await edited.leaves).toBe(3)
    expect(edited.printed()).toContain('READ ONLY')
  }
})

test('an edited runbook is not taken over into a session before it is trusted', async () => {
  const place = setUpPlace(runbook, probes)
  const {operator, id} = await place.start()
  operator.types('quit')
  await operator.leaves
  place.write('night.md', runbook.replace('./drop.sh', './drop.sh --all'))
  const refused = await place.once(['resume', id, '--adopt', '--plain'], nobody)
  expect(refused.code).toBe(3)
  expect(refused.printed).toContain('./drop.sh --all')
  expect(refused.printed).toContain(`rollcall resume ${id} --adopt --trust`)
  expect(place.happened(id, 'runbook-adopted')).toEqual([])
  const taken = place.sit(['resume', id, '--adopt', '--trust'], nobody)
  await taken.sees('rollcall> ')
  expect(place.happened(id, 'runbook-adopted')).toHaveLength(1)
})

test('what came along is trusted by its digest, and a copy that was edited is not', async () => {
  const checklists = resolve(import.meta.dirname, '..', '..', 'checklists')
  const place = setUpPlace('# N\n')
  const files = ['finasis-rollback.md', 'finasis-rollback.probes.yaml'] as const
  const [path = ''] = files.map(name => place.write(name, readFileSync(join(checklists, name))))
  const shipped = place.sit([path], nobody)
  await shipped.sees('rollcall> ')
  shipped.types('quit')
  await shipped.leaves
  place.write(files[1], `${readFileSync(join(checklists, files[1]), 'utf8')}\n# ours\n`)
  const edited = place.sit([path], nobody)
  await edited.sees('new')
  edited.types('new')
  expect(await edited.leaves).toBe(3)
})

test('a checklist that runs nothing needs nobody’s trust', async () => {
  const place = setUpPlace('# N\n\n- [ ] one\n')
  const operator = place.sit([place.runbook], nobody)
  await operator.sees('rollcall> ')
})
