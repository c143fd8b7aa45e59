import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Issued} from './certificates.ts'
import {unusedPort} from './tarpit.ts'

// The distribution's Python has the distribution's aiosmtpd.
const python = '/usr/bin/python3'
const script = fileURLToPath(new URL('./private-mail.py', import.meta.url))

/** Whether a real mail server can be started here. */
export const hasMail = (): boolean => spawnSync(python, ['-c', 'import aiosmtpd']).status === 0

/** Whom the server knows: its user, the recipient that it takes, and the one whose mailbox is full. */
export const mailPeople = {
  user: 'rollcall',
  password: 'p@ss wörd',
  recipient: 'ops@private.example',
  full: 'full@private.example',
} as const

export interface PrivateMail {
  readonly port: number
  readonly child: ChildProcess
  /** The messages in its maildir, as they arrived. */
  readonly arrived: () => readonly string[]
  readonly stop: () => Promise<void>
}

/** A mail server of the test's own; it offers STARTTLS where it is given a certificate. */
export const startMail = async (directory: string, certificate: Issued | null): Promise<PrivateMail> => {
  const port = await unusedPort()
  const maildir = join(directory, 'maildir')
  const files = {certificate: certificate?.certFile ?? '', key: certificate?.keyFile ?? ''}
  const settings = JSON.stringify({...mailPeople, ...files, port, maildir})
  const child = spawn(python, [script, settings], {stdio: ['ignore', 'pipe', 'pipe']})
  const exited = once(child, 'exit')
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  await Promise.race([
    once(child.stdout, 'data'),
    exited.then(() => Promise.reject(new Error(`the mail server did not start: ${said}`))),
  ])
  return {
    port,
    child,
    arrived: () => {
      const place = join(maildir, 'new')
      if (!existsSync(place)) return []
      return readdirSync(place).map(name => readFileSync(join(place, name), 'utf8'))
    },
    stop: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
