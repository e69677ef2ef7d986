/**
 * How cargo is run for wasm32: with the user's own toolchain, or with Debian's compiler, which builds the
 * standard library from its source. The one place that knows the difference.
 *
 * As a command it does just that:  node www/dev/wasm.mjs clippy -- -D warnings
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter } from 'node:path';
import { pathToFileURL } from 'node:url';
import { choices, root, target } from './settings.mjs';

const TRIPLE = 'wasm32-unknown-unknown';

/** Its own target directory: another compiler and other flags than the native build's. */
const directory = `${target}wasm`;

/**
 * A module as `cargo rustc --release` leaves it.
 * @param {string} [folder]
 */
export const compiled = (folder = directory) => `${folder}/${TRIPLE}/release/dwarpal.wasm`;

/** Debian's sources of the standard library. */
const LIBRARY = ['/usr/lib/rustlib/src/rust', '/usr/src'];

/** Where sources lie on this machine: a module must not tell. Set-up has fetched them, so the folders are there. */
function sourceFolders() {
  const registries = `${process.env.CARGO_HOME ?? `${homedir()}/.cargo`}/registry/src`;
  const names = existsSync(registries) ? readdirSync(registries) : [];
  return [root.slice(0, -1), ...names.sort().map((name) => `${registries}/${name}`)];
}

/**
 * The command that runs cargo with these arguments for wasm32.
 * @param {string[]} args a subcommand and its arguments
 * @param {string} [folder] where it builds
 * @returns {{ command: string, args: string[], env: NodeJS.ProcessEnv }}
 */
export function wasmCargo([subcommand, ...args], folder = directory) {
  const { TOOLCHAIN, LINKER, BINDGEN } = choices('wasm');
  const debian = TOOLCHAIN === 'debian';
  const release = args.includes('--release');

  const sources = [...sourceFolders(), ...(debian ? LIBRARY : [])];
  const flags = ['-Ctarget-feature=+simd128', ...sources.map((path) => `--remap-path-prefix=${path}=src`)];
  // The standard library is built with these flags too: without places in its panics it is smaller. A test needs them.
  if (debian && release) flags.push('-Zlocation-detail=none');

  const env = {
    ...process.env,
    CARGO_TARGET_DIR: folder,
    // Not RUSTFLAGS: a path may have spaces.
    CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f'),
    // Debugging information is dropped when a module is bound: not worth carrying there.
    CARGO_PROFILE_DEV_DEBUG: '0',
    // No more than that may go before: wasm-bindgen reads in the rest which features the module uses.
    CARGO_PROFILE_RELEASE_STRIP: 'debuginfo',
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: 'wasm-bindgen-test-runner',
    PATH: `${BINDGEN}${delimiter}${process.env.PATH}`,
  };
  if (!debian) return { command: 'cargo', args: [subcommand, '--target', TRIPLE, ...args], env };

  Object.assign(env, {
    CARGO: '/usr/bin/cargo',
    RUSTC: '/usr/bin/rustc',
    RUSTDOC: '/usr/bin/rustdoc',
    RUSTC_BOOTSTRAP: '1',
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: LINKER,
  });
  // cargo would look for its subcommand among rustup's first.
  const command = subcommand === 'clippy' ? '/usr/bin/cargo-clippy' : '/usr/bin/cargo';
  return { command, args: [subcommand, '--target', TRIPLE, '-Zbuild-std=std,panic_abort', ...args], env };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { command, args, env } = wasmCargo(process.argv.slice(2));
  process.exitCode = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' }).status ?? 1;
}
