// SPDX-License-Identifier: MIT
// node client.mjs HEADGATE-CLI: the official TypeScript client, pinned, reads and writes `headgate-cli serve`: every
// kind of content over every kind of read, idempotent producers, and a server that is killed in the middle.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';

const cli = process.argv[2];
const tools =
  process.env.HEADGATE_TEST_TOOLS ??
  path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'headgate-tests');
const { DurableStream, IdempotentProducer, StaleEpochError } = await import(
  pathToFileURL(fs.realpathSync(path.join(tools, 'client', 'client')))
);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'headgate-client-'));
const limit = 60_000; // of one case; then something hangs

let server;
let base;
let streams = 0;

async function serve(port = 0) {
  const args = ['serve', '--port', String(port), '--data', path.join(scratch, 'data'), '--long-poll-timeout', '500ms'];
  server = spawn(cli, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of readline.createInterface({ input: server.stdout })) {
    const url = /^Headgate serving (http:\/\/[^/]+)\/v1\/stream\/$/.exec(line);
    if (!url) continue;
    base = url[1];
    return;
  }
  throw new Error('the server did not start');
}

async function end(signal) {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  return ended;
}

const newUrl = () => `${base}/v1/stream/client/${++streams}`;
const create = (contentType) => DurableStream.create({ url: newUrl(), contentType });
const numbers = (from, to) => Array.from({ length: to - from }, (_, i) => ({ n: from + i }));

/** Everything up to the end of the stream, as a live reader is told it; `begun` is called once it has caught up. */
async function readLive(stream, live, begun) {
  const values = [];
  const response = await stream.stream({ offset: '-1', live });
  let first = true;
  await new Promise((over) => {
    // `response.closed` may come before the last batch.
    response.subscribeJson((batch) => {
      values.push(...batch.items);
      if (batch.upToDate && first) {
        first = false;
        begun();
      }
      if (batch.streamClosed) over();
    });
  });
  return values;
}

