// SPDX-License-Identifier: MIT
// node server.mjs HEADGATE-CLI: runs the official Durable Streams server suite against `headgate-cli serve`, and again
// after a restart on the same data. Fails unless every test of it ran and passed.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

const expected = 332; // of version 0.3.6; fewer would mean that some did not run
const cli = process.argv[2];
const tools =
  process.env.HEADGATE_TEST_TOOLS ??
  path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'headgate-tests');
const suite = path.join(tools, 'server-suite');
const ownNode = path.join(tools, 'node', 'node');
const node = fs.existsSync(ownNode) ? ownNode : process.execPath;
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'headgate-suite-'));
// Within the installation, so that the import is found; outside node_modules, where vitest does not look.
const work = fs.mkdtempSync(path.join(suite, 'run-'));

function cleanUp() {
  fs.rmSync(scratch, { recursive: true, force: true });
  fs.rmSync(work, { recursive: true, force: true });
}

async function serve() {
  const server = spawn(
    cli,
    ['serve', '--port', '0', '--data', path.join(scratch, 'data'), '--cors-origin', '*', '--long-poll-timeout', '500ms'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of readline.createInterface({ input: server.stdout })) {
    const url = /^Headgate serving (http:\/\/[^/]+)\/v1\/stream\/$/.exec(line);
    if (url) return { server, base: url[1] };
  }
  throw new Error('the server did not start');
}

function runSuite(base, more = []) {
  const report = path.join(scratch, 'report.json');
  fs.writeFileSync(
    path.join(work, 'suite.test.mjs'),
    `import { runConformanceTests } from '@durable-streams/server-conformance-tests';
runConformanceTests({ baseUrl: ${JSON.stringify(base)} });
`,
  );
  fs.rmSync(report, { force: true });
  // The suite compares some bodies byte by byte, which takes a busy machine longer than vitest's five seconds.
  const args = ['run', 'suite.test.mjs', '--root', work, '--test-timeout=60000', '--reporter=json', `--outputFile=${report}`];
  const vitest = spawnSync(node, [path.join(suite, 'node_modules/vitest/vitest.mjs'), ...args, ...more], {
    cwd: work,
    encoding: 'utf8',
  });
  if (!fs.existsSync(report)) throw new Error(`vitest wrote no report:\n${vitest.stdout}${vitest.stderr}`);
  const tests = JSON.parse(fs.readFileSync(report, 'utf8')).testResults.flatMap((file) => file.assertionResults);
  const failed = tests.filter((test) => test.status === 'failed');
  for (const test of failed) console.log(`FAIL ${test.fullName}\n     ${(test.failureMessages[0] ?? '').split('\n')[0]}`);
  const passed = tests.filter((test) => test.status === 'passed');
  console.log(`${passed.length} passed, ${failed.length} failed`);
  return { passed: passed.map((test) => test.fullName), failed: failed.map((test) => test.fullName) };
}

// Times to live of two seconds are measured by a clock that a machine which stands still for half of one runs past.
// Where nothing else failed, that group runs once more, with nothing beside it.
const timed = 'TTL Expiration Behavior';

function passes(base) {
  const all = runSuite(base);
  let passed = all.passed.length;
  if (all.failed.length > 0 && all.failed.every((name) => name.startsWith(timed))) {
    console.log(`once more, alone: ${timed}`);
    const again = runSuite(base, ['--testNamePattern', timed]);
    if (again.failed.length === 0) passed += all.failed.filter((name) => again.passed.includes(name)).length;
  }
  return passed === expected;
}

async function round(name) {
  const { server, base } = await serve();
  console.log(`${name}: ${base}`);
  let good = false;
  try {
    good = passes(base);
  } finally {
    server.kill('SIGTERM');
  }
  const code = server.exitCode ?? (await new Promise((resolve) => server.once('exit', resolve)));
  if (code !== 0) console.log(`the server ended with ${code}`);
  return good && code === 0;
}

let good = false;
try {
  good = (await round('with no data')) && (await round('restarted on the same data'));
} finally {
  cleanUp();
}
process.exit(good ? 0 : 1);
