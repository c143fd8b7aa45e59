import {safe} from '#src/text/safe.ts'
import type {Item, Runbook} from '../types.ts'
import {itemsOf} from '../walk.ts'
import type {Finding} from './finding.ts'

const probesOf = (item: Item): readonly (string | null)[] => {
  switch (item.kind) {
    case 'sensed':
      return [item.probe]
    case 'criterion':
      return [item.trigger]
    case 'command':
      return [item.verify, ...item.baseline]
    case 'link':
      return [item.verify]
    case 'manual':
    case 'follow-up':
      return []
  }
}

const nowhere = {line: 1, column: 1}

/** What the probes file describes and nothing in the runbook, nor anything of the file that it uses, asks for. */
export const unusedFindings = (runbook: Runbook): readonly Finding[] => {
  const {probes, inputs, target, messages, places} = runbook.settings
  const used = new Set<string | null>()
  const queue = [
    ...itemsOf(runbook).flatMap(probesOf),
    ...Object.values(target?.sense ?? {}).map(from => from?.probe ?? null),
    ...Object.values(messages).map(({mail}) => mail?.server ?? null),
  ]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (used.has(name)) continue
    used.add(name)
    if (name !== null && Object.hasOwn(probes, name)) queue.push(...(probes[name]?.needs ?? []))
  }
  const filled = new Set(
    itemsOf(runbook).flatMap(item =>
      item.kind === 'command' ? item.shell.variables.map(({input}) => input) : [],
    ),
  )
  return [
    ...Object.values(probes)
      .filter(({name}) => !used.has(name))
      .map(
        ({name, position}): Finding => ({
          at: position,
          inProbes: true,
          detail: {code: 'probe-unused', name: safe(name)},
        }),
      ),
    ...Object.keys(inputs)
      .filter(name => !filled.has(name))
      .map(
        (name): Finding => ({
          at: places?.inputs[name] ?? nowhere,
          inProbes: true,
          detail: {code: 'input-unused', name: safe(name)},
        }),
      ),
  ]
}
