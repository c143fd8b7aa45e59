import {describe, expect, test} from 'vitest'
import {findItem} from '#src/runbook/walk.ts'
import {itemState} from '#src/session/item-state.ts'
import {sessionOutcome} from '#src/session/outcome.ts'
import {command, link, manual, rollbackInSmall, runbookOf, section, sensed} from '../helpers/small-runbook.ts'
import {createTable, exited, reading} from '../helpers/table.ts'

const stateOf = (table: ReturnType<typeof createTable>, id: string) => {
  const item = findItem(table.runbook, id)
  if (item === null) throw new Error(id)
  return itemState(table.runbook, table.session(), item)
}

const decided = () => {
  const table = createTable(rollbackInSmall())
  table.put({type: 'decide', choice: 'rollback', sentence: 'logins fail'})
  return table
}

describe('manual items', () => {
  const table = () =>
    createTable(runbookOf([section('s', [manual('a', {ask: ['who']}), link('l'), manual('b')])]))

  test('are ticked with every answer given, and not without', () => {
    const t = table()
    expect(t.put({type: 'done', item: 'a', answers: {who: '  '}, remark: ''})).toBe('answer-missing')
    expect(stateOf(t, 'a')).toBe('open')
    expect(t.put({type: 'done', item: 'a', answers: {who: 'CTO'}, remark: ''})).toBe('ok')
    expect(stateOf(t, 'a')).toBe('done')
    expect(t.put({type: 'done', item: 'a', answers: {who: 'CTO'}, remark: ''})).toBe('already-settled')
  })

  test.each(['skip', 'override', 'not-applicable'] as const)('%s needs a reason in words', type => {
    const t = table()
    expect(t.put({type, item: 'b', reason: ' \t'})).toBe('reason-missing')
    expect(t.put({type, item: 'b', reason: 'nobody there'})).toBe('ok')
    expect(stateOf(t, 'b')).toBe(
      {skip: 'skipped', override: 'overridden', 'not-applicable': 'not-applicable'}[type],
    )
  })

  test('are taken back, and then open again', () => {
    const t = table()
    t.put({type: 'done', item: 'b', answers: {}, remark: ''})
    expect(t.put({type: 'take-back', item: 'b'})).toBe('ok')
    expect(stateOf(t, 'b')).toBe('open')
    expect(t.put({type: 'take-back', item: 'b'})).toBe('nothing-to-take-back')
  })

  test('a group settles with its children, never by itself', () => {
    const group = manual('g', {children: ['x', 'y']})
    const children = [manual('x', {parent: 'g', depth: 1}), manual('y', {parent: 'g', depth: 1})]
    const t = createTable(runbookOf([section('s', [group, ...children])]))
    expect(t.put({type: 'done', item: 'g', answers: {}, remark: ''})).toBe('is-a-group')
    expect(t.put({type: 'skip', item: 'g', reason: 'no'})).toBe('is-a-group')
    t.put({type: 'done', item: 'x', answers: {}, remark: ''})
    expect(stateOf(t, 'g')).toBe('open')
    t.put({type: 'skip', item: 'y', reason: 'no time'})
    // Not done: one of them was only skipped.
    expect(stateOf(t, 'g')).toBe('skipped')
  })
})

describe('deferral', () => {
  const t = createTable(
    runbookOf([
      section('one', [manual('a')]),
      section('two', [manual('b')]),
      section('three', [manual('c')]),
    ]),
  )
  test('goes to a later section only', () => {
    expect(t.put({type: 'defer', item: 'b', to: 'one', reason: 'later'})).toBe('defer-backwards')
    expect(t.put({type: 'defer', item: 'b', to: 'two', reason: 'later'})).toBe('defer-backwards')
    expect(t.put({type: 'defer', item: 'b', to: 'nowhere', reason: 'later'})).toBe('no-such-section')
    expect(t.put({type: 'defer', item: 'b', to: 'three', reason: 'later'})).toBe('ok')
    expect(stateOf(t, 'b')).toBe('deferred')
  })
  test('leaves the session complete except deferred, until the item is done where it came back', () => {
    t.put({type: 'done', item: 'a', answers: {}, remark: ''})
    t.put({type: 'done', item: 'c', answers: {}, remark: ''})
    expect(sessionOutcome(t.runbook, t.session())).toBe('complete except deferred')
    expect(t.put({type: 'done', item: 'b', answers: {}, remark: ''})).toBe('ok')
    expect(sessionOutcome(t.runbook, t.session())).toBe('complete')
  })
})

