#!/usr/bin/env node
// SPDX-License-Identifier: MIT
//
// Records the demo: node tests/support/recorddemo.mjs [DIRECTORY]      default: resources/demo, whose README has the format
//
// The story is played once for each way in which its request can be answered. What follows the answer becomes a branch;
// a branch's ids, times and sequence numbers are then those of the first recording, so that each continues the one story.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { billing, site } from './demoprojects.mjs';
import { prompts, storiesFor, wordsHere } from './demostory.mjs';
import { OpenCodeHost, until, wait } from './opencodehost.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? path.join(here, '..', '..', 'resources', 'demo');
const places = { billing: '/home/dev/code/billing', site: '/home/dev/code/site' };
const minute = 60_000;

/** The sessions before the story, and how long ago they are said to be. */
const earlier = [
  { role: 'sweep', place: 'site', title: 'Nightly dependency sweep', ago: 8 * 60 * minute },
  { role: 'sdk', place: 'billing', title: 'Upgrade the payment SDK', ago: 64 * minute },
  { role: 'images', place: 'site', title: 'Compress hero images', ago: 14 * minute },
  { role: 'copy', place: 'site', title: 'Landing page copy', ago: 12 * minute },
  { role: 'baseline', place: 'billing', title: 'Tests: baseline', ago: 9 * minute },
];

function framesOf(chunks, host) {
  const frames = [];
  let text = '';
  for (const { at, bytes } of chunks) {
    text += bytes.toString('latin1'); // bytes until a frame is whole
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const line = Buffer.from(text.slice(0, end), 'latin1')
        .toString()
        .replace(/^data: /, '');
      text = text.slice(end + 2);
      const frame = JSON.parse(host.shown(line));
      // The player has heartbeats of its own, as long as it plays.
      if (frame.payload.type !== 'server.heartbeat') frames.push({ at, frame });
    }
  }
  return frames;
}

const inner = (frame) => frame.payload.syncEvent?.data ?? frame.payload.properties;

