// SPDX-License-Identifier: MIT
// Plays an OpenCode server for the benchmarks, in a process of its own so that its work is not counted.
// Prints its port. POST /bench?what=... writes to every open stream and answers when all of it was taken.
import http from 'node:http'
import { once } from 'node:events'

const directory = '/home/dev/shop'
const project = '9357ad771a27517adc19b5b6ca351793b8ec4619'
const begin = Date.now()
const streams = new Set()
const sessions = new Map() // id -> { info, seq, messages: Map }
const statuses = {}
const waiting = new Map()
let serial = 0

const id = (kind) => `${kind}_${(++serial).toString(36).padStart(10, '0')}BenchBenchBench`
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const now = () => Number(process.hrtime.bigint()) // CLOCK_MONOTONIC, as the reader's clock

function session(name) {
    if (!sessions.has(name)) {
        const time = { created: begin + sessions.size, updated: begin + sessions.size }
        sessions.set(name, {
            info: { id: name, slug: name, projectID: project, directory, path: '', title: `Session ${name}`,
                agent: 'build', model: { id: 'scripted', providerID: 'local', variant: 'default' },
                version: '1.18.33', summary: { additions: 0, deletions: 0, files: 0 }, cost: 0,
                tokens: { input: 0, output: 0, reasoning: 0, cache: { read: 0, write: 0 } }, time },
            seq: 0,
            messages: new Map(),
        })
    }
    return sessions.get(name)
}

const frame = (payload) => `data: ${JSON.stringify({ directory, project, payload })}\n\n`
const plain = (type, properties) => frame({ id: id('evt'), type, properties })

/** The plain event and its twin in the session's durable log, as the server sends them. */
function durable(of, type, properties) {
    const event = id('evt')
    const data = { sessionID: of.info.id, ...properties }
    const syncEvent = { id: event, type: `${type}.1`, seq: of.seq++, aggregateID: of.info.id, data }
    return frame({ id: event, type, properties: data }) + frame({ type: 'sync', syncEvent, id: event })
}

function remember(of, message, part) {
    if (!of.messages.has(message.id)) of.messages.set(message.id, { info: message, parts: new Map() })
    of.messages.get(message.id).info = message
    if (part) of.messages.get(message.id).parts.set(part.id, part)
}

function messageOf(of, role, completed) {
    const created = begin + of.messages.size * 1000
    const message = { id: id('msg'), sessionID: of.info.id, role, time: { created }, agent: 'build' }
    if (role === 'user') return { ...message, model: { providerID: 'local', modelID: 'scripted' } }
    if (completed) message.time.completed = created + 900
    return { ...message, providerID: 'local', modelID: 'scripted', mode: 'build', cost: 0,
        path: { cwd: directory, root: directory },
        tokens: { input: 0, output: 0, reasoning: 0, cache: { read: 0, write: 0 } } }
}

const told = (of, message) => (remember(of, message), durable(of, 'message.updated', { info: message }))
function toldPart(of, message, part) {
    const whole = { ...part, sessionID: of.info.id, messageID: message.id }
    remember(of, message, whole)
    return durable(of, 'message.part.updated', { part: whole, time: Date.now() })
}
const textPart = (text, more = {}) => ({ id: id('prt'), type: 'text', text, ...more })
const words = (n) => ['one ', 'more ', '`word` ', 'of ', '**the** ', 'answer', n % 60 === 59 ? '\n\n' : ' '][n % 7]

/** One answer: its message, an empty part, `count` deltas, the whole part, the end. */
function* answer(of, count) {
    const message = messageOf(of, 'assistant', false)
    const part = textPart('', { time: { start: message.time.created } })
    yield told(of, message)
    yield toldPart(of, message, part)
    let text = ''
    for (let i = 0; i < count; ++i) {
        const delta = words(i)
        text += delta
        yield plain('message.part.delta',
            { sessionID: of.info.id, messageID: message.id, partID: part.id, field: 'text', delta })
    }
    const time = { start: message.time.created, end: message.time.created + 900 }
    yield toldPart(of, message, { ...part, text, time })
    yield told(of, { ...message, time: { ...message.time, completed: time.end } })
}