describe('sensed items', () => {
  const table = () =>
    createTable(runbookOf([section('s', [sensed('redis'), sensed('users', {killer: true})])]))
  const look = (t: ReturnType<typeof table>, probe: string, outcome: 'pass' | 'fail' | 'unknown') =>
    t.put({type: 'reading', reading: reading(probe, outcome), beganSeq: t.session().seq})

  test('nobody can tick them', () => {
    expect(table().put({type: 'done', item: 'redis', answers: {}, remark: ''})).toBe('belongs-to-probe')
  })
  test('gain and lose their tick with the reading', () => {
    const t = table()
    look(t, 'redis', 'pass')
    expect(stateOf(t, 'redis')).toBe('done')
    look(t, 'redis', 'fail')
    expect(stateOf(t, 'redis')).toBe('failed')
  })
  test('a reading that only repeats is not journaled', () => {
    const t = table()
    look(t, 'redis', 'pass')
    const before = t.events().length
    look(t, 'redis', 'pass')
    expect(t.events().length).toBe(before)
  })
  test('unknown is neither, and may be confirmed by hand with how; a reading replaces that', () => {
    const t = table()
    look(t, 'redis', 'unknown')
    expect(stateOf(t, 'redis')).toBe('unknown')
    expect(t.put({type: 'confirm-by-hand', item: 'redis', how: ' '})).toBe('how-missing')
    expect(t.put({type: 'confirm-by-hand', item: 'redis', how: 'redis-cli ping'})).toBe('ok')
    expect(stateOf(t, 'redis')).toBe('confirmed')
    look(t, 'redis', 'fail')
    expect(stateOf(t, 'redis')).toBe('failed')
    expect(t.put({type: 'confirm-by-hand', item: 'redis', how: 'I think so'})).toBe('reading-stands')
  })
  test('a killer item needs the acknowledgement on top, and loses it with its tick', () => {
    const t = table()
    expect(t.put({type: 'acknowledge', item: 'users'})).toBe('no-acknowledgement')
    look(t, 'users', 'pass')
    expect(stateOf(t, 'users')).toBe('open')
    expect(t.put({type: 'acknowledge', item: 'users'})).toBe('ok')
    expect(stateOf(t, 'users')).toBe('done')
    look(t, 'users', 'fail')
    look(t, 'users', 'pass')
    expect(stateOf(t, 'users')).toBe('open')
  })
  test('an override stands against a failure and is lifted when all is well again', () => {
    const t = table()
    look(t, 'redis', 'fail')
    t.put({type: 'override', item: 'redis', reason: 'known'})
    expect(stateOf(t, 'redis')).toBe('overridden')
    look(t, 'redis', 'pass')
    expect(stateOf(t, 'redis')).toBe('done')
  })
})

describe('a tick is about now', () => {
  test('only a look that began after the needs were finished can tick', () => {
    const t = decided()
    t.runToEnd('backup', 'run')
    const early = t.session().seq
    t.put({type: 'reading', reading: reading('redis', 'pass'), beganSeq: early})
    expect(stateOf(t, 'redis')).toBe('open')
    t.runToEnd('rollback', 'shop-prod')
    t.put({type: 'reading', reading: reading('redis', 'pass'), beganSeq: early})
    expect(stateOf(t, 'redis')).toBe('open')
    t.put({type: 'reading', reading: reading('redis', 'pass'), beganSeq: t.session().seq})
    expect(stateOf(t, 'redis')).toBe('done')
  })
})

