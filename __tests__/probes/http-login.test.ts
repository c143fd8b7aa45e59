import {mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {http} from '#src/probes/http.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {certificateMaker, type Issued} from '../helpers/certificates.ts'
import {type LookedWith, lookWith} from '../helpers/net-look.ts'
import {djangoUser, type PrivateDjango, startDjango} from '../helpers/private-django.ts'

let directory: string
let root: Issued
let django: PrivateDjango | null = null

beforeAll(async () => {
  directory = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-test-'))
  const make = certificateMaker(directory)
  root = make.issue({name: 'Test Root', isAuthority: true})
  django = await startDjango(directory, make.issue({name: 'localhost', by: root}))
})
afterAll(async () => {
  await django?.stop()
  rmSync(directory, {recursive: true, force: true})
})

const site = (skip: (note: string) => void): PrivateDjango => {
  if (django === null) cannotRun(skip, 'python3-django is not installed')
  return django as PrivateDjango
}

// As checklists/finasis-rollback.probes.yaml has it.
const login = (url: string, more: {readonly password?: string; readonly csrf?: boolean} = {}) => ({
  type: 'http',
  ca: root.certFile,
  steps: [
    {
      name: 'login form',
      url: `${url}/accounts/login/`,
      expect: {status: '200', cookies: 'csrftoken'},
    },
    {
      name: 'log in',
      url: `${url}/accounts/login/`,
      method: 'POST',
      csrf: String(more.csrf ?? true),
      form: {username: djangoUser.name, password: more.password ?? djangoUser.password},
      expect: {status: '302', cookies: 'sessionid', header: {location: {exists: 'true'}}},
    },
    {
      name: 'a page behind the login',
      url: `${url}/`,
      follow: 3,
      expect: {status: '200', url: {lacks: 'login'}},
    },
  ],
})

const look = (entry: object, more?: LookedWith) => lookWith(http, entry as Record<string, unknown>, more)

describe('the login of a real Django over HTTPS', () => {
  test('is walked through with its CSRF token, its Referer and its secure cookies', async ({skip}) => {
    const {url} = site(skip)
    const found = await look(login(url))
    expect(found).toMatchObject({outcome: 'pass', reason: null, values: {status: 200}})
    expect(found.summary).toMatch(/^3 of 3 steps as expected/)
    expect(found.evidence.join('\n')).not.toContain('wörd')
  })

  test('with a wrong password the form that comes again with status 200 is no login', async ({skip}) => {
    const {url} = site(skip)
    const found = await look(login(url, {password: 'wrong-password'}))
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toBe(
      'log in: status 200, but expected: 302; the form came again: wrong name or password, or the login does not work',
    )
    expect(JSON.stringify(found)).not.toContain('wrong-password')
  })

  test('without the token is refused, and that is what it says', async ({skip}) => {
    const {url} = site(skip)
    const found = await look(login(url, {csrf: false}))
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toBe('log in: status 403, but expected: 302; the CSRF check refused it')
  })

  test('what lies behind it, without it, leads to the login page', async ({skip}) => {
    const {url} = site(skip)
    const step = {url: `${url}/`, follow: 3, expect: {status: '200', url: {lacks: 'login'}}}
    const found = await look({type: 'http', ca: root.certFile, ...step})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('does not hold "login"')
  })

  test('without its authority nothing is sent', async ({skip}) => {
    const {url} = site(skip)
    const found = await look({...login(url), ca: ''})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toMatch(/chain|authority|self-signed/)
  })
})

describe('an e-invoice', () => {
  const draft = (url: string) => ({
    type: 'http',
    effects: 'true',
    'begin-with': 'login',
    ca: root.certFile,
    steps: [
      {
        name: 'make a draft',
        url: `${url}/api/invoices/`,
        method: 'POST',
        csrf: 'true',
        json: '{"customer": "quote\\" and ${x}", "status": "draft"}',
        save: {DRAFT_ID: {json: 'id'}},
        expect: {status: '201', json: {id: {exists: 'true'}, status: 'draft'}},
      },
      {
        name: 'its PDF',
        url: `${url}/api/invoices/\${DRAFT_ID}/pdf/`,
        expect: {status: '200', type: 'application/pdf', begins: '%PDF-', ends: '%%EOF'},
      },
    ],
  })

  test('is made after the login, and its PDF is whole', async ({skip}) => {
    const {url} = site(skip)
    const found = await look(draft(url), {others: {login: login(url)}})
    expect(found).toMatchObject({outcome: 'pass'})
    expect(found.summary).toMatch(/^5 of 5 steps/)
  })

  test('whose PDF is cut off does not pass, though its status is 200', async ({skip}) => {
    const {url} = site(skip)
    const entry = draft(url)
    const cut = entry.steps.map(step => ({...step, url: `${step.url}?cut=1`}))
    const found = await look({...entry, steps: cut}, {others: {login: login(url)}})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toMatch(/^its PDF: body ends with .* but expected: %%EOF/)
  })

  test('cannot be made where the login fails, and the login is what is named', async ({skip}) => {
    const {url} = site(skip)
    const found = await look(draft(url), {others: {login: login(url, {password: 'no'})}})
    expect(found.summary).toMatch(/^log in: status 200/)
  })
})

test('a site that was stopped ends by the deadline', async ({skip}) => {
  const {url, child} = site(skip)
  child.kill('SIGSTOP')
  onTestFinished(() => void child.kill('SIGCONT'))
  const found = await look(login(url), {limit: 500})
  expect(found).toMatchObject({outcome: 'fail', reason: 'timeout'})
  expect(found.summary).toContain('within 500 ms')
})
