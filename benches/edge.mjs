/**
 * `make bench-edge`: what the edge costs, in raw workerd: requests per second beside a worker that only passes the body
 * through a TransformStream, in the same process and run, and the time to the first byte. Needs `wrk` (a Debian package).
 *
 * Medians of interleaved rounds. Beside the rates the time that the process computed for each request is compared (Linux
 * tells): on a machine with other work it is the steadier of the two. The origin is a worker in the same process, so that nothing else is measured.
 */

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { startWorkerd } from "../www/test/helpers/workerd.js";

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = Number(process.env.SECONDS ?? 2);
const SIZES = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
const CONNECTIONS = [1, 32];
const MODES = ["observe", "redact", "block"];

if (spawnSync("wrk", ["-v"]).error) {
  console.error(
    "bench-edge needs wrk: install the Debian package of that name.",
  );
  process.exit(1);
}

/** @returns {number} milliseconds that the process has computed */
function computed() {
  // In ticks of 10 ms; fields 14 and 15, behind a name that may hold anything.
  const fields = readFileSync(`/proc/${edge.pid}/stat`, "utf8")
    .split(") ")[1]
    .split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

/** @param {number} port @param {number} size @param {number} connections */
function load(port, size, connections) {
  const before = computed();
  const seconds = size > 1_000_000 ? 5 * SECONDS : SECONDS;
  const args = [
    "-t1",
    `-c${connections}`,
    `-d${seconds}s`,
    `http://127.0.0.1:${port}/json/${size}`,
  ];
  const text = execFileSync("wrk", args, { encoding: "utf8" });
  assert.ok(!/Non-2xx|Socket errors/.test(text), text);
  const requests = Number(/(\d+) requests in/.exec(text)?.[1]);
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]),
    cost: (computed() - before) / requests,
  };
}

/** @param {number} port @param {number} size @returns {Promise<number>} milliseconds */
function firstByte(port, size) {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const asked = request(
      { port, host: "127.0.0.1", path: `/json/${size}`, agent: false },
      (response) => {
        response.once("data", () => {
          const time = performance.now() - from;
          // Not before it has gone: another's first byte is not to wait for this one's rest.
          response.once("end", () => resolve(time));
        });
        response.resume();
      },
    );
    asked.on("error", reject).end();
  });
}

/** @param {...(string | number)} cells */
const row = (...cells) =>
  console.log(cells.map((cell) => String(cell).padStart(14)).join(""));

/** @param {number[]} numbers */
const median = (numbers) =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

const services = [
  { name: "through", script: "test/helpers/through.worker.js" },
  ...MODES.map((mode) => ({
    name: mode,
    script: "adapters/cloudflare/worker.js",
    variables: { MODE: mode, MAX_HELD: "20000000" },
  })),
];
const edge = await startWorkerd(services, "test/helpers/bodies.worker.js");
try {
  const names = services.map(({ name }) => name);
  console.log(
    `pass-through: requests per second, milliseconds of computing for each; medians of ${ROUNDS} rounds of ${SECONDS} s`,
  );
  console.log(
    "modes: ratio of the rate to it / ratio of its computing to theirs (1 is as good)\n",
  );
  row("bytes", "connections", "through", "ms", ...MODES);
  for (const size of SIZES) {
    // 32 times 10 MB at once is a test of the machine's memory.
    for (const connections of size > 1_000_000 ? [1] : CONNECTIONS) {
      /** @type {Record<string, ReturnType<typeof load>[]>} */
      const seen = Object.fromEntries(names.map((name) => [name, []]));
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const name of names)
          seen[name].push(load(edge.ports[name], size, connections));
      }
      const { through } = seen;
      const ratios = MODES.map((mode) => {
        const rates = median(
          seen[mode].map(({ rate }, round) => rate / through[round].rate),
        );
        const costs = median(
          seen[mode].map(({ cost }, round) => through[round].cost / cost),
        );
        return `${rates.toFixed(2)} / ${costs.toFixed(2)}`;
      });
      const rate = median(through.map(({ rate }) => rate)).toFixed(0);
      row(
        size,
        connections,
        rate,
        median(through.map(({ cost }) => cost)).toFixed(2),
        ...ratios,
      );
    }
  }
  console.log(
    "\ntime to the first byte: milliseconds passing through, and ratios to it (1 is as good, more is later)\n",
  );
  row("bytes", "connections", ...names);
  for (const size of SIZES) {
    for (const connections of size > 1_000_000 ? [1] : CONNECTIONS) {
      /** @type {Record<string, number[]>} */
      const times = Object.fromEntries(names.map((name) => [name, []]));
      for (let round = 0; round < 10 * ROUNDS; round += 1) {
        for (const name of names) {
          const all = Array.from({ length: connections }, () =>
            firstByte(edge.ports[name], size),
          );
          times[name].push(median(await Promise.all(all)));
        }
      }
      const through = median(times.through);
      const ratios = MODES.map((mode) =>
        median(
          times[mode].map((time, round) => time / times.through[round]),
        ).toFixed(2),
      );
      row(size, connections, through.toFixed(2), ...ratios);
    }
  }
} finally {
  await edge.close();
}
