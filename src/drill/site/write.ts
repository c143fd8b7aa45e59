import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {layoutOf} from '../layout.ts'
import type {DrillRecord} from '../record.ts'
import {composeFile} from './compose-file.ts'
import {migrationFiles, releases} from './releases.ts'
import {backupScript, rollbackScript} from './scripts.ts'
import {siteSettings} from './settings.ts'
import {toolScripts} from './tool-scripts.ts'

const asEnvFile = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('')

/** Writes what an operator finds on the host: settings, compose file, scripts, releases; and the programs on its PATH. */
export const writeSite = (root: string, record: DrillRecord, program: string): void => {
  const {site, bin} = layoutOf(root)
  const write = (path: string, text: string, mode = 0o600): void => {
    mkdirSync(dirname(path), {recursive: true, mode: 0o700})
    writeFileSync(path, text, {mode})
    chmodSync(path, mode)
  }
  write(join(site, '.env'), asEnvFile(siteSettings(root, record)))
  write(join(site, 'docker-compose.prod.yml'), composeFile)
  write(join(site, 'scripts', 'backup.sh'), backupScript, 0o700)
  write(join(site, 'scripts', 'rollback.sh'), rollbackScript, 0o700)
  mkdirSync(join(site, 'backups'), {recursive: true, mode: 0o700})
  mkdirSync(join(site, 'media'), {recursive: true, mode: 0o700})
  for (const release of [releases.before, releases.tonight]) {
    const directory = join(site, 'releases', release)
    write(join(directory, 'RELEASE'), `${release}\n`)
    for (const path of migrationFiles(release)) write(join(directory, path), '# rehearsed, not run\n')
  }
  // What runs at the start is the release of tonight.
  write(join(site, 'RELEASE'), `${releases.tonight}\n`)
  for (const path of migrationFiles(releases.tonight)) write(join(site, path), '# rehearsed, not run\n')
  for (const [name, text] of Object.entries(toolScripts(root, program))) write(join(bin, name), text, 0o700)
}
