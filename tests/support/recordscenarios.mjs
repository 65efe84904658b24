// SPDX-License-Identifier: MIT
// What is recorded, one scenario a name; see record.mjs.

import { until, wait } from './opencodehost.mjs';

export const scenarios = {
  async text(s) {
    await s.get('/global/health', 'health');
    const id = await s.turn('A greeting', '@say Good morning. The shop has **one** price so far.');
    await s.get('/session/status', 'status-busy');
    await s.idle(id);
    await s.get('/session/status', 'status-idle');
    await s.session(id);
    await s.messages(id);
    await s.get('/project', 'projects');
  },

  async 'two-directories'(s) {
    const first = await s.turn('In the shop', '@say Here.');
    await s.idle(first);
    s.directory = '/home/dev/site';
    const second = await s.turn('In the site', '@say There.');
    await s.idle(second);
    await s.get('/session', 'session-list');
    await s.get('/experimental/session', 'all-sessions');
  },

  async reasoning(s) {
    const id = await s.turn('A thought', '@think The price is in cents, so rounding is not needed.\n@say No rounding.');
    await s.idle(id);
    await s.messages(id);
  },

  async long(s) {
    const id = await s.turn('A long answer', '@long 300 4');
    await until('the stream', async () => (await s.messages(id, undefined)).body.at(-1)?.parts.length > 1);
    await s.messages(id, 'messages-midway');
    await s.idle(id);
    await s.messages(id);
  },

  async heartbeat(s) {
    await s.create('Nothing happens here');
    await wait(21000);
  },

  async 'permission-once'(s) {
    const id = await s.turn('A command', '@say I will make a file.\n@run touch once.txt\n@say It is there.');
    const request = await s.waiting();
    await s.get('/permission', 'permission-list');
    await s.get('/session/status', 'status-waiting');
    await s.messages(id, 'messages-waiting');
    await s.reply(request, 'once', undefined, 'reply');
    await s.reply(request, 'once', undefined, 'reply-twice');
    await s.idle(id);
    await s.get('/permission', 'permission-list-after');
    await s.messages(id);
    await s.post('/permission/per_0000000000000000000000000000/reply', { reply: 'once' }, 'reply-unknown');
    await s.post('/permission/nonsense/reply', { reply: 'once' }, 'reply-bad-id');
  },

  async 'permission-always'(s) {
    const id = await s.turn(
      'A command for good',
      '@run touch first.txt && ls\n@run touch second.txt\n@say Both are there.'
    );
    await s.reply(await s.waiting(), 'always', undefined, 'reply');
    await s.idle(id);
    await s.messages(id);
    const other = await s.turn('Another session', '@run touch third.txt\n@say Nobody was asked.');
    await s.idle(other);
    await s.messages(other, 'other-messages');
  },

  async 'permission-reject'(s) {
    const id = await s.turn('A refusal', '@run rm -rf src\n@say This is never said.');
    await s.reply(await s.waiting(), 'reject');
    await s.idle(id);
    await s.messages(id);
  },

  async 'permission-reject-message'(s) {
    const id = await s.turn('A refusal with words', '@run rm -rf src\n@say I leave the folder alone.');
    await s.reply(await s.waiting(), 'reject', 'Please keep the folder and list it instead.');
    await s.idle(id);
    await s.messages(id);
  },

  async 'permission-parallel'(s) {
    const id = await s.turn('Two at once', '@run touch a.txt\n@also touch b.txt\n@say Never said.');
    await until('both requests', async () => (await s.get('/permission')).body.length === 2);
    await s.get('/permission', 'permission-list');
    await s.reply(await s.waiting(), 'reject');
    await s.idle(id);
    await s.get('/permission', 'permission-list-after');
    await s.messages(id);
  },

  async 'permission-webfetch'(s) {
    const id = await s.turn('A page', '@fetch http://127.0.0.1:9/prices\n@say Not fetched.');
    // The list cannot be had while this request waits: its metadata lack a field that the answer's own check demands.
    const request = await s.asked();
    await s.get('/permission', 'permission-list');
    await s.reply(request, 'reject', 'No network today.');
    await s.get('/permission', 'permission-list-after');
    await s.idle(id);
    await s.messages(id);
  },

  async 'permission-outside'(s) {
    const id = await s.turn('Outside', '@read /etc/hostname\n@say Not read.');
    const request = await s.waiting();
    await s.get('/permission', 'permission-list');
    await s.reply(request, 'reject', 'Stay in the project.');
    await s.idle(id);
  },

  async edit(s) {
    const script =
      '@write notes.txt one\\ntwo\\nthree\n@edit notes.txt two => 2, as a figure\n@say The note is changed.';
    const id = await s.turn('An edit', script);
    await s.reply(await s.waiting(), 'once');
    const second = await s.waiting();
    await s.get('/permission', 'permission-list');
    await s.reply(second, 'once');
    await s.idle(id);
    const list = (await s.messages(id)).body;
    await s.get(`/session/${id}/diff?messageID=${list[0].info.id}`, 'diff');
    await s.session(id);
  },

  async subagent(s) {
    const id = await s.turn(
      'A delegation',
      '@task Look around | @run ls src\\n@say One file, price.js.\n@say The subagent found one file.'
    );
    const request = await s.waiting();
    await s.get('/permission', 'permission-list');
    await s.get('/session/status', 'status-waiting');
    await s.messages(id, 'messages-waiting');
    const children = (await s.get(`/session/${id}/children`, 'children')).body;
    await s.reply(request, 'once');
    await s.idle(id);
    await s.messages(id);
    await s.messages(children[0].id, 'child-messages');
  },

  async question(s) {
    const id = await s.turn('A choice', '@ask Which currency? | Euro | Franc\n@say So be it.');
    const request = await s.waiting('question');
    await s.get('/question', 'question-list');
    await s.post(`/question/${request.id}/reply`, { answers: [['Franc']] }, 'reply');
    await s.post(`/question/${request.id}/reply`, { answers: [['Euro']] }, 'reply-twice');
    await s.idle(id);
    await s.messages(id);
  },

  async 'question-reject'(s) {
    const id = await s.turn('A choice not made', '@ask-many Which sizes? | Small | Large\n@say Never said.');
    const request = await s.waiting('question');
    await s.post(`/question/${request.id}/reject`, {}, 'reject');
    await s.idle(id);
    await s.messages(id);
  },

  async todo(s) {
    const script = '@todo Count=in_progress; Write=pending\n@todo Count=completed; Write=in_progress\n@say Halfway.';
    const id = await s.turn('A list', script);
    await s.idle(id);
    await s.get(`/session/${id}/todo`, 'todo');
    await s.messages(id);
  },

  async abort(s) {
    const id = await s.turn('Cut short', '@long 4000 10');
    await wait(700);
    await s.post(`/session/${id}/abort`, {}, 'abort');
    await s.idle(id);
    await s.messages(id);
  },

  async 'abort-waiting'(s) {
    const id = await s.turn('A ghost', '@run touch ghost.txt');
    const request = await s.waiting();
    await s.post(`/session/${id}/abort`);
    await s.idle(id);
    await s.get('/permission', 'permission-list-after');
    await s.messages(id);
    await s.reply(request, 'once', undefined, 'reply-late');
  },

  async 'error-400'(s) {
    const id = await s.turn('Refused by the provider', '@error 400 The request holds a tool the model does not know.');
    await wait(1500);
    await s.idle(id);
    await s.messages(id);
  },

  async 'error-500-retry'(s) {
    const id = await s.turn('A provider that fails', '@error 500 The model is overloaded.');
    await until('a retry', async () => (await s.get('/session/status')).body[id]?.attempt >= 2);
    await s.get('/session/status', 'status');
    await s.post(`/session/${id}/abort`);
    await s.idle(id);
    await s.messages(id);
  },

  async 'cut-by-provider'(s) {
    const id = await s.turn('A broken stream', '@long 20 5\n@cut');
    await until('a retry or the end', async () => (await s.get('/session/status', 'status')).body[id]?.type !== 'busy');
    await s.post(`/session/${id}/abort`);
    await s.idle(id);
    await s.messages(id);
  },

  async shell(s) {
    const command = 'for i in $(seq 1 60); do echo "row $i of the price list, in cents"; sleep 0.02; done';
    const id = await s.turn('A long output', `@run ${command}\n@say Sixty rows.`);
    await s.reply(await s.waiting(), 'once');
    await s.idle(id);
    await s.messages(id);
  },

  async lifecycle(s) {
    const id = await s.create('Of short life', { keep: 'create' });
    await s.ask('PATCH', `/session/${id}`, { body: { title: 'Renamed' }, keep: 'rename' });
    await s.create('The child', { parentID: id });
    const other = await s.create('Put away');
    await s.ask('PATCH', `/session/${other}`, { body: { time: { archived: Date.now() } }, keep: 'archive' });
    await s.get('/session', 'session-list');
    await s.ask('DELETE', `/session/${id}`, { keep: 'delete' });
    await s.session(id, 'session-deleted');
    await s.get('/session', 'session-list-after');
  },

  async 'message-removed'(s) {
    const id = await s.turn('Second thoughts', '@say First.');
    await s.idle(id);
    const list = (await s.messages(id, undefined)).body;
    await s.ask('DELETE', `/session/${id}/message/${list[1].info.id}/part/${list[1].parts[1].id}`, {
      keep: 'delete-part',
    });
    await s.ask('DELETE', `/session/${id}/message/${list[1].info.id}`, { keep: 'delete-message' });
    await s.messages(id);
  },

  async compact(s) {
    const id = await s.turn('Grown long', '@say A first answer.');
    await s.idle(id);
    await s.post(`/session/${id}/summarize`, { providerID: 'local', modelID: 'scripted' }, 'summarize');
    await s.idle(id);
    await s.messages(id);
  },

  async 'sync-history'(s) {
    const id = await s.turn('Missed and proven', '@say One.');
    await s.idle(id);
    await s.post('/sync/history', { [id]: 5 }, 'after-5');
  },

  // The newer API: its events are session.next.*, its messages stand in a list of their own.
  async next(s) {
    const location = { directory: s.host.real(s.directory) };
    let made = (await s.post('/api/session', { location })).body.data.id;
    const ends = (count) =>
      until('the end of the turn', () => {
        const text = Buffer.concat(s.stream.chunks.map((chunk) => chunk.bytes)).toString();
        const frames = [...text.matchAll(/^data: (.*)\n\n/gm)].map((found) => JSON.parse(found[1]).payload);
        const asked = frames.find((frame) => frame.type === 'permission.v2.asked' && !s.seen.has(frame.properties.id));
        if (asked) {
          s.seen.add(asked.properties.id);
          s.post(`/api/session/${made}/permission/${asked.properties.id}/reply`, { reply: 'once' });
        }
        const last = (frame) => frame.type === 'session.next.step.ended' && frame.properties.finish === 'stop';
        return frames.filter((frame) => last(frame) || frame.type === 'session.next.step.failed').length >= count;
      });
    const prompt = (text, more = {}) => s.post(`/api/session/${made}/prompt`, { prompt: { text }, ...more });
    // The first turn of all finds no catalogue yet and takes whatever model is there.
    await prompt('@say Ready.');
    await ends(1);
    await wait(500);
    s.stream.chunks.splice(1);
    made = (await s.post('/api/session', { location })).body.data.id;
    await prompt('@think Let me see.\n@say Good morning.');
    await ends(1);
    await prompt(
      '@say I look first.\n@tool read {"path":"README.md"}\n' +
        '@tool edit {"path":"src/price.js","oldString":"100","newString":"120"}\n' +
        '@tool write {"path":"notes.txt","content":"one two"}\n@run echo done\n@say All is done.'
    );
    await ends(2);
    await prompt('@long 40 25');
    await wait(500);
    await prompt('@say Steered.');
    await prompt('@say Queued.', { delivery: 'queue' });
    await wait(300);
    await s.get(`/api/session/${made}/message?limit=100&order=desc`, 'messages-midway');
    await ends(5);
    await prompt('@error 400');
    await ends(6);
    await prompt('@long 4000 10');
    await wait(700);
    await s.post(`/api/session/${made}/interrupt`, {});
    await ends(7);
    await s.post(`/api/session/${made}/agent`, { agent: 'plan' });
    await s.get(`/api/session/${made}/message?limit=100&order=desc`, 'messages');
    await s.get(`/api/session/${made}/message?limit=3&order=desc`, 'newest');
    await s.get(`/session/${made}/message?limit=3`, 'older-list');
    await s.get(`/session/${made}`, 'session');
    await s.get('/api/session/active', 'active');
  },

  async pages(s) {
    const id = await s.create('Many messages');
    for (let i = 1; i <= 7; ++i)
      await s.post(`/session/${id}/message`, { noReply: true, parts: [{ type: 'text', text: `Message ${i}` }] });
    const newest = await s.get(`/session/${id}/message?limit=3`, 'newest');
    const before = encodeURIComponent(newest.headers['x-next-cursor']);
    const middle = await s.get(`/session/${id}/message?limit=3&before=${before}`, 'middle');
    await s.get(
      `/session/${id}/message?limit=3&before=${encodeURIComponent(middle.headers['x-next-cursor'])}`,
      'oldest'
    );
    await s.get(`/session/${id}/message?before=${before}`, 'without-limit');
  },

  async pty(s) {
    const made = await s.post(
      '/pty',
      { command: '/bin/sh', args: ['-c', 'sleep 0.3; exit 3'], title: 'A terminal' },
      'create'
    );
    await s.get('/pty', 'list');
    await until('its end', async () => !(await s.get('/pty')).body.some((one) => one.id === made.body.id));
  },

  async 'instance-dispose'(s) {
    await s.post('/instance/dispose', {}, 'dispose');
    await wait(300);
  },

  async 'global-dispose'(s) {
    await s.create('Before');
    await s.post('/global/dispose', {}, 'dispose');
    await wait(300);
    await s.create('After');
  },

  async kill9(s, host) {
    const waiting = await s.turn('Killed while it waits', '@run touch never.txt');
    await s.waiting();
    const writing = await s.turn('Killed while it writes', '@long 4000 10');
    await wait(700);
    host.kill9();
    await wait(300);
    await host.boot();
    await s.get('/session/status', 'status');
    await s.get('/permission', 'permission-list');
    await s.messages(waiting, 'waiting-messages');
    await s.messages(writing, 'writing-messages');
  },
};
