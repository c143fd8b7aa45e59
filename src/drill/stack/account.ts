import {spawnSync} from 'node:child_process'
import {cpSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * The account that PostgreSQL's server runs as: it refuses to be root's. Null: our own. As root it is one without any
 * rights that is there already, so that none has to be made; the server looks it up by name.
 */
export const serverAccount = (): Account | null => {
  if (process.getuid?.() !== 0) return null
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .flatMap(([name = '', , uid = '', gid = '']) =>
      /^\d+$/.test(uid) && Number(uid) !== 0 ? [{name, uid: Number(uid), gid: Number(gid)}] : [],
    )
  const found =
    ['nobody', 'postgres', 'daemon']
      .map(name => accounts.find(each => each.name === name))
      .find(each => each) ?? accounts[0]
  if (found === undefined) throw new Error('no account but root, as whom PostgreSQL does not run')
  return {uid: found.uid, gid: found.gid}
}

/** PostgreSQL's files where the account can reach them: where they are, or else a copy below `data`. */
export const reachable = (native: string, account: Account | null, data: string): string => {
  if (account === null) return native
  const postgres = join(native, 'bin', 'postgres')
  if (spawnSync(postgres, ['--version'], {...account, stdio: 'ignore', env: {}}).status === 0) return native
  const copy = join(data, 'native')
  cpSync(native, copy, {recursive: true, verbatimSymlinks: true})
  return copy
}
