#!/usr/bin/env node
// SPDX-License-Identifier: MIT
//
// A language model that does what it is told: an OpenAI-compatible chat server on loopback, for the end-to-end tests and
// for recording fixtures and the demo.
//
//     node scriptedmodel.mjs [--port N] [--stories FILE]     prints "listening http://127.0.0.1:PORT/v1"
//
// What it plays stands in the last message of the user, one directive a line; other lines are ignored. The model's turn
// ends after each tool call and goes on with the next directive when the tool's result is there:
//
//     @say TEXT                   text, streamed word by word (\n breaks the line)
//     @think TEXT                 reasoning, streamed likewise
//     @long COUNT [DELAY [SIZE]]  COUNT deltas "1 ", "2 ", ... every DELAY ms, or of SIZE letters each
//     @pace MS                    time between two deltas from here on (2)
//     @run COMMAND                tool bash         @also COMMAND   a second one in the same step as the tool before
//     @write FILE TEXT            tool write        @edit FILE OLD => NEW
//     @read FILE                  tool read         @grep PATTERN   @glob PATTERN   @fetch URL
//     @task TITLE | PROMPT        a subagent that gets PROMPT, which can hold directives after \n
//     @ask QUESTION | A | B       a question        @ask-many ...   with several answers
//     @todo TEXT=STATUS; ...      the todo list
//     @tool NAME JSON             any other tool, or one that does not exist
//     @error STATUS [TEXT]        an HTTP error     @hang           no answer ever      @cut   the socket drops here
//
// A message without directives is looked up in the stories (see demostory.mjs), else echoed in one sentence.

import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const refusal = /rejected permission/;

/** Directives to turns: { parts: [{ think | say | count | rest, pace, words }], calls, error, hang, cut }. Stories are lists of such
 * turns; there a turn can also have `refused`, the turns that follow when its call is refused with words. */
export function turnsOf(text) {
  const turns = [];
  let turn = null;
  let pace = 2;
  const open = () => {
    if (!turn) turns.push((turn = { parts: [], calls: [] }));
    return turn;
  };
  const call = (name, args) => {
    open().calls.push({ name, args });
    turn = null;
  };
  for (const line of text.split('\n')) {
    const found = line.trim().match(/^@([a-z-]+)\s*(.*)$/);
    if (!found) continue;
    const word = found[1];
    const rest = found[2].replaceAll('\\n', '\n');
    const list = rest.split('|').map((part) => part.trim());
    if (word === 'say') open().parts.push({ say: rest, pace });
    else if (word === 'think') open().parts.push({ think: rest, pace });
    else if (word === 'pace') pace = Number(rest);
    else if (word === 'long') {
      const [count, delay = 0, size = 0] = rest.split(/\s+/).map(Number);
      open().parts.push({ count, pace: delay, size });
    } else if (word === 'run') call('bash', { command: rest, description: `Runs ${rest.split(/\s/)[0]}` });
    else if (word === 'also')
      turns.at(-1).calls.push({ name: 'bash', args: { command: rest, description: 'Runs beside the other' } });
    else if (word === 'write') {
      const [, filePath, content] = rest.match(/^(\S+)\s*([^]*)$/);
      call('write', { filePath, content: `${content}\n` });
    } else if (word === 'edit') {
      const [, filePath, oldString, newString] = rest.match(/^(\S+)\s+([^]*?) => ([^]*)$/);
      call('edit', { filePath, oldString, newString });
    } else if (word === 'read') call('read', { filePath: rest });
    else if (word === 'grep') call('grep', { pattern: rest });
    else if (word === 'glob') call('glob', { pattern: rest });
    else if (word === 'fetch') call('webfetch', { url: rest, format: 'markdown' });
    else if (word === 'task') {
      const [description, ...prompt] = list;
      call('task', { description, prompt: prompt.join('|').trim(), subagent_type: 'general' });
    } else if (word === 'ask' || word === 'ask-many') {
      const [question, ...labels] = list;
      const options = labels.map((label) => ({ label, description: `Take ${label.toLowerCase()}` }));
      call('question', { questions: [{ question, header: 'Scripted', multiple: word === 'ask-many', options }] });
    } else if (word === 'todo') {
      const todos = rest.split(';').map((item, i) => {
        const [content, status = 'pending'] = item.split('=').map((part) => part.trim());
        return { id: String(i + 1), content, status, priority: i ? 'medium' : 'high' };
      });
      call('todowrite', { todos });
    } else if (word === 'tool') {
      const [, name, json] = rest.match(/^(\S+)\s*([^]*)$/);
      call(name, JSON.parse(json || '{}'));
    } else if (word === 'error') {
      const [, status, message = 'The scripted model was told to fail.'] = rest.match(/^(\d+)\s*(.*)$/) ?? [];
      open().error = { status: Number(status), message: message || 'The scripted model was told to fail.' };
    } else if (word === 'hang') open().hang = true;
    else if (word === 'cut') open().cut = true;
    else open().parts.push({ say: `There is no directive @${word}.`, pace });
  }
  return turns;
}

const textOf = (content) =>
  typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('\n');

/** Which turn it is: counted by the tool calls since the user spoke; a refusal leads into the turn's other road. */
function nextTurn(turns, answers) {
  let road = turns;
  let at = 0;
  answers.forEach((message, i) => {
    if (message.role !== 'assistant' || !message.tool_calls?.length) return;
    const results = [];
    for (let k = i + 1; answers[k]?.role === 'tool'; ++k) results.push(textOf(answers[k].content));
    const other = road[at]?.refused;
    if (other && results.some((result) => refusal.test(result))) {
      road = other;
      at = 0;
    } else {
      at += 1;
    }
  });
  return road[at] ?? { parts: [{ say: 'Done.', pace: 2 }], calls: [] };
}