describe('commands', () => {
  test('start only on the exact text and the exact word', () => {
    const t = decided()
    expect(t.run('backup', 'run', {text: './other.sh'})).toBe('text-changed')
    expect(t.run('backup', 'RUN')).toBe('wrong-word')
    expect(t.run('backup', '')).toBe('wrong-word')
    expect(t.run('backup', ' run ')).toBe('ok')
    expect(stateOf(t, 'backup')).toBe('running')
  })
  test('confirmation and intent are one answer, so both are on disk before anything starts', () => {
    const t = decided()
    t.run('backup', 'run')
    expect(
      t
        .events()
        .slice(-2)
        .map(event => event.type),
    ).toEqual(['command-confirmed', 'command-intended'])
  })
  test("the word is in the session's language", () => {
    const t = createTable(rollbackInSmall(), {}, 'tr')
    t.put({type: 'decide', choice: 'rollback', sentence: 'giriş yok'})
    expect(t.run('backup', 'run')).toBe('wrong-word')
    expect(t.run('backup', 'çalıştır'.normalize('NFD'))).toBe('ok')
  })
  test("a dangerous one needs the target's name, and a reason where a need is not met", () => {
    const t = decided()
    expect(t.run('rollback', 'shop-prod')).toBe('needs-unmet')
    expect(t.run('rollback', 'run', {reason: 'the database is dead'})).toBe('wrong-word')
    expect(t.run('rollback', 'shop-prod', {reason: 'the database is dead'})).toBe('ok')
    expect(t.session().attempts[0]?.override).toEqual({
      unmet: ['preparation'],
      reason: 'the database is dead',
    })
  })
  test('a skipped need still asks for words: it is no fact', () => {
    const t = decided()
    t.put({type: 'skip', item: 'backup', reason: 'no space'})
    expect(t.run('rollback', 'shop-prod')).toBe('needs-unmet')
  })
  test('nothing dangerous starts on the wrong host, whatever is typed', () => {
    const wrong = createTable(
      rollbackInSmall({target: {name: 'shop-prod', expect: {host: 'app-9'}, sense: {}}}),
    )
    wrong.put({type: 'decide', choice: 'rollback', sentence: 'x'})
    expect(wrong.run('rollback', 'shop-prod', {reason: 'because'})).toBe('target-mismatch')
    expect(wrong.run('backup', 'run')).toBe('ok')
  })
  test('a change that leads elsewhere holds dangerous commands until it is confirmed', () => {
    const t = decided()
    t.runToEnd('backup', 'run')
    const change = {what: 'host', name: '', before: 'app-1', after: 'app-2', holds: true} as const
    t.put({type: 'resume', host: 'app-2', bootId: 'b', takenOver: false, changes: [change]})
    expect(t.run('rollback', 'shop-prod')).toBe('changes-unconfirmed')
    expect(t.put({type: 'confirm-changes', reason: ''})).toBe('reason-missing')
    expect(t.put({type: 'confirm-changes', reason: 'moved to the standby'})).toBe('ok')
    expect(t.run('rollback', 'shop-prod')).toBe('ok')
  })
  test('one that changes something at a time; what is harmless may run beside it', () => {
    const t = createTable(
      runbookOf([
        section('s', [command('a', {confirm: 'word'}), command('b', {confirm: 'word'}), command('ps')]),
      ]),
    )
    t.run('a', 'run')
    expect(t.run('a', 'run')).toBe('already-running')
    expect(t.run('b', 'run')).toBe('another-running')
    expect(t.run('ps')).toBe('ok')
  })
  test("none runs where the session's directory is gone", () => {
    const t = createTable(runbookOf([section('s', [command('ps')])]), {cwd: null})
    expect(t.run('ps')).toBe('directory-gone')
  })
  test('a value that is missing is asked for, an optional one is not', () => {
    const variables = [{env: 'INPUT_TAG', input: 'tag', placeholder: '<TAG>'}]
    const item = command('c', {shell: {interpreter: 'bash', text: './c.sh', variables}})
    const input = {name: 'tag', ask: null, pattern: '^v\\d+$', optional: false, secret: false, choices: null}
    const book = (optional: boolean) =>
      runbookOf([section('s', [item])], {inputs: {tag: {...input, optional}}})
    const t = createTable(book(false))
    expect(t.run('c')).toBe('input-missing')
    expect(t.put({type: 'set-input', name: 'tag', value: 'latest'})).toBe('bad-input')
    expect(t.put({type: 'set-input', name: 'tga', value: 'v1'})).toBe('no-such-input')
    expect(t.put({type: 'set-input', name: 'constructor', value: 'v1'})).toBe('no-such-input')
    expect(t.put({type: 'set-input', name: 'tag', value: 'v1'})).toBe('ok')
    expect(createTable(book(false), {valued: new Set(['tag'])}).run('c')).toBe('ok')
    expect(createTable(book(true)).run('c')).toBe('ok')
  })
  test("a secret's value never becomes an event", () => {
    const variables = [{env: 'TOKEN', input: 'TOKEN', placeholder: '$TOKEN'}]
    const item = command('c', {shell: {interpreter: 'bash', text: './c.sh', variables}})
    const t = createTable(runbookOf([section('s', [item])], {secrets: ['TOKEN']}))
    t.put({type: 'set-input', name: 'TOKEN', value: 'hunter2-hunter2'})
    expect(JSON.stringify(t.events())).not.toContain('hunter2')
    expect(t.session().inputs.get('TOKEN')?.secret).toBe(true)
  })
  test('an exit code other than 0 is failed; only a new confirmation runs it again', () => {
    const t = decided()
    t.runToEnd('backup', 'run', 3)
    expect(stateOf(t, 'backup')).toBe('failed')
    t.runToEnd('backup', 'run', 0)
    expect(stateOf(t, 'backup')).toBe('done')
    expect(t.put({type: 'take-back', item: 'backup'})).toBe('run-stays')
  })
  test('a run that was ended by its time limit is failed, also with exit code 0', () => {
    const t = decided()
    t.run('backup', 'run')
    t.put({type: 'ended', attempt: 1, exit: exited(0, {cause: 'timeout'}), tail: '', seen: 'live'})
    expect(stateOf(t, 'backup')).toBe('failed')
  })
  test('what was proved not to have started is open again', () => {
    const t = decided()
    t.run('backup', 'run')
    t.put({type: 'not-started', attempt: 1, proof: 'revoked', why: ''})
    expect(stateOf(t, 'backup')).toBe('open')
  })
})

