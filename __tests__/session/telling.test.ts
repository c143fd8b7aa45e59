import {expect, test} from 'vitest'
import {findItem} from '#src/runbook/walk.ts'
import type {Intent} from '#src/session/intents.ts'
import {itemState} from '#src/session/item-state.ts'
import {reduce} from '#src/session/reduce.ts'
import {rollbackInSmall} from '../helpers/small-runbook.ts'
import {createTable} from '../helpers/table.ts'

type Table = ReturnType<typeof createTable>

const telling: Extract<Intent, {type: 'send'}> = {
  type: 'send',
  item: 'tell',
  audience: 'users',
  language: 'en',
  way: 'mail',
  recipients: ['users@shop.example'],
  subject: 'Update',
  text: 'We are on it.',
  typed: 'send',
}

const stateOf = (t: Table) => {
  const item = findItem(t.runbook, 'tell')
  return item === null ? null : itemState(t.runbook, t.session(), item)
}

const types = (t: Table) => t.events().map(event => event.type)

test('a message is confirmed by its word, and its intent is on record before anything goes out', () => {
  const t = createTable(rollbackInSmall())
  expect(t.put({...telling, typed: 'yes'})).toBe('not-sent-wrong-word')
  expect(t.put({...telling, text: ' '})).toBe('message-empty')
  expect(t.put({...telling, recipients: []})).toBe('nobody-to-tell')
  expect(t.put({...telling, item: 'redis'})).toBe('no-message-here')
  expect(t.put(telling)).toBe('ok')
  expect(types(t).slice(-2)).toEqual(['message-confirmed', 'message-intended'])
  expect(stateOf(t)).toBe('running')
  expect(t.put(telling)).toBe('already-sending')
})

test('what was sent settles its item, and can be followed by another message but not be taken back', () => {
  const t = createTable(rollbackInSmall())
  t.put(telling)
  const sent = {
    type: 'message-sent',
    message: 1,
    reply: '250 Ok',
    sentAt: '2026-11-24T03:00:09.000Z',
    seen: 'live',
  } as const
  expect(t.put(sent)).toBe('ok')
  expect(stateOf(t)).toBe('done')
  expect(t.put(sent)).toBe('stale-report')
  expect(t.put({type: 'message-failed', message: 1, why: 'refused', reply: ''})).toBe('stale-report')
  expect(t.put({type: 'take-back', item: 'tell'})).toBe('message-stays')
  expect(t.put(telling)).toBe('ok')
  expect(t.session().messages.map(message => message.phase)).toEqual(['sent', 'intended'])
})

test('whether it arrived is never guessed: unknown blocks everything until the operator has looked', () => {
  const t = createTable(rollbackInSmall())
  t.put(telling)
  t.put({type: 'message-unknown', message: 1, why: 'no-answer', reply: ''})
  expect(stateOf(t)).toBe('unknown')
  expect(t.put(telling)).toBe('message-first')
  const done = {type: 'done', item: 'tell', answers: {who: 'all', channel: 'phone'}, remark: ''} as const
  expect(t.put(done)).toBe('message-first')
  expect(t.put({type: 'skip', item: 'tell', reason: 'enough'})).toBe('message-first')
  expect(t.put({type: 'assert-message', item: 'tell', answer: 'sent', how: ''})).toBe('how-missing')
  expect(t.put({type: 'assert-message', item: 'tell', answer: 'later', how: ''})).toBe('ok')
  expect(stateOf(t)).toBe('unknown')
  expect(t.put({type: 'assert-message', item: 'tell', answer: 'notsent', how: 'asked them'})).toBe('ok')
  expect(stateOf(t)).toBe('open')
  expect(t.put(done)).toBe('ok')
})

test('an item that was told by hand is unknown again where a message after it is', () => {
  const t = createTable(rollbackInSmall())
  t.put({type: 'done', item: 'tell', answers: {who: 'all', channel: 'phone'}, remark: ''})
  t.put(telling)
  t.put({type: 'message-unknown', message: 1, why: 'sender-died', reply: ''})
  expect(stateOf(t)).toBe('unknown')
  t.put({type: 'assert-message', item: 'tell', answer: 'notsent', how: 'asked them'})
  expect(stateOf(t)).toBe('done')
})

test('an update that was promised is met by the next message, late or in time, and once', () => {
  const t = createTable(rollbackInSmall())
  expect(t.put({type: 'update-given'})).toBe('no-update-due')
  expect(t.put({type: 'promise-update', due: '2020-01-01T00:00:00.000Z'})).toBe('due-passed')
  expect(t.put({type: 'promise-update', due: 'soon'})).toBe('due-passed')
  const due = '2099-01-01T00:00:00.000Z'
  expect(t.put({type: 'promise-update', due})).toBe('ok')
  t.put(telling)
  t.put({type: 'message-sent', message: 1, reply: '', sentAt: '2099-01-01T00:00:01.000Z', seen: 'live'})
  expect(t.events().at(-1)).toMatchObject({type: 'update-given', due, late: true, number: 1})
  expect(t.put({type: 'update-given'})).toBe('no-update-due')
  t.put({type: 'promise-update', due})
  expect(t.put({type: 'update-given'})).toBe('ok')
  expect(t.events().at(-1)).toMatchObject({type: 'update-given', due, late: false, number: null})
})

test('a journal from before the close-out was signed is read as one that nobody signed', () => {
  const t = createTable(rollbackInSmall())
  const closed = {type: 'session-closed', at: '', by: 'ayşe', outcome: 'complete'} as const
  expect(reduce(t.session(), closed).ended).toMatchObject({by: 'ayşe', signedBy: null})
})

test('a hand-over needs a name, what to know and why; a call needs somebody to call', () => {
  const t = createTable(rollbackInSmall())
  const over = {type: 'hand-over', to: 'Deniz', summary: 'all told', reason: 'end of shift'} as const
  expect(t.put({...over, to: ' '})).toBe('name-missing')
  expect(t.put({...over, summary: ''})).toBe('reason-missing')
  expect(t.put({...over, reason: ''})).toBe('reason-missing')
  expect(t.put(over)).toBe('ok')
  expect(t.session().handOvers).toMatchObject([{by: 'ayşe', to: 'Deniz', reason: 'end of shift'}])
  expect(t.put({type: 'contact-tried', contact: 'nobody', result: 'reached'})).toBe('no-such-contact')
})
