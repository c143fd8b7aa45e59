import {expect, test} from 'vitest'
import {en} from '#src/i18n/en.ts'
import {tr} from '#src/i18n/tr.ts'
import {type EnterDeed, enterDeed, tickDeed} from '#src/view/keymap/enter.ts'
import {enterLabel, footerKeys} from '#src/view/keymap/footer.ts'
import {keyRecords, keyTable, walkKeys} from '#src/view/keymap/records.ts'
import {at, deskOf, viewAt} from '../helpers/key-desk.ts'
import {
  command,
  criterion,
  followUp,
  link,
  manual,
  runbookOf,
  section,
  sensed,
} from '../helpers/small-runbook.ts'
import {createTable, exited, reading} from '../helpers/table.ts'

const runbook = runbookOf(
  [
    section('decision', [criterion('slow')], {mode: 'decision'}),
    section('work', [
      manual('tick'),
      manual('tell', {ask: ['who', 'channel'], message: 'users'}),
      manual('group', {children: ['one', 'two']}),
      manual('one', {parent: 'group', depth: 1}),
      manual('two', {parent: 'group', depth: 1}),
      sensed('redis'),
      sensed('users', {killer: true}),
      command('safe'),
      command('danger', {confirm: 'target'}),
      command('tail', {watch: true}),
      link('board'),
      followUp('cause'),
    ]),
    section('later', [manual('last')]),
  ],
  {target: {name: 'shop-prod', expect: {}, sense: {}}},
)

const summary = (deed: EnterDeed): string => {
  switch (deed.kind) {
    case 'move':
      return `move ${deed.here.kind === 'item' ? deed.here.item : deed.here.kind}`
    case 'form':
      return `form ${deed.purpose.kind}`
    case 'wish':
      return deed.wish.kind === 'say' ? `say ${deed.wish.intent.type}` : deed.wish.kind
    case 'mode':
      return `see ${deed.mode.kind === 'panel' ? deed.mode.panel.kind : deed.mode.kind}`
    case 'refuse':
      return `refuse ${deed.refusal.code}`
    case 'nothing':
      return 'nothing'
  }
}

type Table = ReturnType<typeof createTable>
const sense = (table: Table, probe: string, outcome: 'pass' | 'fail' | 'unknown'): unknown =>
  table.put({type: 'reading', reading: reading(probe, outcome), beganSeq: table.session().seq})
const end = (table: Table, exitCode: number): unknown =>
  table.put({
    type: 'ended',
    attempt: table.session().attempts.length,
    exit: exited(exitCode),
    tail: '',
    seen: 'live',
  })
const lose = (table: Table): unknown =>
  table.put({
    type: 'outcome-unknown',
    attempt: table.session().attempts.length,
    sameBoot: true,
    processes: [],
    tail: '',
  })
const reason = 'because'

