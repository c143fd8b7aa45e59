const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** What stands in for the programs of a production host on the PATH of the drill's commands, by name. */
export const toolScripts = (root: string, program: string): Readonly<Record<string, string>> => {
  const node = quoted(process.execPath)
  const ours = (role: string): string =>
    `#!/bin/sh\nexec ${node} -- ${quoted(program)} ${role} ${quoted(root)} "$@"\n`
  return {
    docker: ours('docker'),
    'docker-compose': ours('docker-compose'),
    pg_dump: ours('pg_dump'),
    psql: ours('psql'),
    'redis-cli': ours('redis-cli'),
    curl: ours('curl'),
    // The runbook names the logs of a production host; these are the drill's.
    tail: `#!/bin/sh
for word do
  shift
  case $word in /var/log/*) word=${quoted(`${root}/log/`)}"\${word#/var/log/}" ;; esac
  set -- "$@" "$word"
done
for program in /usr/bin/tail /bin/tail; do
  [ -x "$program" ] && exec "$program" "$@"
done
echo 'tail: not found' >&2
exit 127
`,
  }
}