describe('OUTCOME UNKNOWN', () => {
  const lost = () => {
    const t = decided()
    t.run('backup', 'run')
    t.put({type: 'outcome-unknown', attempt: 1, sameBoot: true, processes: [], tail: ''})
    return t
  }
  test('is neither run again nor excused before the operator has answered', () => {
    const t = lost()
    expect(stateOf(t, 'backup')).toBe('unknown')
    expect(t.run('backup', 'run')).toBe('outcome-first')
    expect(t.put({type: 'skip', item: 'backup', reason: 'x'})).toBe('outcome-first')
    expect(t.put({type: 'close', signedBy: 'Ayşe'})).not.toBe('ok')
  })
  test.each([
    ['done', 'asserted'],
    ['partial', 'failed'],
    ['notdone', 'open'],
    ['later', 'unknown'],
  ] as const)('%s makes it %s', (answer, state) => {
    const t = lost()
    if (answer !== 'later')
      expect(t.put({type: 'assert', item: 'backup', answer, how: ''})).toBe('how-missing')
    expect(t.put({type: 'assert', item: 'backup', answer, how: 'looked at the file'})).toBe('ok')
    expect(stateOf(t, 'backup')).toBe(state)
  })
  test('what is known of it may change, and only a change is news', () => {
    const t = lost()
    const seen = {type: 'outcome-unknown', attempt: 1, sameBoot: true, tail: ''} as const
    expect(t.put({...seen, processes: []})).toBe('stale-report')
    expect(t.put({...seen, processes: [4711]})).toBe('ok')
    expect(t.put({...seen, processes: [4711]})).toBe('stale-report')
    expect(t.put({...seen, processes: []})).toBe('ok')
    expect(t.put({...seen, processes: [], sameBoot: false})).toBe('ok')
    expect(stateOf(t, 'backup')).toBe('unknown')
    expect(t.put({type: 'assert', item: 'backup', answer: 'done', how: 'looked'})).toBe('ok')
    expect(t.put({...seen, processes: [4711]})).toBe('stale-report')
  })
  test('an exit record that turns up replaces it; after that nothing does', () => {
    const t = lost()
    expect(t.put({type: 'ended', attempt: 1, exit: exited(0), tail: '', seen: 'while-away'})).toBe('ok')
    expect(stateOf(t, 'backup')).toBe('done')
    expect(t.put({type: 'ended', attempt: 1, exit: exited(1), tail: '', seen: 'live'})).toBe('stale-report')
    expect(t.put({type: 'assert', item: 'backup', answer: 'done', how: 'x'})).toBe('no-outcome-to-assert')
  })
})

