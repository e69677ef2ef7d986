#!/usr/bin/env node
/**
 * `npx dwarpal`: the native command's twin in JavaScript, for those who have Node and no Rust.
 *
 * The contract: the commands that both have print the same, byte for byte, and end with the same exit status: 0 nothing
 * stopped, 1 something was blocked or could not be read by the engine, 2 the command could not run or a path could not
 * be opened (the rest is done).
 */

import { parse } from './args.js';
import { Failure } from './failure.js';

// Who reads no further (`| head`) wants no more.
process.stdout.on('error', (error) => {
  if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  const { run, options, paths } = parse(process.argv.slice(2));
  process.exitCode = await run(options, paths);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(error.usage ? `${error.message}\n` : `dwarpal: ${error.message}\n`);
  process.exitCode = 2;
}