async function perform(branch) {
  const host = new OpenCodeHost();
  for (const [name, files] of Object.entries({ billing, site })) host.project(places[name], files);
  const change = (config) => (config.permission = { bash: 'ask', edit: 'allow', webfetch: 'ask' });
  await host.start({ stories: storiesFor(branch), change });
  const call = async (method, where, place, body) => {
    const answer = await host.ask(method, where, { directory: places[place], body });
    if (answer.status === 0 || answer.status >= 400)
      throw new Error(`${method} ${where}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const create = async (place, title) => (await call('POST', '/session', place, { title })).id;
  const speak = (id, place, text) =>
    call('POST', `/session/${id}/prompt_async`, place, { parts: [{ type: 'text', text }] });
  const waiting = (kind, place) => until(`a ${kind}`, async () => (await call('GET', `/${kind}`, place))[0]);
  const idle = (id, place) => until('the end', async () => !(await call('GET', '/session/status', place))[id], 120);
  try {
    const run = { branch, ids: {} };
    for (const { role, place, title } of earlier) {
      const id = (run.ids[role] = await create(place, title));
      await speak(id, place, prompts[role]);
      await wait(400);
      if (role === 'baseline')
        await call('POST', `/permission/${(await waiting('permission', place)).id}/reply`, place, { reply: 'once' });
      if (role === 'copy') run.question = await waiting('question', place);
      else await idle(id, place);
    }
    run.ids.main = await create('billing', 'Split the invoice module');
    await wait(1000);

    run.snapshot = {
      sessions: await call('GET', '/experimental/session', 'billing'),
      status: {},
      permissions: {},
      questions: {},
      messages: {},
      todos: {},
    };
    for (const place of Object.keys(places)) {
      run.snapshot.status[places[place]] = await call('GET', '/session/status', place);
      run.snapshot.permissions[places[place]] = await call('GET', '/permission', place);
      run.snapshot.questions[places[place]] = await call('GET', '/question', place);
    }
    for (const { id } of run.snapshot.sessions) {
      run.snapshot.messages[id] = await call('GET', `/session/${id}/message`, 'billing');
      run.snapshot.todos[id] = await call('GET', `/session/${id}/todo`, 'billing');
    }

    const stream = await host.listen();
    run.began = Date.now();
    await wait(700);
    await speak(run.ids.main, 'billing', prompts.split);
    run.request = await waiting('permission', 'billing');
    await wait(1500);
    run.replied = Date.now();
    const answer = branch === 'reject-message' ? { reply: 'reject', message: wordsHere } : { reply: branch };
    await call('POST', `/permission/${run.request.id}/reply`, 'billing', answer);
    await idle(run.ids.main, 'billing');
    await wait(1500);
    run.asked = Date.now();
    if (branch === 'once') await call('POST', `/question/${run.question.id}/reply`, 'site', { answers: [[wordsHere]] });
    else await call('POST', `/question/${run.question.id}/reject`, 'site', {});
    await idle(run.ids.copy, 'site');
    await wait(1500);
    stream.stop();
    const frames = framesOf(stream.chunks, host);
    run.story = frames.filter(({ at }) => at < run.replied);
    run.after = frames.filter(({ at }) => at >= run.replied && at < run.asked);
    run.question.after = frames.filter(({ at }) => at >= run.asked);
    return run;
  } finally {
    await host.stop();
  }
}

/** Ids in the order in which they turn up, so that two performances can be laid over each other. */
function idsInOrder(run) {
  const found = [];
  const seen = new Set();
  const text =
    JSON.stringify(run.snapshot.messages[run.ids.copy]) +
    run.story.map(({ frame }) => JSON.stringify({ ...frame, payload: inner(frame) })).join('');
  for (const [id] of text.matchAll(/\b(?:ses|msg|prt|per|que)_[0-9A-Za-z]+/g)) {
    if (seen.has(id)) continue;
    seen.add(id);
    found.push(id);
  }
  return ['ses', 'msg', 'prt', 'per', 'que'].flatMap((kind) => found.filter((id) => id.startsWith(kind)));
}

/** Every object with an id and times, as the story knows it before a branch. */
function known(run) {
  const objects = new Map();
  const visit = (value) => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (value && typeof value === 'object') {
      if (value.id && (value.time || value.state?.time)) objects.set(value.id, value);
      Object.values(value).forEach(visit);
    }
  };
  visit(run.snapshot);
  run.story.forEach(({ frame }) => visit(inner(frame)));
  return objects;
}

function lastSequence(run) {
  const last = {};
  for (const { frame } of run.story) {
    const sync = frame.payload.syncEvent;
    if (sync) last[sync.aggregateID] = sync.seq;
  }
  return last;
}

/** A branch's frames as if they had followed `first`'s story; `zero` is the moment of the answer in each. */
function graft(frames, run, first, zero, firstZero) {
  const pairs = idsInOrder(run).map((id, i) => [id, idsInOrder(first)[i]]);
  const slugs = (one) => one.snapshot.sessions.map((session) => session.slug);
  const theirs = new Map(pairs);
  const objects = known(first);
  const seqHere = lastSequence(run);
  const seqThere = lastSequence(first);
  const begins = (old, now) => {
    for (const key of ['created', 'start']) if (now?.[key] && old?.[key]) now[key] = old[key];
  };
  const visit = (value) => {
    if (Array.isArray(value)) return value.map(visit);
    if (value && typeof value === 'object') {
      const copy = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, visit(one)]));
      const old = objects.get(copy.id);
      begins(old?.time, copy.time);
      begins(old?.state?.time, copy.state?.time);
      return copy;
    }
    if (typeof value === 'number' && value > 1.6e12 && value < 2.2e12) return value - zero + firstZero;
    return value;
  };
  return frames.map(({ at, frame }) => {
    let text = JSON.stringify(frame).replace(/\b(?:ses|msg|prt|per|que)_[0-9A-Za-z]+/g, (id) => theirs.get(id) ?? id);
    slugs(run).forEach((slug, i) => (text = text.replaceAll(`"slug":"${slug}"`, `"slug":"${slugs(first)[i]}"`)));
    const moved = visit(JSON.parse(text));
    const sync = moved.payload.syncEvent;
    if (sync) {
      const here = [...theirs].find(([, there]) => there === sync.aggregateID)?.[0] ?? sync.aggregateID;
      sync.seq += (seqThere[sync.aggregateID] ?? -1) - (seqHere[here] ?? -1);
    }
    return { at: at - zero, frame: moved };
  });
}

function age(run) {
  for (const { role, ago } of earlier) {
    const id = run.ids[role];
    const back = (value) => {
      if (Array.isArray(value)) return value.map(back);
      if (value && typeof value === 'object')
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, back(one)]));
      return typeof value === 'number' && value > 1.6e12 && value < 2.2e12 ? value - ago : value;
    };
    run.snapshot.sessions = run.snapshot.sessions.map((session) => (session.id === id ? back(session) : session));
    run.snapshot.messages[id] = back(run.snapshot.messages[id]);
  }
}

/** A branch has to go on where the story stopped; else a client would see a gap or a repetition in it. */
function prove(frames, run) {
  const last = lastSequence(run);
  for (const { frame } of frames) {
    const sync = frame.payload.syncEvent;
    if (!sync) continue;
    const before = last[sync.aggregateID];
    if (before !== undefined && sync.seq !== before + 1)
      throw new Error(`${sync.aggregateID} goes from ${before} to ${sync.seq}`);
    last[sync.aggregateID] = sync.seq;
  }
  return frames;
}

const runs = [];
for (const branch of ['once', 'always', 'reject', 'reject-message']) {
  console.log(`playing the story for ${branch}`);
  runs.push(await perform(branch));
}
const [first] = runs;
age(first);

/** A durable event comes twice, the second time as "sync"; that one is kept as what it adds to the line before it. */
function lines(frames) {
  let before;
  return frames
    .map(({ at, frame }) => {
      const sync = frame.payload.syncEvent;
      const twin =
        sync && before && sync.id === before.id && JSON.stringify(sync.data) === JSON.stringify(before.properties);
      before = frame.payload;
      return `${JSON.stringify(twin ? { at, twin: { type: sync.type, seq: sync.seq } } : { at, frame })}\n`;
    })
    .join('');
}
const keep = (name, text) => {
  fs.writeFileSync(path.join(target, name), text);
  console.log(`${name}: ${text.length} bytes`);
};
fs.mkdirSync(target, { recursive: true });
keep('story.jsonl', lines(first.story.map(({ at, frame }) => ({ at: Math.max(0, at - first.began), frame }))));
const branches = {};
for (const run of runs) {
  branches[run.branch] = `${run.branch}.jsonl`;
  keep(`${run.branch}.jsonl`, lines(prove(graft(run.after, run, first, run.replied, first.replied), first)));
}
keep('answer.jsonl', lines(graft(first.question.after, first, first, first.asked, first.asked)));
keep('dismiss.jsonl', lines(graft(runs[1].question.after, runs[1], first, runs[1].asked, first.asked)));
const waits = [
  { request: first.request.id, kind: 'permission', at: first.replied, branches },
  {
    request: first.question.id,
    kind: 'question',
    at: first.asked,
    branches: { answer: 'answer.jsonl', reject: 'dismiss.jsonl' },
  },
];
const head = {
  opencode: first.snapshot.sessions[0].version,
  began: first.began,
  open: first.ids.main,
  words: wordsHere,
};
keep('snapshot.json', `${JSON.stringify({ ...head, directories: Object.values(places), waits, ...first.snapshot })}\n`);
