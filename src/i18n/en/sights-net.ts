import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What probes over the network see: http, tls, tcp, smtp, prometheus; and how every probe says what it expected. */
export const netSights = {
  'time-over': () => say`no answer in time`,

  // What is expected, as parts of one sentence
  'want-not': ({value}: {readonly value: Safe}) => say`not ${value}`,
  'want-one-of': ({values}: {readonly values: Safe}) => say`one of ${values}`,
  'want-contains': ({value}: {readonly value: Safe}) => say`holds "${value}"`,
  'want-lacks': ({value}: {readonly value: Safe}) => say`does not hold "${value}"`,
  'want-matches': ({pattern}: {readonly pattern: Safe}) => say`matches /${pattern}/`,
  'want-min': ({limit}: {readonly limit: Safe}) => say`at least ${limit}`,
  'want-max': ({limit}: {readonly limit: Safe}) => say`at most ${limit}`,
  'want-some': () => say`some value`,
  'want-none': () => say`no value`,
  'seen-none': () => say`no value`,
  'seen-empty': () => say`empty`,
  'as-expected': ({seen, wanted}: {readonly seen: Safe; readonly wanted: Safe}) =>
    say`${seen} (expected: ${wanted})`,
  'not-as-expected': ({seen, wanted}: {readonly seen: Safe; readonly wanted: Safe}) =>
    say`${seen}, but expected: ${wanted}`,
  'no-limit': ({text}: {readonly text: Safe}) =>
    say`"${text}" is no whole number; correct it in the probes file or in its variable`,

  'pattern-slow': ({limit}: {readonly limit: Safe}) =>
    say`a pattern of this probe takes more than ${limit} on what was read: write it without repetitions inside repetitions`,

  // What stands between us and another host
  'dns-unknown': ({host}: {readonly host: Safe}) =>
    say`no address is known for ${host}: check the name, and the name server of this host`,
  'dns-slow': ({host}: {readonly host: Safe}) =>
    say`the name server gave no answer for ${host}: check /etc/resolv.conf of this host`,
  'dns-failed': ({host}: {readonly host: Safe}) =>
    say`${host} could not be looked up: the name server of this host fails`,
  refused: ({address}: {readonly address: Safe}) => say`nobody listens at ${address}: is the service up?`,
  unreachable: ({address}: {readonly address: Safe}) =>
    say`${address} cannot be reached: host down or no route`,
  'no-network': ({address}: {readonly address: Safe}) => say`this host has no network towards ${address}`,
  closed: ({address}: {readonly address: Safe}) => say`${address} closed the connection without an answer`,
  reset: ({address}: {readonly address: Safe}) => say`${address} broke the connection off`,
  'no-tls': ({address}: {readonly address: Safe}) =>
    say`${address} does not speak TLS: is it the right port, and meant to be encrypted?`,
  'tls-failed': ({address, code}: {readonly address: Safe; readonly code: Safe}) =>
    say`no TLS connection with ${address} (${code})`,
  'slow-connect': ({address, limit}: {readonly address: Safe; readonly limit: Safe}) =>
    say`${address} took no connection within ${limit}: host down, or a firewall drops it`,
  'slow-tls': ({address, limit}: {readonly address: Safe; readonly limit: Safe}) =>
    say`${address} took the connection, but no TLS handshake ended within ${limit}`,
  'slow-answer': ({address, limit}: {readonly address: Safe; readonly limit: Safe}) =>
    say`${address} took the connection, but gave no whole answer within ${limit}: it hangs or is overloaded`,
  'too-many-files': ({code}: {readonly code: Safe}) => say`this host has no file handles left (${code})`,
  'not-permitted': ({address, code}: {readonly address: Safe; readonly code: Safe}) =>
    say`this host does not let us connect to ${address} (${code})`,
  'bad-address': ({address}: {readonly address: Safe}) =>
    say`"${address}" is no address: correct it in the probes file or in its variable`,
  'ca-file': ({path, code}: {readonly path: Safe; readonly code: Safe}) =>
    say`the file of trusted certificates ${path} gives none (${code}): correct ca or its variable`,
  'not-understood': ({address, message}: {readonly address: Safe; readonly message: Safe}) =>
    say`${address}: ${message}`,

  // Certificates
  'cert-expired': ({when}: {readonly when: Safe}) => say`the certificate has expired (${when}): renew it`,
  'cert-not-yet': ({when}: {readonly when: Safe}) =>
    say`the certificate is not valid yet (${when}): check it, and the clock of this host`,
  'cert-wrong-name': ({name, names}: {readonly name: Safe; readonly names: Safe}) =>
    say`the certificate is not for ${name}, but for ${names}`,
  'cert-self-signed': () => say`the certificate is self-signed: nobody vouches for it`,
  'cert-unknown-authority': ({issuer}: {readonly issuer: Safe}) =>
    say`the authority ${issuer} is not trusted here: if it is your own, name its file as ca (CA_FILE)`,
  'cert-incomplete': ({issuer}: {readonly issuer: Safe}) =>
    say`the chain is incomplete: the server does not send the certificate of ${issuer}; add it there, or name it as ca`,
  'cert-revoked': () => say`the certificate has been revoked`,
  'cert-fault': ({code}: {readonly code: Safe}) => say`the certificate cannot be verified (${code})`,
  'cert-none': ({address}: {readonly address: Safe}) => say`${address} showed no certificate`,
  'cert-unencrypted': ({url}: {readonly url: Safe}) =>
    say`${url} is not https: there is no certificate to look at`,
  'cert-ends': ({left, date}: {readonly left: Safe; readonly date: Safe}) =>
    say`valid for ${left} (until ${date})`,
  'cert-ends-soon': ({left, date}: {readonly left: Safe; readonly date: Safe}) =>
    say`the certificate ends in ${left} (${date}): renew it`,
  'cert-upper-ends-soon': ({
    left,
    date,
    name,
  }: {
    readonly left: Safe
    readonly date: Safe
    readonly name: Safe
  }) => say`the certificate of the authority ${name} ends in ${left} (${date})`,
  'cert-line': ({
    name,
    issuer,
    from,
    until,
  }: {
    readonly name: Safe
    readonly issuer: Safe
    readonly from: Safe
    readonly until: Safe
  }) => say`${name}, issued by ${issuer}, valid from ${from} until ${until}`,
  'cert-names': ({names}: {readonly names: Safe}) => say`names: ${names}`,
  'cert-protocol': ({protocol, cipher}: {readonly protocol: Safe; readonly cipher: Safe}) =>
    say`spoken: ${protocol}, ${cipher}`,
  'of-some-other': () => say`other names`,
  'of-unknown': () => say`unknown`,

  // tcp
  connected: ({address, time}: {readonly address: Safe; readonly time: Safe}) =>
    say`${address} takes connections (${time})`,
  'connected-late': ({
    address,
    time,
    limit,
  }: {
    readonly address: Safe
    readonly time: Safe
    readonly limit: Safe
  }) => say`${address} took the connection after ${time}, but expected: under ${limit}`,
  'banner-says': ({banner}: {readonly banner: Safe}) => say`says first: ${banner}`,
  'banner-silent': ({address, wanted}: {readonly address: Safe; readonly wanted: Safe}) =>
    say`${address} took the connection and said nothing, but expected: ${wanted}`,
  'banner-wrong': ({address, judged}: {readonly address: Safe; readonly judged: Safe}) =>
    say`${address} says first: ${judged}`,

  // http
  'no-http': ({address}: {readonly address: Safe}) =>
    say`${address} does not answer as HTTP: is it the right port?`,
  'bad-encoding': ({address, code}: {readonly address: Safe; readonly code: Safe}) =>
    say`${address} sends a body that cannot be unpacked (${code})`,
  'http-status': ({status}: {readonly status: number}) => say`status ${status}`,
  'http-type': () => say`type`,
  'http-body': () => say`body`,
  'http-size': () => say`size`,
  'http-url': () => say`address`,
  'http-asks-login': () => say`it asks for a login`,
  'form-again': () => say`the form came again: wrong name or password, or the login does not work`,
  'csrf-refused': () => say`the CSRF check refused it`,
  'leads-to': ({url}: {readonly url: Safe}) => say`leads to ${url}`,
  'cookie-held': ({name}: {readonly name: Safe}) => say`cookie ${name} is held`,
  'cookie-missing': ({name}: {readonly name: Safe}) => say`no cookie ${name} was set`,
  'cookie-insecure': ({name}: {readonly name: Safe}) =>
    say`cookie ${name} is for https alone, but came over http, so no browser keeps it: use the https address`,
  'csrf-no-cookie': ({name}: {readonly name: Safe}) =>
    say`no cookie ${name} is held to take the CSRF token from: an earlier step has to fetch the form`,
  'no-json': ({seen}: {readonly seen: Safe}) => say`the body is no JSON, it begins: ${seen}`,
  'body-begins': ({text}: {readonly text: Safe}) => say`body begins with "${text}"`,
  'body-ends': ({text}: {readonly text: Safe}) => say`body ends with "${text}"`,
  'body-was': ({text}: {readonly text: Safe}) => say`body: ${text}`,
  'body-too-large': ({size}: {readonly size: Safe}) =>
    say`the body is larger than ${size} and was not read further`,
  'redirects-too-many': ({url, count}: {readonly url: Safe; readonly count: number}) =>
    say`still redirected after ${count} redirects, last by ${url}: going in a circle?`,
  'redirects-insecure': ({url}: {readonly url: Safe; readonly count: number}) =>
    say`${url} redirects from https to http; that was not followed`,
  'redirects-bad-target': ({url}: {readonly url: Safe; readonly count: number}) =>
    say`${url} redirects to what is no web address`,
  'nothing-to-save': ({name, from}: {readonly name: Safe; readonly from: Safe}) =>
    say`nothing to save as ${name}: the answer has no ${from}`,
  'time-under': ({limit}: {readonly limit: Safe}) => say`under ${limit}`,
  'http-line': ({
    method,
    url,
    status,
    time,
    size,
    type,
  }: {
    readonly method: Safe
    readonly url: Safe
    readonly status: number
    readonly time: Safe
    readonly size: Safe
    readonly type: Safe
  }) => say`${method} ${url}: ${status}, ${time}, ${size}, ${type}`,
  'http-fine': ({status, time}: {readonly status: number; readonly time: Safe}) =>
    say`status ${status}, ${time}`,
  'flow-fine': ({count, time}: {readonly count: number; readonly time: Safe}) =>
    say`${count} of ${count} steps as expected, ${time}`,
  'latency-is': ({
    percentile,
    time,
    count,
  }: {
    readonly percentile: number
    readonly time: Safe
    readonly count: number
  }) => say`p${percentile} ${time} of ${count} samples`,
  'latency-spread': ({
    least,
    median,
    most,
  }: {
    readonly least: Safe
    readonly median: Safe
    readonly most: Safe
  }) => say`fastest ${least}, median ${median}, slowest ${most}`,
  'latency-decided': ({
    slow,
    count,
    of,
    percentile,
    slowest,
  }: {
    readonly slow: number
    readonly count: number
    readonly of: number
    readonly percentile: number
    readonly slowest: Safe
  }) =>
    say`${slow} of the first ${count} of ${of} samples took longer, up to ${slowest}, which decides p${percentile}`,
  'latency-cut': ({
    count,
    of,
    limit,
    slowest,
  }: {
    readonly count: number
    readonly of: number
    readonly limit: Safe
    readonly slowest: Safe
  }) => say`only ${count} of ${of} samples within ${limit}, the slowest took ${slowest}`,

  // prometheus
  'prometheus-auth': ({address, status}: {readonly address: Safe; readonly status: number}) =>
    say`${address} asks for a login (status ${status}): put a name and password into its address`,
  'prometheus-refuses': ({query, error}: {readonly query: Safe; readonly error: Safe}) =>
    say`Prometheus refuses the query ${query}: ${error}`,
  'prometheus-status': ({
    address,
    status,
    body,
  }: {
    readonly address: Safe
    readonly status: number
    readonly body: Safe
  }) => say`${address} answers with status ${status}: ${body}`,
  'prometheus-none': ({address, body}: {readonly address: Safe; readonly body: Safe}) =>
    say`${address} is no Prometheus, its answer begins: ${body}`,
  'prometheus-form': ({query}: {readonly query: Safe}) =>
    say`the query ${query} gives neither a vector nor a scalar: correct it in the probes file`,
  'prometheus-too-many': ({query}: {readonly query: Safe}) =>
    say`the query ${query} gives more series than are read: make it narrower`,
  'nothing-measured': ({query}: {readonly query: Safe}) =>
    say`${query} has no answer: nothing was measured, so nothing can be said`,
  'no-baseline': () => say`no baseline was taken: there is nothing to compare with`,
  'series-count': () => say`series`,
  'series-none': () => say`no series: nothing was measured`,
  'series-empty': () => say`no series`,
  'series-taken': ({count}: {readonly count: number}) => say`${count} series`,
  'series-no-common': () => say`none of the series of before is there: nothing to compare`,
  'series-new': ({
    names,
    before,
    after,
  }: {
    readonly names: Safe
    readonly before: number
    readonly after: number
  }) => say`new since before (${before} → ${after} series): ${names}`,
  'series-gone': ({
    names,
    before,
    after,
  }: {
    readonly names: Safe
    readonly before: number
    readonly after: number
  }) => say`gone since before (${before} → ${after} series): ${names}`,
  'series-as-before': ({before, after}: {readonly before: number; readonly after: number}) =>
    say`no new series (${before} → ${after})`,

  // smtp
  'smtp-none': ({address, heard}: {readonly address: Safe; readonly heard: Safe}) =>
    say`${address} is no mail server, it says: ${heard}`,
  'smtp-greeting': ({reply}: {readonly reply: Safe}) => say`the mail server turns us away: ${reply}`,
  'smtp-refuses-hello': ({reply}: {readonly reply: Safe}) =>
    say`the mail server refuses how we introduce ourselves: ${reply}`,
  'smtp-no-starttls': () =>
    say`the mail server offers no STARTTLS, so nothing was sent over it: check the port, or its certificate settings`,
  'smtp-refuses-starttls': ({reply}: {readonly reply: Safe}) =>
    say`the mail server refuses STARTTLS: ${reply}`,
  'smtp-no-login': () =>
    say`the mail server offers no login here: check the port and whether it wants TLS first`,
  'smtp-other-login': ({ways}: {readonly ways: Safe}) =>
    say`the mail server offers only ways to log in that are not known here: ${ways}`,
  'smtp-login-refused': ({user, reply}: {readonly user: Safe; readonly reply: Safe}) =>
    say`the mail server does not let ${user} in, wrong password? ${reply}`,
  'smtp-login-fails': ({user, reply}: {readonly user: Safe; readonly reply: Safe}) =>
    say`the mail server cannot log ${user} in now: ${reply}`,
  'smtp-asks-login': ({reply}: {readonly reply: Safe}) => say`the mail server asks for a login: ${reply}`,
  'smtp-refuses-sender': ({reply}: {readonly reply: Safe}) =>
    say`the mail server refuses the sender: ${reply}`,
  'smtp-refuses-recipient': ({reply}: {readonly reply: Safe}) =>
    say`the mail server refuses the recipient: ${reply}`,
  'smtp-refuses-message': ({reply}: {readonly reply: Safe}) =>
    say`the mail server refuses the message: ${reply}`,
  'smtp-unknown-fate': () =>
    say`the message was handed over, but the mail server never answered: whether it was taken is unknown, look into the mailbox`,
  'smtp-bad-mailbox': ({mailbox}: {readonly mailbox: Safe}) => say`"${mailbox}" is no mail address`,
  'smtp-plain': () => say`not encrypted`,
  'smtp-bare-password': () => say`the password went over the network unencrypted`,
  'smtp-logged-in': ({user}: {readonly user: Safe}) => say`${user} is logged in`,
  'smtp-recipient': ({to}: {readonly to: Safe}) => say`recipient ${to} is accepted (nothing was sent)`,
  'smtp-delivered': ({to, reply}: {readonly to: Safe; readonly reply: Safe}) =>
    say`message to ${to} is accepted (${reply})`,
  'smtp-mail-body': ({host}: {readonly host: Safe}) =>
    say`This message was sent by rollcall on ${host} to see that e-mail is delivered. Nothing needs to be done.`,
}

export type NetSightTexts = typeof netSights