/** A command whose output comes as a whole with each update: quadratic up to 30,000 characters, then its tail. */
function* bash(of, updates) {
    const message = messageOf(of, 'assistant', false)
    yield told(of, message)
    const part = { id: id('prt'), type: 'tool', callID: 'call_1', tool: 'bash' }
    const input = { command: 'seq 1 3000', description: 'Prints the price list' }
    const start = message.time.created
    let output = ''
    const call = (state) => toldPart(of, message, { ...part, state })
    for (let i = 0; i < updates; ++i) {
        output += `row ${i} of the price list, in cents, as the shop has it since the last change of it\n`
        const tail = output.length > 28000 ? output.slice(-28000) : output
        yield call({ status: 'running', input, title: 'Prints', metadata: { output: tail }, time: { start } })
    }
    const end = { start, end: start + 900 }
    yield call({ status: 'completed', input, title: 'Prints', output: output.slice(-42000),
        metadata: { output: output.slice(-42000), exit: 0 }, time: end })
    yield told(of, { ...message, time: { ...message.time, completed: end.end } })
}

/** A session as days of work leave it: questions, answers with code, commands with output. */
function* past(of, count) {
    const prose = 'The price is kept in cents, so that no sum is ever rounded, and is shown with two digits. '
    for (let i = 0; i < count; ++i) {
        const user = i % 6 === 0
        const message = messageOf(of, user ? 'user' : 'assistant', true)
        yield told(of, message)
        if (user) {
            yield toldPart(of, message, textPart(`Question ${i}: why is the price of row ${i} wrong?`))
            continue
        }
        const time = { start: message.time.created, end: message.time.created + 900 }
        const code = i % 4 === 0 ? '\n\n```js\n' + `const price = (row) => row.cents / 100 // ${i}\n`.repeat(8) + '```\n' : ''
        yield toldPart(of, message, textPart(`**Step ${i}.** ${prose.repeat(3 + (i % 5))}\n\n- one\n- two ${code}`, { time }))
        if (i % 3 === 0) {
            yield toldPart(of, message, { id: id('prt'), type: 'tool', callID: `call_${i}`, tool: 'bash',
                state: { status: 'completed', input: { command: `grep -n cents row${i}.js`, description: 'Looks' },
                    output: `row${i}.js: cents\n`.repeat(40), title: 'Looks', metadata: { exit: 0 }, time } })
        }
    }
}

async function write(text) {
    const full = []
    for (const stream of streams) {
        if (!stream.write(text)) full.push(once(stream, 'drain'))
    }
    await Promise.all(full)
}

const eventsIn = (text) => text.split('\n\n').length - 1 - text.split('"type":"sync"').length + 1

/** As fast as the reader takes it; made before the clock starts. */
async function pour(frames) {
    const pieces = []
    let piece = ''
    let events = 0
    let bytes = 0
    for (const text of frames) {
        piece += text
        events += eventsIn(text)
        if (piece.length > 65536) {
            pieces.push(Buffer.from(piece))
            piece = ''
        }
    }
    pieces.push(Buffer.from(piece))
    const startNs = now()
    for (const one of pieces) {
        bytes += one.length
        await write(one)
    }
    return { events, bytes, startNs, endNs: now() }
}

/** At a steady rate. The last words of the last message are `end`, to be looked for on the screen. */
async function rate(of, perSecond, seconds, end) {
    const total = perSecond * seconds
    const startNs = now()
    const lines = (function* () { for (;;) yield* answer(of, 400) })()
    let events = 0
    while (events < total) {
        await sleep(4)
        const due = Math.min(total, ((now() - startNs) / 1e9) * perSecond)
        let text = ''
        while (events < due) {
            const line = lines.next().value
            events += eventsIn(line)
            text += line
        }
        if (text) await write(text)
    }
    const message = messageOf(of, 'assistant', true)
    await write(told(of, message))
    const endNs = now()
    await write(toldPart(of, message, textPart(end, { time: { start: begin, end: begin } })))
    return { events, startNs, endNs }
}