function plan(body, stories) {
  const messages = body.messages ?? [];
  const users = messages.flatMap((message, i) => (message.role === 'user' ? [i] : []));
  const asked = textOf(messages[users.at(-1)]?.content);
  const story = (text) => stories.find((one) => text.includes(one.when));
  if (!body.tools?.length) {
    // The server wants a title or a summary; what it is about stands in one of the messages.
    const about = story(messages.map((message) => textOf(message.content)).join('\n'));
    return { parts: [{ say: about?.title ?? 'A scripted session', pace: 1 }], calls: [] };
  }
  const turns = /^\s*@[a-z]/m.test(asked) ? turnsOf(asked) : story(asked)?.turns;
  if (!turns) {
    const words = asked.trim().split(/\s+/).slice(0, 12).join(' ');
    return { parts: [{ say: `You said: ${words}`, pace: 2 }], calls: [] };
  }
  return nextTurn(turns, messages.slice(users.at(-1) + 1));
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function deltasOf(part) {
  if (part.count)
    return Array.from({ length: part.count }, (_, i) => ({
      content: part.size ? `${'x'.repeat(part.size - 1)} ` : `${i + 1} `,
    }));
  if (part.rest) return [];
  const field = part.think ? 'reasoning_content' : 'content';
  const words = (part.think ?? part.say).split(/(?<=\s)(?=\S)/);
  const step = part.words ?? 1;
  const deltas = [];
  for (let i = 0; i < words.length; i += step) deltas.push({ [field]: words.slice(i, i + step).join('') });
  return deltas;
}

async function play(turn, body, answer, number) {
  const said = JSON.stringify(turn.parts).length + JSON.stringify(turn.calls).length;
  const prompt = Math.ceil(JSON.stringify(body.messages ?? []).length / 4);
  const completion = Math.ceil(said / 4);
  const usage = { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
  const base = { id: `chatcmpl-${number}`, created: Math.floor(Date.now() / 1000), model: body.model };
  const calls = turn.calls.map((call, index) => ({
    index,
    id: `call_${number}_${index}`,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.args) },
  }));
  const reason = calls.length ? 'tool_calls' : 'stop';
  if (!body.stream) {
    const content = turn.parts.map((part) => part.say ?? '').join('');
    const message = { role: 'assistant', content, tool_calls: calls.length ? calls : undefined };
    answer.setHeader('content-type', 'application/json');
    const choices = [{ index: 0, finish_reason: reason, message }];
    answer.end(JSON.stringify({ ...base, object: 'chat.completion', choices, usage }));
    return;
  }
  answer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  let open = true;
  answer.on('close', () => (open = false));
  const send = async (delta, finish_reason = null, more = {}) => {
    if (!open) return;
    const choices = [{ index: 0, delta, finish_reason }];
    const text = JSON.stringify({ ...base, object: 'chat.completion.chunk', choices, ...more });
    if (!answer.write(`data: ${text}\n\n`))
      await new Promise((resolve) => {
        answer.once('drain', resolve);
        answer.once('close', resolve);
      });
  };
  await send({ role: 'assistant', content: '' });
  for (const part of turn.parts) {
    if (part.rest) await wait(part.rest);
    for (const delta of deltasOf(part)) {
      if (!open) return;
      await send(delta);
      if (part.pace) await wait(part.pace);
    }
  }
  if (turn.cut) {
    answer.destroy();
    return;
  }
  for (const call of calls) {
    // The arguments come in pieces, as they do from real servers.
    const pieces = call.function.arguments.match(/[^]{1,48}/g);
    const { index, id, type } = call;
    await send({ tool_calls: [{ index, id, type, function: { name: call.function.name, arguments: '' } }] });
    for (const piece of pieces) await send({ tool_calls: [{ index, function: { arguments: piece } }] });
  }
  await send({}, reason, { usage });
  if (open) answer.end('data: [DONE]\n\n');
}

/** Starts the model; resolves to its base address and a function that ends it. */
export async function startModel({ port = 0, stories = [] } = {}) {
  let count = 0;
  const server = http.createServer(async (request, answer) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const json = (status, value) => {
      answer.writeHead(status, { 'content-type': 'application/json' });
      answer.end(JSON.stringify(value));
    };
    if (request.url.endsWith('/models'))
      return json(200, { object: 'list', data: [{ id: 'scripted', object: 'model' }] });
    if (!request.url.endsWith('/chat/completions')) return json(404, { error: { message: 'no such path' } });
    let body;
    let turn;
    try {
      body = JSON.parse(Buffer.concat(chunks).toString());
      turn = plan(body, stories);
    } catch (problem) {
      return json(400, { error: { message: String(problem), type: 'invalid_request_error' } });
    }
    if (turn.hang) return undefined;
    if (turn.error) {
      const { status, message } = turn.error;
      const type = status < 500 ? 'invalid_request_error' : 'server_error';
      return json(status, { error: { message, type, code: type } });
    }
    return play(turn, body, answer, ++count);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections?.();
  };
  return { url: `http://127.0.0.1:${server.address().port}/v1`, stop };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const option = (name) => {
    const at = process.argv.indexOf(name);
    return at < 0 ? undefined : process.argv[at + 1];
  };
  const file = option('--stories');
  const stories = file ? (await import(pathToFileURL(path.resolve(file)).href)).stories : [];
  const model = await startModel({ port: Number(option('--port') ?? 0), stories });
  console.log(`listening ${model.url}`);
}
