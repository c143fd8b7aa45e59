import {readdirSync, readFileSync} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'
import {expect, test} from 'vitest'

const root = resolve(import.meta.dirname, '..')

// Each folder with what it may import from. Imports go down only; PURE folders know nothing of node.
const pure = ['text', 'i18n', 'checks', 'runbook', 'session', 'view', 'report', 'messages'] as const
const mayImport: Readonly<Record<string, readonly string[]>> = {
  text: [],
  i18n: ['text'],
  checks: ['text', 'i18n'],
  runbook: ['text', 'i18n', 'checks'],
  session: ['text', 'i18n', 'runbook'],
  view: ['text', 'i18n', 'runbook', 'session'],
  report: ['text', 'i18n', 'runbook', 'session'],
  messages: ['text', 'i18n', 'runbook', 'session', 'report'],
  durable: ['text', 'i18n', 'session'],
  runner: ['text', 'session', 'durable'],
  sender: ['text', 'net', 'runner'],
  terminal: ['text', 'view'],
  net: ['text'],
  probes: ['text', 'i18n', 'checks', 'session', 'net'],
  app: [
    'text',
    'i18n',
    'runbook',
    'checks',
    'session',
    'view',
    'report',
    'messages',
    'durable',
    'runner',
    'terminal',
    'net',
    'probes',
  ],
  drill: ['text', 'i18n', 'runbook', 'session', 'report', 'durable', 'app'],
  commands: ['text', 'i18n', 'runbook', 'session', 'report', 'durable', 'app', 'drill'],
  'errors.ts': ['text'],
}
// Files that stand at the top of src, and who may use them.
const topFiles: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': ['app', 'drill', 'commands'],
  'settings.ts': ['app', 'commands'],
}

const sources = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'})
  .filter(name => /\.tsx?$/.test(name))
  .map(name => join('src', name))

const importsOf = (file: string): readonly string[] => {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(match => match[1] ?? '')
}

const folderOf = (path: string): string => path.split('/')[1] ?? ''

/** The file that an import leads to, or null where it leads out of src. */
const target = (file: string, specifier: string): string | null => {
  if (specifier.startsWith('#src/')) return join('src', specifier.slice('#src/'.length))
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(file), specifier))
  return null
}

test('the scan sees the sources and their imports', () => {
  expect(sources.length).toBeGreaterThan(80)
  expect(importsOf('src/session/decide.ts')).toContain('#src/runbook/walk.ts')
})

test('imports go down only', () => {
  const wrong: string[] = []
  for (const file of sources) {
    const from = folderOf(file)
    for (const specifier of importsOf(file)) {
      const to = target(file, specifier)
      if (to === null) continue
      const folder = folderOf(to)
      if (folder === from || from === 'cli.ts') continue
      const allowed =
        folder in topFiles
          ? (topFiles[folder] ?? []).includes(from)
          : (mayImport[from] ?? []).includes(folder)
      if (!allowed) wrong.push(`${file} imports ${to}`)
    }
  }
  expect(wrong).toEqual([])
})

// Components draw: what they may know of the program is how a frame is made up, its text, and the theme's props.
const componentsMayImport: readonly RegExp[] = [
  /^\.\/([A-Z]\w*\.tsx|in-place\.ts)$/,
  /^#src\/(text|view)\//,
  /^#src\/terminal\/theme\.ts$/,
  /^(react|ink|ink-select-input)$/,
]

test('components stand on the view, the theme, react and ink, and take types alone from the program', () => {
  const files = readdirSync(join(root, 'components'), {encoding: 'utf8'}).map(name =>
    join('components', name),
  )
  expect(files).toContain('components/App.tsx')
  const wrong: string[] = []
  for (const file of files) {
    for (const specifier of importsOf(file)) {
      if (!componentsMayImport.some(allowed => allowed.test(specifier)))
        wrong.push(`${file} imports ${specifier}`)
    }
    const text = readFileSync(join(root, file), 'utf8')
    for (const [line] of text.matchAll(/^import (?!type ).*'#src\/.*'$/gm)) wrong.push(`${file}: ${line}`)
  }
  expect(wrong).toEqual([])
})

test('only the application mounts components', () => {
  const users = sources.filter(file =>
    importsOf(file).some(specifier => specifier.startsWith('#components/')),
  )
  expect(users.length).toBeGreaterThan(0)
  expect(users.filter(file => folderOf(file) !== 'app')).toEqual([])
})

test('pure folders import nothing of node, and read no clock and no chance', () => {
  const wrong: string[] = []
  for (const file of sources.filter(each => (pure as readonly string[]).includes(folderOf(each)))) {
    for (const specifier of importsOf(file))
      if (specifier.startsWith('node:')) wrong.push(`${file} imports ${specifier}`)
    const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    for (const [used] of text.matchAll(
      /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|process\.\w|Buffer\.\w)/g,
    )) {
      wrong.push(`${file} uses ${used}`)
    }
  }
  expect(wrong).toEqual([])
})

test('the entry imports nothing but node, so that --version loads nothing else', () => {
  const text = readFileSync(join(root, 'src/cli.ts'), 'utf8')
  const eager = [...text.matchAll(/^import .* from '([^']+)'/gm)].map(match => match[1] ?? '')
  expect(eager.every(specifier => specifier.startsWith('node:'))).toBe(true)
})
