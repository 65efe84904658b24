// SPDX-License-Identifier: MIT
// Starts the real OpenCode with the scripted model in a home of its own, for the recorder. Paths in what it records read
// as if that home were /home/dev.

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startModel } from './scriptedmodel.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const shared = JSON.parse(fs.readFileSync(path.join(here, 'opencode.json'), 'utf8'));
const tools =
  process.env.HEADGATE_TEST_TOOLS ??
  path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'headgate-tests');

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function until(what, ask, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(40)) {
    const found = await ask();
    if (found) return found;
  }
  throw new Error(`waited ${seconds} s in vain for ${what}`);
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

export class OpenCodeHost {
  #root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'headgate-record-')));
  #model;
  #server;
  #port;

  /** `change` gets the configuration and can alter it in place. */
  async start({ stories = [], change = () => {} } = {}) {
    this.#model = await startModel({ stories });
    const config = JSON.parse(JSON.stringify(shared.config).replaceAll('%MODEL%', this.#model.url));
    change(config);
    this.write('/home/dev/.config/opencode/opencode.json', JSON.stringify(config));
    this.#port = await freePort();
    await this.boot();
  }

  async boot() {
    const home = this.real('/home/dev');
    const env = { PATH: process.env.PATH, ...shared.environment, HOME: home, TMPDIR: path.join(home, '.tmp') };
    for (const [name, dir] of Object.entries({ CONFIG: '.config', DATA: '.data', STATE: '.state', CACHE: '.cache' }))
      env[`XDG_${name}_HOME`] = path.join(home, dir);
    fs.mkdirSync(env.TMPDIR, { recursive: true });
    const log = fs.openSync(path.join(this.#root, 'server.log'), 'a');
    const args = ['serve', '--hostname', '127.0.0.1', '--port', String(this.#port)];
    const program = path.join(tools, 'opencode', 'opencode');
    this.#server = spawn(program, args, { cwd: home, env, stdio: ['ignore', log, log], detached: true });
    await until('the server', async () => (await this.ask('GET', '/global/health', { patience: 1000 })).status === 200);
  }

  kill9() {
    process.kill(this.#server.pid, 'SIGKILL');
  }

  async stop() {
    try {
      process.kill(-this.#server.pid, 'SIGKILL');
    } catch {
      // it is gone already
    }
    this.#model.stop();
    await wait(200);
    fs.rmSync(this.#root, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A path as recordings show it -> where it really is. */
  real(shown) {
    return path.join(this.#root, shown);
  }

  shown(text) {
    return text.replaceAll(this.#root, '');
  }

  write(shown, text) {
    fs.mkdirSync(path.dirname(this.real(shown)), { recursive: true });
    fs.writeFileSync(this.real(shown), text);
  }

  /** A git project with one commit; files: { path: text }. */
  project(shown, files) {
    for (const [name, text] of Object.entries(files)) this.write(`${shown}/${name}`, text);
    const git = (...args) => {
      const who = ['-c', 'user.name=Dev', '-c', 'user.email=dev@example.org'];
      const day = '2026-01-05T09:00:00Z'; // the first commit is the project's id: the same in each recording
      const env = { ...process.env, GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day };
      const done = spawnSync('git', [...who, ...args], { cwd: this.real(shown), env });
      if (done.status !== 0) throw new Error(`git ${args}: ${done.stderr}`);
    };
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-qm', 'Begin');
  }

  /** { status, headers, text, body }; status 0: no answer within `patience` ms. */
  async ask(method, where, { body, directory, patience = 60000 } = {}) {
    const headers = { 'content-type': 'application/json' };
    if (directory) headers['x-opencode-directory'] = encodeURIComponent(this.real(directory));
    try {
      const signal = AbortSignal.timeout(patience);
      const options = { method, headers, signal, body: body && JSON.stringify(body) };
      const answer = await fetch(`http://127.0.0.1:${this.#port}${where}`, options);
      const text = this.shown(await answer.text());
      let value;
      try {
        value = JSON.parse(text);
      } catch {
        value = undefined; // 401 and 204 have no body
      }
      return { status: answer.status, headers: Object.fromEntries(answer.headers), text, body: value };
    } catch (problem) {
      return { status: 0, headers: {}, text: String(problem), body: undefined };
    }
  }

  /** Listens to /global/event until stop(): { chunks: [{ at, bytes }], stop }. */
  async listen() {
    const chunks = [];
    const request = http.get({ host: '127.0.0.1', port: this.#port, path: '/global/event', agent: false });
    request.on('error', () => {});
    const answer = await new Promise((resolve) => request.on('response', resolve));
    answer.on('data', (bytes) => chunks.push({ at: Date.now(), bytes }));
    answer.on('error', () => {});
    await wait(300); // its listener attaches late: what happens sooner may be missed
    return { chunks, stop: () => request.destroy() };
  }
}
