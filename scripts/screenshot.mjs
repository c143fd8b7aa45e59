// Draws docs/pictures from the built program: walks the default runbook in a pseudo-terminal, on a stand-in of the system,
// up to a telling moment. npm run screenshot
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {build} from 'esbuild'
import {root} from './bundle.mjs'

// The helpers of the tests clean up when their test has finished; here that is the end of the script.
const withoutTests = {
  name: 'without-tests',
  setup: builder => {
    builder.onResolve({filter: /^vitest$/}, () => ({path: 'vitest', namespace: 'without-tests'}))
    builder.onLoad({filter: /.*/, namespace: 'without-tests'}, () => ({
      contents: 'export const onTestFinished = clean => void globalThis.cleanUps.push(clean)',
    }))
  },
}

globalThis.cleanUps = []
const pictures = join(root, 'docs', 'pictures')
// Beside node_modules, where the bundle finds what it imports, and as deep as the helpers, which look for the program.
const bundled = mkdtempSync(join(root, '.dist-picture-'))
try {
  const outfile = join(bundled, 'helpers', 'screen-picture.mjs')
  await build({
    absWorkingDir: root,
    entryPoints: ['__tests__/helpers/screen-picture.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    plugins: [withoutTests],
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  const {drawPictures, drawDrill} = await import(pathToFileURL(outfile).href)
  mkdirSync(pictures, {recursive: true})
  for (const language of ['en', 'tr']) {
    const suffix = language === 'en' ? '' : `.${language}`
    for (const [name, svg] of Object.entries({
      ...(await drawPictures(language)),
      drill: await drawDrill(language),
    })) {
      const path = join(pictures, `${name}${suffix}.svg`)
      writeFileSync(path, svg)
      console.log(path)
    }
  }
} finally {
  for (const clean of globalThis.cleanUps.reverse()) await clean()
  rmSync(bundled, {recursive: true, force: true})
}
