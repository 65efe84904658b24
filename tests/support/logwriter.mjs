// SPDX-License-Identifier: MIT
// Another program at a shared event log, as the plugin that made the format does it: proper-lockfile around each append.
// node logwriter.mjs append LOG NAME COUNT      writes COUNT events
// node logwriter.mjs hold LOG                   takes the lock, says "held", keeps it alive until it is killed
// node logwriter.mjs try LOG STALE              takes the lock with this stale time and four tries, or ends with 3
// node logwriter.mjs ask LOG POINT              asks for an approval and prints the decision's line
import { createRequire } from "node:module";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";

const [, , verb, log, ...rest] = process.argv;
const lockfile = createRequire(process.env.LOCKFILE_PACKAGE)("proper-lockfile");

const correlation = randomBytes(8).toString("hex");
const id = () => `${Date.now().toString(36).padStart(9, "0")}_${randomBytes(8).toString("hex")}`;

function event(type, stream_id, actor, payload) {
  return { type, stream_id, correlation_id: correlation, actor, payload, id: id(), timestamp: Date.now() };
}

async function append(made) {
  const release = await lockfile.lock(log, { retries: 5 });
  try {
    await fs.promises.appendFile(log, JSON.stringify(made) + "\n", "utf8");
  } finally {
    await release();
  }
}

async function ask(point) {
  const checkpoint = {
    id: `cp_${Date.now()}_script`,
    decision_point: point,
    options: [{ id: "small", label: "A small one" }, { id: "large", label: "A large one", description: "costs memory" }],
    requested_by: "chief-of-staff/oracle",
    requested_at: Date.now(),
    expires_at: Date.now() + 300000,
  };
  await append(event("checkpoint.requested", "ses_script", checkpoint.requested_by, checkpoint));
  console.log(checkpoint.id);
  for (;;) {
    for (const line of fs.readFileSync(log, "utf8").split("\n")) {
      if (!line.includes(checkpoint.id)) continue;
      const seen = JSON.parse(line);
      if (seen.type === "checkpoint.requested") continue;
      console.log(JSON.stringify({ type: seen.type, payload: seen.payload, actor: seen.actor }));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

if (verb === "append") {
  const [name, count] = rest;
  for (let n = 0; n < Number(count); ++n) await append(event("zz.written", name, "system", { n }));
} else if (verb === "hold") {
  await lockfile.lock(log, { retries: 5 });
  console.log("held");
  setInterval(() => {}, 1000);
} else if (verb === "try") {
  try {
    await lockfile.lock(log, { stale: Number(rest[0]), retries: { retries: 4, factor: 1, minTimeout: 1000 } });
    process.exit(0);
  } catch (error) {
    console.log(error.code);
    process.exit(3);
  }
} else if (verb === "ask") {
  await ask(rest[0]);
}
