import type {Item, Section} from '#src/runbook/types.ts'
import type {FrozenCriterion} from '#src/session/events.ts'
import {sectionOutcome} from '#src/session/outcome.ts'
import type {Reading} from '#src/session/reading.ts'
import type {Attempt, Message, Note} from '#src/session/state.ts'
import {safe, safeBlock} from '#src/text/safe.ts'
import {type Account, accountOf, type ItemAccount, type ReportInput} from './account.ts'
import {contactValue} from './compose-closing.ts'
import {titleById} from './item-title.ts'
import {describeEvent} from './timeline.ts'

/**
 * The session as one plain object, "schema": 1. Its named fields are a contract (README); more may be added. Codes are the
 * same in every language, control characters in texts are made visible. The same input gives the same object.
 */
export const exportJson = (input: ReportInput) => {
  const account = accountOf(input)
  const {runbook, events, language} = account
  return {
    schema: 1,
    session: sessionJson(account),
    outcome: account.outcome,
    counts: account.counts,
    criteria: account.criteria,
    headHash: safe(account.headHash),
    decision: decisionJson(account),
    sections: runbook.sections.map(section => sectionJson(account, section)),
    followUps: followUpsJson(account),
    contacts: runbook.contacts.map(contact => ({
      id: contact.id,
      group: contact.group,
      name: contact.name,
      value: contactValue(account, contact),
      tries: account.session.contactTries
        .filter(each => each.contact === contact.id)
        .map(({result, by, at}) => ({result, by: safe(by), at: safe(at)})),
    })),
    updates: account.session.updates.map(({due, by, at, given}) => ({
      due: safe(due),
      by: safe(by),
      at: safe(at),
      given:
        given === null
          ? null
          : {by: safe(given.by), at: safe(given.at), late: given.late, message: given.number},
    })),
    handOvers: account.session.handOvers.map(({by, at, to, summary, reason}) => ({
      from: safe(by),
      to: safe(to),
      at: safe(at),
      summary: safe(summary),
      reason: safe(reason),
    })),
    notes: account.session.notes.filter(({item}) => item === null).map(noteJson),
    gone: account.gone.map(id => ({
      id: safe(id),
      commands: account.session.attempts.filter(({item}) => item === id).map(attemptJson),
      messages: account.session.messages.filter(({item}) => item === id).map(messageJson),
    })),
    timeline: events.map(event => ({
      at: safe(event.at),
      by: safe(event.by),
      type: safe(event.type),
      item: 'item' in event && event.item !== null ? safe(event.item) : null,
      text: describeEvent(event, runbook, language, account.clock),
    })),
  }
}

const textOrNull = (text: string | null | undefined) =>
  text === null || text === undefined ? null : safe(text)

const sessionJson = (account: Account) => {
  const {facts, session, clock} = account
  return {
    id: textOrNull(facts?.id),
    phase: session.phase,
    startedAt: textOrNull(account.startedAt || null),
    endedAt: textOrNull(session.ended?.at),
    endedBy: textOrNull(session.ended?.by),
    signedBy: textOrNull(session.ended?.signedBy),
    endReason: textOrNull(session.ended?.reason || null),
    lastEventAt: textOrNull(account.lastAt || null),
    runbook: {
      title: account.runbook.title,
      path: textOrNull(facts?.runbook.path),
      sha256: textOrNull(facts?.runbook.sha256),
    },
    probes: facts?.probes ? {path: safe(facts.probes.path), sha256: safe(facts.probes.sha256)} : null,
    repairs: (facts?.repairs ?? []).map(safe),
    operator: textOrNull(facts?.operator),
    operators: account.operators.map(safe),
    host: textOrNull(facts?.host),
    hosts: account.hosts.map(safe),
    bootId: textOrNull(facts?.bootId),
    target: textOrNull(facts?.target),
    cwd: textOrNull(facts?.cwd),
    options: Object.fromEntries(
      Object.entries(facts?.options ?? {}).map(([name, value]) => [safe(name), safe(value)]),
    ),
    envFiles: (facts?.envFiles ?? []).map(safe),
    variables: (facts?.variables ?? []).map(({name, source, value, secret}) => ({
      name: safe(name),
      source,
      value: secret ? null : textOrNull(value),
      secret,
    })),
    inputs: [...account.session.inputs].map(([name, {value, secret, by, at}]) => ({
      name: safe(name),
      value: secret ? null : textOrNull(value),
      secret,
      by: safe(by),
      at: safe(at),
    })),
    language: account.language,
    timeZone: textOrNull(facts?.timeZone),
    utcOffset: clock.offset,
    tool: textOrNull(facts?.tool),
    journalFormat: facts?.format ?? null,
    drill: facts?.drill === undefined ? null : {scenario: safe(facts.drill.scenario), seed: facts.drill.seed},
  }
}

const decisionJson = ({session, runbook}: Account) => {
  const {decision} = session
  return decision === null
    ? null
    : {
        choice: decision.choice,
        sentence: safe(decision.sentence),
        by: safe(decision.by),
        at: safe(decision.at),
        criteria: decision.criteria.map(({item, answer, remark, reading}: FrozenCriterion) => ({
          id: safe(item),
          title: titleById(runbook, item),
          answer,
          remark: safe(remark),
          reading: readingJson(reading),
        })),
      }
}