const cases: readonly (readonly [string, string, (table: Table) => unknown, string])[] = [
  ['manual', 'tick', () => null, 'say done'],
  ['manual that asks', 'tell', () => null, 'form done'],
  ['manual, done', 'tick', t => t.put({type: 'done', item: 'tick', answers: {}, remark: ''}), 'move tell'],
  ['manual, skipped', 'tick', t => t.put({type: 'skip', item: 'tick', reason}), 'move tell'],
  ['manual, deferred', 'tick', t => t.put({type: 'defer', item: 'tick', to: 'later', reason}), 'say done'],
  ['group', 'group', () => null, 'move one'],
  ['group, begun', 'group', t => t.put({type: 'done', item: 'one', answers: {}, remark: ''}), 'move two'],
  ['sensed, not seen yet', 'redis', () => null, 'recheck'],
  ['sensed, pass', 'redis', t => sense(t, 'redis', 'pass'), 'move users'],
  ['sensed, fail', 'redis', t => sense(t, 'redis', 'fail'), 'see evidence'],
  ['sensed, unknown', 'redis', t => sense(t, 'redis', 'unknown'), 'form confirm-by-hand'],
  ['killer, pass', 'users', t => sense(t, 'users', 'pass'), 'say acknowledge'],
  [
    'killer, acknowledged',
    'users',
    t => [sense(t, 'users', 'pass'), t.put({type: 'acknowledge', item: 'users'})],
    'move safe',
  ],
  ['command', 'safe', () => null, 'open-card'],
  ['command, running', 'safe', t => t.run('safe'), 'see output'],
  ['command, done', 'safe', t => [t.run('safe'), end(t, 0)], 'move danger'],
  ['command, failed', 'safe', t => [t.run('safe'), end(t, 1)], 'form failed'],
  ['command, lost', 'safe', t => [t.run('safe'), lose(t)], 'form assert'],
  [
    'command, lost, later',
    'safe',
    t => [t.run('safe'), lose(t), t.put({type: 'assert', item: 'safe', answer: 'later', how: ''})],
    'form assert',
  ],
  [
    'command, half-way',
    'safe',
    t => [t.run('safe'), lose(t), t.put({type: 'assert', item: 'safe', answer: 'partial', how: 'seen'})],
    'form failed',
  ],
  [
    'command, not done',
    'safe',
    t => [t.run('safe'), lose(t), t.put({type: 'assert', item: 'safe', answer: 'notdone', how: 'seen'})],
    'open-card',
  ],
  ['dangerous command beside another', 'danger', t => t.run('danger', 'shop-prod'), 'see output'],
  ['watch', 'tail', () => null, 'open-card'],
  ['watch, running', 'tail', t => t.run('tail'), 'see output'],
  ['watch, ended', 'tail', t => [t.run('tail'), end(t, 0)], 'open-card'],
  ['link', 'board', () => null, 'say done'],
  ['follow-up', 'cause', () => null, 'form assign'],
  [
    'follow-up, assigned',
    'cause',
    t => t.put({type: 'assign', item: 'cause', owner: 'ayşe', due: 'friday'}),
    'move last',
  ],
  ['criterion', 'slow', () => null, 'form answer'],
  [
    'criterion, answered: the decision is next',
    'slow',
    t => t.put({type: 'answer', item: 'slow', answer: 'clear', remark: ''}),
    'move decision',
  ],
  [
    'criterion, decided',
    'slow',
    t => t.put({type: 'decide', choice: 'rollback', sentence: reason}),
    'move tick',
  ],
  ['an item that is gone', 'nowhere', () => null, 'nothing'],
  ['session over', 'tick', t => t.put({type: 'abort', reason}), 'refuse session-over'],
]

test.each(cases)('Enter at: %s', (_, item, prepare, expected) => {
  const table = createTable(runbook)
  prepare(table)
  expect(summary(enterDeed(deskOf(runbook, table.session()), at(item)))).toBe(expected)
})

test('Enter at the decision takes it, until it stands', () => {
  const table = createTable(runbook)
  const here = {kind: 'decision', section: 'decision'} as const
  expect(summary(enterDeed(deskOf(runbook, table.session()), here))).toBe('form decide')
  table.put({type: 'decide', choice: 'escalate', sentence: reason})
  expect(summary(enterDeed(deskOf(runbook, table.session()), here))).toBe('form decide')
  table.put({type: 'decide', choice: 'no', sentence: reason})
  expect(summary(enterDeed(deskOf(runbook, table.session()), here))).toBe('move tick')
})

test('Enter at the close-out closes only where nothing is open, else goes to what is, and says so', () => {
  const small = runbookOf([section('work', [manual('tick'), command('safe')])])
  const table = createTable(small)
  const here = {kind: 'close-out'} as const
  const deed = (): EnterDeed => enterDeed(deskOf(small, table.session()), here)
  expect(summary(deed())).toBe('move tick')
  expect(deed()).toMatchObject({refusal: {code: 'still-open'}})
  table.put({type: 'done', item: 'tick', answers: {}, remark: ''})
  table.run('safe')
  expect(summary(deed())).toBe('move safe')
  expect(deed()).toMatchObject({refusal: {code: 'still-running'}})
  end(table, 1)
  expect(summary(deed())).toBe('see attention')
  table.put({type: 'override', item: 'safe', reason})
  expect(summary(deed())).toBe('form close-out')
})

test('Enter at the close-out goes to the decision while that is open', () => {
  const desk = deskOf(runbook, createTable(runbook).session())
  expect(enterDeed(desk, {kind: 'close-out'})).toMatchObject({
    kind: 'move',
    here: {kind: 'decision', section: 'decision'},
    refusal: {code: 'decision-open'},
  })
})