describe('the decision', () => {
  test('can be taken at once, with its sentence', () => {
    const t = createTable(rollbackInSmall())
    expect(t.put({type: 'decide', choice: 'rollback', sentence: ''})).toBe('sentence-missing')
    expect(t.put({type: 'decide', choice: 'rollback', sentence: 'logins fail'})).toBe('ok')
    expect(t.session().decision?.criteria.map(each => each.answer)).toEqual(['unknown', 'unknown'])
  })
  test('freezes the readings it was taken on', () => {
    const t = createTable(rollbackInSmall())
    t.put({type: 'reading', reading: reading('speed', 'fail'), beganSeq: 1})
    t.put({type: 'answer', item: 'security', answer: 'clear', remark: 'asked'})
    t.put({type: 'decide', choice: 'rollback', sentence: 'too slow'})
    t.put({type: 'reading', reading: reading('speed', 'pass'), beganSeq: t.session().seq})
    expect(t.session().decision?.criteria.map(each => [each.item, each.answer])).toEqual([
      ['security', 'clear'],
      ['slow', 'raised'],
    ])
  })
  test('not to roll back takes out what needs it, also at second hand; telling stays', () => {
    const t = createTable(rollbackInSmall())
    t.put({type: 'decide', choice: 'no', sentence: 'it healed'})
    expect(['backup', 'rollback', 'redis', 'users'].map(id => stateOf(t, id))).toEqual(
      Array(4).fill('not-applicable'),
    )
    expect(stateOf(t, 'tell')).toBe('open')
    expect(t.run('rollback', 'shop-prod', {reason: 'x'})).toBe('ruled-out')
  })
  test('an escalation waits: the session cannot close on it', () => {
    const t = createTable(rollbackInSmall())
    t.put({type: 'decide', choice: 'escalate', sentence: 'above me'})
    expect(t.put({type: 'close', signedBy: 'Ayşe'})).toBe('decision-open')
    expect(t.put({type: 'decide', choice: 'no', sentence: 'the CTO says no'})).toBe('ok')
  })
})

describe('the end', () => {
  test('a session closes only when nothing is open, and then takes nothing more', () => {
    const t = createTable(rollbackInSmall())
    t.put({type: 'decide', choice: 'no', sentence: 'it healed'})
    expect(t.put({type: 'close', signedBy: 'Ayşe'})).toBe('still-open')
    t.put({type: 'done', item: 'tell', answers: {who: 'CTO', channel: 'phone'}, remark: ''})
    expect(t.put({type: 'assign', item: 'cause', owner: 'ali', due: ''})).toBe('follow-up-needs-owner')
    t.put({type: 'assign', item: 'cause', owner: 'ali', due: '2026-12-01'})
    expect(stateOf(t, 'cause')).toBe('assigned')
    expect(t.put({type: 'close', signedBy: ' '})).toBe('sign-off-missing')
    expect(t.put({type: 'close', signedBy: 'Ayşe'})).toBe('ok')
    expect(t.session().ended?.signedBy).toBe('Ayşe')
    expect(t.put({type: 'note', item: null, text: 'x', mark: null})).toBe('session-over')
  })
  test('a session does not close on a message of which nobody knows whether it arrived', () => {
    const t = createTable(runbookOf([section('s', [manual('a', {message: 'users'})])]))
    t.put({
      type: 'send',
      item: 'a',
      audience: 'users',
      language: 'en',
      way: 'webhook',
      recipients: ['#x'],
      subject: '',
      text: 'x',
      typed: 'send',
    })
    expect(t.put({type: 'close', signedBy: 'Ayşe'})).toBe('still-running')
    t.put({type: 'message-unknown', message: 1, why: 'no-answer', reply: ''})
    expect(t.put({type: 'close', signedBy: 'Ayşe'})).toBe('still-running')
    t.put({type: 'assert-message', item: 'a', answer: 'sent', how: 'I see it in the channel'})
    expect(sessionOutcome(t.runbook, t.session())).toBe('complete with overrides')
    expect(t.put({type: 'close', signedBy: 'Ayşe'})).toBe('ok')
  })
  test('a session that stands on words is complete with overrides', () => {
    const t = createTable(runbookOf([section('s', [manual('a'), manual('b')])]))
    t.put({type: 'done', item: 'a', answers: {}, remark: ''})
    t.put({type: 'skip', item: 'b', reason: 'no'})
    expect(sessionOutcome(t.runbook, t.session())).toBe('complete with overrides')
  })
  test('an abort needs a reason; a command that runs on is still recorded', () => {
    const t = decided()
    t.run('backup', 'run')
    expect(t.put({type: 'abort', reason: ''})).toBe('reason-missing')
    expect(t.put({type: 'abort', reason: 'wrong system'})).toBe('ok')
    expect(t.put({type: 'ended', attempt: 1, exit: exited(0), tail: '', seen: 'live'})).toBe('ok')
    expect(sessionOutcome(t.runbook, t.session())).toBe('aborted')
  })
})