const sectionJson = (account: Account, section: Section) => ({
  id: section.id,
  number: section.number,
  title: section.title,
  parent: section.parent,
  mode: section.mode,
  outcome: sectionOutcome(account.runbook, account.session, section),
  items: section.items.flatMap(item => {
    const each = account.items.get(item.id)
    return each === undefined ? [] : [itemJson(each)]
  }),
})

const itemJson = (each: ItemAccount) => {
  const {item, state, record} = each
  const {settlement, deferral, acknowledged} = record
  return {
    id: item.id,
    kind: item.kind,
    title: item.title,
    parent: item.parent,
    state,
    by: textOrNull(each.by),
    at: textOrNull(each.at),
    reason: textOrNull(each.reason),
    remark: settlement?.state === 'done' ? safe(settlement.remark) : null,
    answers: settlement?.state === 'done' ? textsOf(settlement.answers) : null,
    deferredTo: deferral === null ? null : safe(deferral.to),
    acknowledged: acknowledged === null ? null : {by: safe(acknowledged.by), at: safe(acknowledged.at)},
    notes: each.notes.map(noteJson),
    messages: each.messages.map(messageJson),
    reading: readingJson(record.sensed),
    url: item.kind === 'link' ? safe(item.url) : null,
    command: item.kind === 'command' ? commandJson(item, each.attempts) : null,
    elsewhere: record.elsewhere === null ? null : textsOf({...record.elsewhere}),
  }
}

const textsOf = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [safe(name), safe(text)]))

const noteJson = ({text, mark, by, at}: Note) => ({text: safe(text), mark, by: safe(by), at: safe(at)})

const messageJson = (message: Message) => ({
  number: message.number,
  phase: message.phase,
  by: safe(message.by),
  at: safe(message.at),
  audience: safe(message.audience),
  language: message.language,
  way: message.way,
  recipients: message.recipients.map(safe),
  subject: safe(message.subject),
  text: safeBlock(message.text),
  sentAt: textOrNull(message.sentAt),
  reply: safe(message.reply),
  why: message.why,
  seen: message.seen,
  asserted:
    message.asserted === null
      ? null
      : {
          answer: message.asserted.answer,
          how: safe(message.asserted.how),
          by: safe(message.asserted.by),
          at: safe(message.asserted.at),
        },
})

const readingJson = (reading: Reading | null) =>
  reading === null
    ? null
    : {
        probe: safe(reading.probe),
        outcome: reading.outcome,
        reason: reading.reason,
        summary: safe(reading.summary),
        warning: textOrNull(reading.warning),
        beganAt: safe(reading.beganAt),
        durationMs: reading.durationMs,
        blockedBy: textOrNull(reading.blockedBy),
        values: Object.fromEntries(
          Object.entries(reading.values).map(([name, value]) => [
            safe(name),
            typeof value === 'string' ? safe(value) : value,
          ]),
        ),
      }

/** What the last run came to, under the names of the contract; all runs are in `attempts`. */
const commandJson = (item: Extract<Item, {kind: 'command'}>, attempts: readonly Attempt[]) => {
  const last = attempts.at(-1)
  return {
    text: safeBlock(last?.text ?? item.shell.text),
    exitCode: last?.exit?.exitCode ?? null,
    durationMs: last?.exit?.durationMs ?? null,
    outputSha256: textOrNull(last?.exit?.outputSha256),
    tail: last === undefined ? null : safeBlock(last.tail),
    attempts: attempts.map(attemptJson),
  }
}

const attemptJson = (attempt: Attempt) => {
  const {exit, asserted, script, override} = attempt
  return {
    number: attempt.number,
    phase: attempt.phase,
    by: safe(attempt.by),
    at: safe(attempt.at),
    text: safeBlock(attempt.text),
    cwd: safe(attempt.cwd),
    values: attempt.values.map(({env, value, secret}) => ({
      name: safe(env),
      value: secret ? null : textOrNull(value),
      secret,
    })),
    script: script === null ? null : {path: safe(script.path), sha256: safe(script.sha256)},
    override: override === null ? null : {unmet: override.unmet.map(safe), reason: safe(override.reason)},
    exitCode: exit?.exitCode ?? null,
    signal: textOrNull(exit?.signal),
    cause: exit?.cause ?? null,
    startedAt: textOrNull(exit?.startedAt),
    endedAt: textOrNull(exit?.endedAt),
    durationMs: exit?.durationMs ?? null,
    outputBytes: exit?.outputBytes ?? null,
    outputSha256: textOrNull(exit?.outputSha256),
    tail: safeBlock(attempt.tail),
    seen: attempt.seen,
    notStartedBecause: attempt.phase === 'not-started' ? safe(attempt.why) : null,
    asserted:
      asserted === null
        ? null
        : {answer: asserted.answer, how: safe(asserted.how), by: safe(asserted.by), at: safe(asserted.at)},
  }
}

const followUpsJson = ({items}: Account) =>
  [...items.values()]
    .filter(({item}) => item.kind === 'follow-up')
    .map(({item, state, record}) => {
      const assigned = record.settlement?.state === 'assigned' ? record.settlement : null
      return {
        id: item.id,
        title: item.title,
        state,
        owner: textOrNull(assigned?.owner),
        due: textOrNull(assigned?.due),
      }
    })
