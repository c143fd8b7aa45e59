import {createHash} from 'node:crypto'
import {nameLength} from './lock-address.ts'

/** What is locked: the same target gives the same place to every account and home of this host. */
export interface TargetPlace {
  /** Of the target's name and what keeps rehearsals apart; hexadecimal. */
  readonly digest: string
  /** Where there are no abstract sockets: the directory of the lock, which holds for one home alone. */
  readonly directory: string
}

/** `FinAsis  Prod` and `finasis prod` are one target. */
const folded = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** `scope` keeps apart what only looks like the same target, such as two rehearsals; empty on a real night. */
export const targetDigest = (name: string, scope: string): string =>
  createHash('sha256')
    .update(JSON.stringify([scope, folded(name)]))
    .digest('hex')
    .slice(0, 48)

const abstract = (name: string): string => `\0${name.padEnd(nameLength - 1, '0')}`

/** Where whoever runs something dangerous on the target listens. */
export const lockName = ({digest}: TargetPlace): string => abstract(`rollcall-target-${digest}`)

/** What the names of all begin with that have a session open on the target. */
export const presencePrefix = ({digest}: TargetPlace): string => `rollcall-session-${digest}-`

/** Where one of them listens. */
export const presenceName = (place: TargetPlace, nonce: string): string =>
  abstract(`${presencePrefix(place)}${nonce}`)
