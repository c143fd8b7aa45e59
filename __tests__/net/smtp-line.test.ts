import {mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {createDeadline} from '#src/net/deadline.ts'
import {openSmtpLine} from '#src/net/smtp-line.ts'
import {trustOf} from '#src/net/trust.ts'
import {certificateMaker} from '../helpers/certificates.ts'
import {startSmtp} from '../helpers/private-smtp.ts'

test('a line that is encrypted from its first byte, as on port 465', async () => {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-test-'))
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}))
  const own = certificateMaker(directory).issue({name: 'localhost'})
  const server = await startSmtp({certificates: [own], implicit: true})
  const deadline = createDeadline(5_000)
  onTestFinished(deadline.end)
  const trust = await trustOf(own.certFile, directory)
  const {line, open} = openSmtpLine({host: '127.0.0.1', port: server.port, tls: true}, trust, deadline)
  await open()
  expect(await line.reply()).toEqual({code: 220, lines: ['private.example ESMTP']})
  const {code, lines} = await line.command('EHLO us')
  expect(code).toBe(250)
  expect(lines).toEqual(['private.example at your service', 'SIZE 10240000'])
  expect(line.protocol()).toBe('TLSv1.3')
  line.close()
  await server.whenLeft()
})
