#!/usr/bin/env node
// SPDX-License-Identifier: MIT
//
// Records what a real OpenCode says, for tests that need no server:
//
//     node tests/support/record.mjs [SCENARIO...]      all of them into tests/data/opencode
//
// SCENARIO.sse holds the raw bytes of /global/event from "server.connected" on. SCENARIO.WHAT.json is the body of a REST
// answer, SCENARIO.WHAT.STATUS.json one that was refused. The scenarios stand in recordscenarios.mjs.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OpenCodeHost, until, wait } from './opencodehost.mjs';
import { scenarios } from './recordscenarios.mjs';

const target = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'data', 'opencode');
const shop = '/home/dev/shop';

/** What a scenario can do; answers it keeps go beside the recording. */
class Scene {
  directory = shop;
  constructor(host, name) {
    this.host = host;
    this.name = name;
  }

  async ask(method, where, { keep, ...more } = {}) {
    const answer = await this.host.ask(method, where, { directory: this.directory, ...more });
    if (answer.status === 0) throw new Error(`${method} ${where}: ${answer.text}`);
    if (answer.status >= 400 && !keep) console.log(`${method} ${where}: ${answer.status} ${answer.text}`);
    if (keep) {
      const name = [this.name, keep, ...(answer.status < 300 ? [] : [answer.status]), 'json'].join('.');
      fs.writeFileSync(path.join(target, name), `${answer.text}\n`);
    }
    return answer;
  }

  get = (where, keep) => this.ask('GET', where, { keep });
  post = (where, body, keep) => this.ask('POST', where, { body: body ?? {}, keep });

  create = async (title, more = {}) => (await this.post('/session', { title, ...more }, more.keep)).body.id;
  prompt = (id, text) => this.post(`/session/${id}/prompt_async`, { parts: [{ type: 'text', text }] });
  messages = (id, keep = 'messages') => this.get(`/session/${id}/message`, keep);
  session = (id, keep = 'session') => this.get(`/session/${id}`, keep);
  waiting = (kind = 'permission') =>
    until(`a ${kind}`, async () => (await this.get(`/${kind}`)).body?.find((one) => !this.seen.has(one.id)));
  seen = new Set();
  /** The same by the stream alone. */
  asked = () =>
    until('permission.asked', () => {
      const text = Buffer.concat(this.stream.chunks.map((chunk) => chunk.bytes)).toString();
      const frames = [...text.matchAll(/^data: (.*)\n\n/gm)].map((found) => JSON.parse(found[1]).payload);
      return frames.find((frame) => frame.type === 'permission.asked')?.properties;
    });
  idle = (id) => until('the end of the turn', async () => !(await this.get('/session/status')).body[id]);

  async reply(request, reply, message, keep) {
    this.seen.add(request.id);
    return this.post(`/permission/${request.id}/reply`, { reply, ...(message && { message }) }, keep);
  }

  async turn(title, text) {
    const id = await this.create(title);
    await this.prompt(id, text);
    await wait(150); // busy is said a moment after the prompt is taken
    return id;
  }
}

const only = process.argv.slice(2);
fs.mkdirSync(target, { recursive: true });
for (const [name, play] of Object.entries(scenarios)) {
  if (only.length && !only.includes(name)) continue;
  const host = new OpenCodeHost();
  host.project(shop, {
    'README.md': '# Shop\n\nPrices are in cents.\n',
    'src/price.js': 'export const price = 100;\n',
  });
  host.project('/home/dev/site', { 'README.md': '# Site\n' });
  await host.start();
  const scene = new Scene(host, name);
  // The first turn brings plugins and catalogues; their start-up is no part of what is recorded.
  const first = await scene.turn('Warming up', '@say Ready.');
  await scene.idle(first);
  await scene.ask('DELETE', `/session/${first}`);
  await wait(500);
  const stream = await host.listen();
  scene.stream = stream;
  try {
    await play(scene, host);
    await wait(500);
  } finally {
    stream.stop();
    await host.stop();
  }
  const bytes = host.shown(Buffer.concat(stream.chunks.map((chunk) => chunk.bytes)).toString());
  if (bytes) fs.writeFileSync(path.join(target, `${name}.sse`), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}