async function ask(of) {
    const request = { id: id('per'), sessionID: of.info.id, permission: 'bash', patterns: ['touch made'],
        metadata: { command: 'touch made' }, always: ['touch *'] }
    statuses[of.info.id] = { type: 'busy' }
    const busy = plain('session.status', { sessionID: of.info.id, status: { type: 'busy' } })
    waiting.set(request.id, request)
    const text = busy + plain('permission.asked', request)
    const startNs = now()
    await write(text)
    return { startNs }
}

async function replied(of) {
    for (const request of waiting.keys())
        await write(plain('permission.replied', { sessionID: of.info.id, requestID: request, reply: 'once' }))
    waiting.clear()
    delete statuses[of.info.id]
    await write(plain('session.status', { sessionID: of.info.id, status: { type: 'idle' } }))
    return {}
}

async function carryOut(query) {
    const known = sessions.has(query.get('session'))
    const of = session(query.get('session') ?? 'ses_bench')
    const number = (name, otherwise) => Number(query.get(name) ?? otherwise)
    switch (query.get('what')) {
    case 'create':
        if (!known) await write(durable(of, 'session.created', { info: of.info }))
        return {}
    case 'deltas':
        return pour((function* () { for (let i = 0; i < number('messages', 40); ++i) yield* answer(of, 500) })())
    case 'bash':
        return pour(bash(of, number('updates', 1344)))
    case 'past':
        return pour(past(of, number('messages', 3000)))
    case 'rate':
        return rate(of, number('perSecond', 5000), number('seconds', 10), query.get('end') ?? 'the end')
    case 'ask':
        return ask(of)
    case 'replied':
        return replied(of)
    default:
        return { error: 'unknown' }
    }
}

function messages(of, query) {
    const all = [...of.messages.values()].map((m) => ({ info: m.info, parts: [...m.parts.values()] }))
    const to = query.has('before') ? Number(query.get('before')) : all.length
    const from = Math.max(0, to - Number(query.get('limit') ?? 100))
    return { page: all.slice(from, to), next: from > 0 ? String(from) : '' }
}

function events(reply) {
    reply.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
    reply.write(frame({ id: id('evt'), type: 'server.connected', properties: {} }))
    streams.add(reply)
    const beat = setInterval(
        () => reply.write(frame({ id: id('evt'), type: 'server.heartbeat', properties: {} })), 10_000)
    reply.on('close', () => {
        clearInterval(beat)
        streams.delete(reply)
    })
}

const server = http.createServer(async (request, reply) => {
    const url = new URL(request.url, 'http://localhost')
    for await (const _ of request); // the body is of no interest
    const json = (value, headers = {}) => {
        reply.writeHead(200, { 'Content-Type': 'application/json', ...headers })
        reply.end(JSON.stringify(value))
    }
    const message = url.pathname.match(/^\/session\/([^/]+)\/message$/)
    if (url.pathname === '/global/event') events(reply)
    else if (url.pathname === '/global/health') json({ healthy: true, version: '1.18.33' })
    else if (url.pathname === '/project') json([{ id: project, worktree: directory, vcs: 'git' }])
    else if (url.pathname === '/experimental/session') json([...sessions.values()].map((s) => s.info))
    else if (url.pathname === '/session/status') json(statuses)
    else if (url.pathname === '/permission') json([...waiting.values()])
    else if (url.pathname === '/question' || url.pathname === '/sync/history') json([])
    else if (url.pathname === '/bench') json(await carryOut(url.searchParams))
    else if (message && sessions.has(message[1])) {
        const { page, next } = messages(sessions.get(message[1]), url.searchParams)
        json(page, next ? { 'X-Next-Cursor': next } : {})
    } else {
        reply.writeHead(404)
        reply.end()
    }
})
for (let i = 0; i < 20; ++i) session(`ses_other${i}`)
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.stdin.on('end', () => process.exit()).resume() // ends with whoever started it