const cases = {
  'JSON is written and read back': async () => {
    const stream = await create('application/json');
    await stream.append(JSON.stringify({ n: 0, text: 'Grüße \u2028 "\\\u0000"' }));
    await stream.append(JSON.stringify([[1, 2], 3]));
    const response = await stream.stream({ offset: '-1', live: false });
    assert.deepEqual(await response.json(), [{ n: 0, text: 'Grüße \u2028 "\\\u0000"' }, [[1, 2], 3]]);
    const head = await stream.head();
    assert.equal(head.contentType, 'application/json');
    assert.equal(head.offset, response.offset);
    assert.deepEqual(await (await stream.stream({ offset: head.offset, live: false })).json(), []);
  },
  'a long stream is read in several answers': async () => {
    const stream = await create('application/json');
    const text = 'x'.repeat(1000);
    for (let i = 0; i < 12; ++i)
      await Promise.all(numbers(i * 1000, i * 1000 + 1000).map((one) => stream.append(JSON.stringify({ ...one, text }))));
    // With `live: false` this client asks once and leaves the rest to its caller.
    const values = await (await stream.stream({ offset: '-1', live: true })).json();
    assert.deepEqual(values.map((one) => one.n).sort((a, b) => a - b), numbers(0, 12000).map((one) => one.n));
  },
  ...Object.fromEntries(
    ['sse', 'long-poll', true].map((live) => [
      `JSON is followed live: ${live}`,
      async () => {
        const stream = await create('application/json');
        for (const one of numbers(0, 10)) await stream.append(JSON.stringify(one));
        const values = await readLive(stream, live, () => {
          (async () => {
            for (const one of numbers(10, 200)) await stream.append(JSON.stringify(one));
            await stream.close({ body: JSON.stringify({ n: 200 }) });
          })();
        });
        assert.deepEqual(values, numbers(0, 201));
      },
    ]),
  ),
  ...Object.fromEntries(
    [false, 'sse', 'long-poll'].map((live) => [
      `bytes are read as they were written: ${live}`,
      async () => {
        const stream = await create('application/octet-stream');
        const written = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7) % 256));
        for (let at = 0; at < written.length; at += 1000) await stream.append(written.subarray(at, at + 1000));
        const chunks = [];
        const response = await stream.stream({ offset: '-1', live });
        if (live === false) {
          chunks.push(await response.body());
        } else {
          let first = true;
          await new Promise((over) => {
            response.subscribeBytes((chunk) => {
              chunks.push(chunk.data);
              if (first) stream.append(written).then(() => stream.close());
              first = false;
              if (chunk.streamClosed) over();
            });
          });
        }
        assert.deepEqual(Buffer.concat(chunks), live === false ? written : Buffer.concat([written, written]));
      },
    ]),
  ),
  'text keeps its lines over SSE': async () => {
    const stream = await create('text/plain');
    await stream.append('one\ntwo\n\nfour ü');
    await stream.close();
    let text = '';
    const response = await stream.stream({ offset: '-1', live: 'sse' });
    await new Promise((over) => {
      response.subscribeText((chunk) => {
        text += chunk.text;
        if (chunk.streamClosed) over();
      });
    });
    assert.equal(text, 'one\ntwo\n\nfour ü');
  },
  'a producer writes each value once': async () => {
    const stream = await create('application/json');
    const options = { epoch: 0, lingerMs: 1, maxBatchBytes: 2000, maxInFlight: 5 };
    const write = async (producer, from, to) => {
      for (const one of numbers(from, to)) producer.append(JSON.stringify(one));
      await producer.flush();
    };
    await write(new IdempotentProducer(stream, 'p', options), 0, 2000);
    // The same again is a repetition.
    await write(new IdempotentProducer(stream, 'p', { ...options, maxInFlight: 1 }), 0, 10);
    const values = await (await stream.stream({ offset: '-1', live: false })).json();
    assert.deepEqual(values, numbers(0, 2000));
    await write(new IdempotentProducer(stream, 'p', { ...options, epoch: 1 }), 2000, 2001);
    const stale = [];
    const old = new IdempotentProducer(stream, 'p', { ...options, onError: (error) => stale.push(error) });
    await write(old, 5000, 5001).catch((error) => stale.push(error));
    assert.ok(stale[0] instanceof StaleEpochError, String(stale[0]));
    const claimed = new IdempotentProducer(stream, 'p', { ...options, autoClaim: true });
    await write(claimed, 2001, 2002);
    await claimed.close();
    const all = await stream.stream({ offset: '-1', live: false });
    assert.deepEqual(await all.json(), numbers(0, 2002));
    assert.equal(all.streamClosed, true);
  },
  'errors are those the client knows': async () => {
    const none = new DurableStream({ url: newUrl() });
    assert.equal((await none.head()).exists, false);
    await assert.rejects(none.append('1'), (error) => error.status === 404 || error.code === 'NOT_FOUND');
    const stream = await create('application/json');
    await assert.rejects(
      DurableStream.create({ url: stream.url, contentType: 'text/plain' }),
      (error) => error.status === 409,
    );
    await stream.close();
    await assert.rejects(
      stream.append('1'),
      (error) => error.status === 409 && error.headers['stream-closed'] === 'true',
    );
    await DurableStream.delete({ url: stream.url });
    assert.equal((await stream.head()).exists, false);
  },
  'a reader and a producer go on after the server was killed': async () => {
    const stream = await create('application/json');
    const producer = new IdempotentProducer(stream, 'p', { lingerMs: 1, maxBatchBytes: 500 });
    const port = Number(new URL(base).port);
    const values = [];
    let offset = '-1';
    for (let turn = 0; turn < 3; ++turn) {
      for (const one of numbers(turn * 100, turn * 100 + 100)) producer.append(JSON.stringify(one));
      await producer.flush();
      await end('SIGKILL');
      await serve(port);
      const response = await stream.stream({ offset, live: false });
      values.push(...(await response.json()));
      offset = response.offset;
    }
    assert.deepEqual(values, numbers(0, 300));
  },
};

let failed = 0;
try {
  await serve();
  for (const [name, run] of Object.entries(cases)) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error('it did not end')), limit);
    });
    try {
      await Promise.race([run(), late]);
      console.log(`PASS ${name}`);
    } catch (error) {
      ++failed;
      console.log(`FAIL ${name}\n     ${error?.stack ?? error}`);
    }
    clearTimeout(timer);
  }
  const code = await end('SIGTERM');
  if (code !== 0) {
    ++failed;
    console.log(`the server ended with ${code}`);
  }
} finally {
  server?.kill('SIGKILL');
  fs.rmSync(scratch, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