test('while the journal is halted Enter goes on elsewhere, wherever one stands', () => {
  const table = createTable(runbook)
  const desk = deskOf(runbook, table.session(), {halted: 'disk full'})
  for (const item of ['tick', 'redis', 'danger', 'slow'])
    expect(summary(enterDeed(desk, at(item)))).toBe('form continue')
})

test('what stands in the way of a command is said before its card is opened', () => {
  const table = createTable(runbook)
  table.put({
    type: 'resume',
    host: 'app-1',
    bootId: 'b',
    takenOver: false,
    changes: [{what: 'variable', name: 'DB_HOST', before: 'a', after: 'b', holds: true}],
  })
  const desk = deskOf(runbook, table.session())
  expect(summary(enterDeed(desk, at('danger')))).toBe('refuse changes-unconfirmed')
  expect(enterLabel(desk, viewAt(at('danger')))).toContain('DB_HOST')
})

test('Space ticks what only the operator can say, and says why where it does not', () => {
  const table = createTable(runbook)
  const desk = deskOf(runbook, table.session())
  const ticks = Object.fromEntries(
    ['tick', 'tell', 'board', 'tail', 'redis', 'safe', 'group', 'cause', 'slow'].map(item => [
      item,
      summary(tickDeed(desk, at(item))),
    ]),
  )
  expect(ticks).toEqual({
    tick: 'say done',
    tell: 'form done',
    board: 'say done',
    tail: 'say done',
    redis: 'refuse belongs-to-probe',
    safe: 'refuse command-needs-run',
    group: 'refuse is-a-group',
    cause: 'refuse follow-up-needs-owner',
    slow: 'refuse is-a-criterion',
  })
})

test('the footer lists only keys that do something just now', () => {
  const table = createTable(runbook)
  const keys = (item: string): readonly string[] =>
    footerKeys(deskOf(runbook, table.session()), viewAt(at(item))).map(({key}) => key)
  expect(keys('tick')).toContain('Space')
  expect(keys('redis')).not.toContain('Space')
  expect(keys('slow')).not.toContain('s')
  expect(keys('tick')).toContain('d')
  expect(keys('last')).not.toContain('d')
  expect(keys('tick')).not.toContain('u')
  expect(keys('tick')).toContain('D')
  table.put({type: 'decide', choice: 'rollback', sentence: reason})
  expect(keys('tick')).not.toContain('D')
})

test('no key of the walk means two things, and help explains each', () => {
  const told = keyRecords(deskOf(runbook, createTable(runbook).session()), viewAt(at('tick')))
  expect(told.map(({id}) => id)).toEqual(walkKeys.map(({id}) => id))
  expect(new Set(told.map(({help}) => help)).size).toBe(told.length)
  const presses = 'kjrosdnuvcte?xahlXqD/ '.split('').map(text => ({kind: 'character', text}) as const)
  for (const key of presses) expect(walkKeys.filter(({matches}) => matches(key))).toHaveLength(1)
})

test('the table of keys is whole in both languages, and Turkish is not English', () => {
  for (const texts of [en, tr]) {
    const lines = keyTable(texts).split('\n')
    expect(lines).toHaveLength(walkKeys.length + 2)
    for (const line of lines) expect(line).toMatch(/^\| .+ \| .+ \|$/)
  }
  const english = new Set(keyTable(en).split('\n'))
  expect(
    keyTable(tr)
      .split('\n')
      .filter(line => english.has(line)),
  ).toEqual(['| --- | --- |'])
})

test('no reason that the screen gives names a word of line mode', () => {
  const table = createTable(runbook)
  table.put({type: 'skip', item: 'one', reason})
  table.run('safe')
  end(table, 0)
  table.put({
    type: 'send',
    item: 'tell',
    audience: 'users',
    language: 'en',
    way: 'mail',
    recipients: ['a@x.example'],
    subject: '',
    text: 'x',
    typed: 'send',
  })
  table.put({type: 'message-unknown', message: 1, why: 'no-answer', reply: ''})
  for (const item of runbook.sections.flatMap(each => each.items)) {
    for (const {whyNot} of keyRecords(deskOf(runbook, table.session()), viewAt(at(item.id))))
      expect(whyNot ?? '').not.toMatch(/"(back|done|run|override|skip|decide|accept|set|note|continue)\b/)
  }
})
