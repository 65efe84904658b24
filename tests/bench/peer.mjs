// SPDX-License-Identifier: MIT
// The peer: reads the same stream as any client in JavaScript would, with fetch and one JSON.parse a frame, and
// keeps nothing. node peer.mjs URL WHAT SESSION
const [url, what, session] = process.argv.slice(2)
const stream = await fetch(`${url}/global/event`)
let events = 0
let frames = 0
let wanted = Infinity
let finish

async function read() {
    let rest = ''
    for await (const text of stream.body.pipeThrough(new TextDecoderStream())) {
        rest += text
        const parts = rest.split('\n\n')
        rest = parts.pop()
        for (const part of parts) {
            if (!part.startsWith('data: ')) continue
            const { payload } = JSON.parse(part.slice(6))
            ++frames
            if (payload.type === 'sync' || payload.type.startsWith('server.')) continue
            if (payload.properties.sessionID === session) ++events
        }
        last = process.hrtime.bigint()
        if (events >= wanted) return finish()
    }
}

let last = process.hrtime.bigint()
read()
const ended = new Promise((resolve) => { finish = resolve })
const answer = await fetch(`${url}/bench?what=${what}&session=${session}`, { method: 'POST' })
const { events: count, startNs } = await answer.json()
wanted = count
if (events >= wanted) finish()
else await ended
const ms = (Number(last) - startNs) / 1e6
const cpu = process.cpuUsage()
console.log(`events ${count}
frames ${frames}
ms ${ms}
cpu ${(cpu.user + cpu.system) / 1e3}
peak ${process.resourceUsage().maxRSS / 1024}`)
process.exit(0)
