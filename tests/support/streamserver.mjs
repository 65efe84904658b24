// SPDX-License-Identifier: MIT
// The reference server of Durable Streams on a free port; told as one line on stdout. In memory, or in DIRECTORY.
// Usage: node streamserver.mjs MODULE [LONG_POLL_MS [DIRECTORY]]
import {realpathSync} from "node:fs";
import {pathToFileURL} from "node:url";

const {DurableStreamTestServer} = await import(pathToFileURL(realpathSync(process.argv[2])));
const server = new DurableStreamTestServer({
    port : 0,
    host : "127.0.0.1",
    longPollTimeout : Number(process.argv[3] ?? 500),
    dataDir : process.argv[4],
});
console.log(await server.start());
