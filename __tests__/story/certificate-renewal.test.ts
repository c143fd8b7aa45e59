import {copyFileSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {cannotRun} from '../helpers/cannot-run.ts'
import {certificateMaker, type Issued} from '../helpers/certificates.ts'
import {hasNginx, startNginx} from '../helpers/private-nginx.ts'
import {shippedPlace, startShipped} from '../helpers/shipped-night.ts'

test('a certificate is renewed on two hosts, one after the other: what is served turns the rows green', async ({
  skip,
}) => {
  if (!hasNginx()) return cannotRun(skip, 'nginx is not installed')
  const place = shippedPlace()
  const {issue} = certificateMaker(join(place.dir, 'certificates'))
  const root = issue({name: 'Root', isAuthority: true})
  const between = issue({name: 'Intermediate', by: root, isAuthority: true})
  const names = 'DNS:localhost, DNS:www.shop.example'
  const old = issue({name: 'localhost', names, from: -90, until: -1, by: between})
  const fresh = issue({name: 'localhost', names, until: 90, by: between})
  const newCert = place.write('new/fullchain.pem', fresh.cert + between.cert)
  const newKey = place.write('new/key.pem', old.key)

  // Each host has files of its own. The first is known by its address, the second is also what users reach.
  const hosts = ['127.0.0.1', 'localhost'] as const
  const ports: number[] = []
  for (const host of hosts) {
    const dir = join(place.dir, 'hosts', host)
    mkdirSync(dir, {recursive: true})
    const keyFile = join(dir, 'site.key')
    copyFileSync(old.keyFile, keyFile)
    const own: Issued = {...old, keyFile}
    const nginx = await startNginx(dir, {site: {certificates: [own, between]}})
    onTestFinished(nginx.stop)
    ports.push(nginx.ports.site)
  }
  place.script(
    'scripts/install-certificate.sh',
    `cp '${newCert}' hosts/$1/site.pem\ncp '${newKey}' hosts/$1/site.key`,
  )
  // Not over a network, and nginx without systemd: what is tested and reloaded is the host's real nginx.
  place.script(
    'bin/ssh',
    `at="${place.dir}/hosts/$1"; shift
case "$*" in
'sudo nginx -t') exec nginx -t -p "$at" -c "$at/nginx.conf" -e stderr ;;
'sudo systemctl reload nginx') exec nginx -s reload -p "$at" -c "$at/nginx.conf" -e stderr ;;
*) exit 64 ;;
esac`,
  )

  const night = await startShipped('certificate-renewal', place, {
    NEW_CERT: newCert,
    NEW_KEY: newKey,
    SITE_NAME: 'localhost',
    SITE_URL: `https://localhost:${ports[1]}/`,
    HOST_1: '127.0.0.1',
    HOST_1_PORT: `${ports[0]}`,
    HOST_2: 'localhost',
    HOST_2_PORT: `${ports[1]}`,
    CA_FILE: root.certFile,
    PROMETHEUS_URL: 'http://nowhere.invalid:9090',
    ONCALL_CONTACT: 'the rota',
  })
  const {operator} = night

  // 1 The key of the old certificate was delivered with the new one; the right one is put in its place
  await night.reads('key', 'fail')
  writeFileSync(newKey, fresh.key)
  await operator.says('recheck')
  await night.ticks('key')
  await operator.says('ack')
  for (const item of ['chain', 'names', 'validity']) await night.ticks(item)
  await operator.says('goto chain')
  await operator.says('ack')
  await night.does('key-file', 'scp, mode 0600')
  await night.does('old-pair', 'beside it, in backup/')

  // 2 and 3 What is served is the expired one until its host was reloaded, and not before
  for (const [index, host] of hosts.entries()) {
    const number = index + 1
    await night.runs(`install-${number}`, 'run')
    expect(await night.runs(`test-${number}`)).toContain('test is successful')
    await operator.says(`goto reload-${number}`)
    operator.types('run')
    await operator.sees('type web-prod')
    await operator.says('yes')
    expect(night.place.happened(night.id, 'sensed').map(event => event.item)).not.toContain(`host-${number}`)
    expect(place.runs().filter(run => run.includes('reload'))).toHaveLength(index)
    await night.runs(`reload-${number}`, 'web-prod')
    await night.ticks(`host-${number}`)
    expect(
      place
        .runs()
        .filter(run => run.includes('reload'))
        .at(-1),
    ).toBe(`ssh [5] ${host} sudo systemctl reload nginx`)
  }

  // 4 From outside; what is not watched here is confirmed by hand
  await night.ticks('site')
  await operator.says('goto site-certificate')
  await operator.says('recheck')
  await night.ticks('site-certificate')
  await night.reads('monitoring', 'unknown')
  await operator.says('done looked at the certificate in a browser')
  await night.does('others', 'none')
  await night.does('tell-devops', 'Ece', 'chat', '10:20')
  await night.does('calendar', '2027-02-01')
  expect(await operator.says('contacts')).toContain('the rota')
  const {outcome, stateOf, items} = await night.closes()

  expect(outcome).toBe('complete')
  expect(stateOf('host-1')).toBe('done')
  expect(stateOf('monitoring')).toBe('confirmed')
  expect(items.filter(item => item.command?.exitCode === 0)).toHaveLength(6)
  expect(place.runs()).toEqual(
    hosts.flatMap(host => [
      `install-certificate.sh [1] ${host}`,
      `ssh [4] ${host} sudo nginx -t`,
      `ssh [5] ${host} sudo systemctl reload nginx`,
    ]),
  )
}, 120_000)
