// SPDX-License-Identifier: MIT
// node peerstream.mjs MODULE URL MESSAGES RUNS: how long the official TypeScript client takes to read a stream to its
// tail with subscribeJson(); prints the median in ms.
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [module, url, messages, runs] = process.argv.slice(2);
const { stream } = await import(pathToFileURL(realpathSync(module)));

const times = [];
for (let run = 0; run < Number(runs); ++run) {
  const begin = performance.now();
  let count = 0;
  const response = await stream({ url, offset: '-1', live: true });
  await new Promise((over) => {
    response.subscribeJson((batch) => {
      count += batch.items.length;
      if (batch.upToDate) over();
    });
  });
  times.push(performance.now() - begin);
  response.cancel();
  if (count !== Number(messages)) throw new Error(`${count} messages came`);
}
console.log(times.sort((a, b) => a - b)[Math.floor(times.length / 2)]);
process.exit(0);
