#!/usr/bin/env bash
# Makes a clone ready to build: a way to compile for wasm32, wasm-bindgen's tools, the npm packages.
#
# Idempotent, and quick when nothing is missing. Writes only below target/ and www/node_modules/, except for
# what it says it installs: the wasm32 target of the active rustup toolchain, or else Debian's packages. The
# default toolchain is never changed. DWARPAL_WASM=debian takes the second way even where the first is open.
# Leaves target/setup/wasm.env (see common.sh).

. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$ROOT"

readonly TARGET=wasm32-unknown-unknown
# The oldest Rust that the package takes.
rust=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)

check_tools() {
  local node
  has cargo && has rustc || fail "Rust is missing: install it with rustup, then run this again."
  at_least "$(cargo --version | cut -d ' ' -f 2)" "$rust" ||
    fail "Rust $rust or newer is needed and this is $(cargo --version | cut -d ' ' -f 2): run 'rustup update stable'."
  has node || fail "Node.js is missing: install version 20 or newer, then run this again."
  has npm || fail "npm is missing: install it (it comes with Node.js), then run this again."
  node=$(node --version)
  at_least "${node#v}" 20 || fail "Node.js 20 or newer is needed and this is ${node#v}: install a newer one."
}

# --- wasm32 ------------------------------------------------------------------------------------------------

has_target() { [ -d "$(rustc --print target-libdir --target "$TARGET" 2>/dev/null)" ]; }

# Debian's compiler has no wasm32 library either, but its source package matches it, so cargo builds one.
has_debian_rust() {
  [ -x /usr/bin/cargo ] && [ -x /usr/bin/cargo-clippy ] && [ -d /usr/lib/rustlib/src/rust/library ] &&
    at_least "$(/usr/bin/rustc --version 2>/dev/null | cut -d ' ' -f 2)" "$rust"
}

# The linker comes with every rustup toolchain; else it is Debian's.
find_linker() {
  local found
  for found in "$(rustc --print sysroot)"/lib/rustlib/*/bin/rust-lld /usr/bin/wasm-ld-22; do
    if [ -x "$found" ]; then
      printf '%s' "$found"
      return
    fi
  done
}

choose_wasm() {
  local why="There is no Rust standard library for $TARGET ('rustup target add $TARGET' did not give one)"
  linker=
  toolchain=active
  if [ "${DWARPAL_WASM:-}" != debian ]; then
    has_target && return
    # A failed try is not repeated: what took its place is still there.
    if has rustup && ! { grep -qsx TOOLCHAIN=debian "$STATE/wasm.env" && has_debian_rust; }; then
      say "adding $TARGET to the active Rust toolchain"
      within 120 rustup target add "$TARGET" >"$STATE/rustup.log" 2>&1 || true
      has_target && return
      say "rustup could not (log: target/setup/rustup.log); using Debian's compiler and building the library"
    fi
  fi
  toolchain=debian
  has apt-get || has_debian_rust || fail "$why: add it where the network allows, then run this again."
  has_debian_rust || apt_install "$why" rustc-web cargo-web rust-web-src rust-web-clippy
  has_debian_rust || fail "$why, and Debian's rustc-web is older than $rust: run 'apt-get update', then this again."
  linker=$(find_linker)
  [ -n "$linker" ] || apt_install "There is no linker for $TARGET" lld-22
  linker=$(find_linker)
}

# Before the first compiler runs: where the sources lie is then known, and a missing network shows here.
fetch_crates() {
  cargo fetch --quiet || fail "cargo could not fetch the dependencies (see above): check the network, then run this again."
}

# --- wasm-bindgen's tools ------------------------------------------------------------------------------------

# The tools work only with the library of exactly their version.
choose_bindgen() {
  local wanted own="$ROOT/target/tools/bin" tool
  wanted=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
  for tool in "$own/wasm-bindgen" "$(command -v wasm-bindgen || true)"; do
    bindgen=$(dirname "$tool")
    if is_bindgen "$bindgen/wasm-bindgen" "$wanted" && is_bindgen "$bindgen/wasm-bindgen-test-runner" "$wanted"; then
      return
    fi
  done
  bindgen=$own
  # Unoptimised and without TLS (only its test runner speaks HTTP, to a driver on this machine): on two cores
  # it builds in half the time, and binds in seconds all the same. Not --locked: its own lock names versions
  # that some registries do not have.
  say "building wasm-bindgen-cli $wanted (once, about two minutes)"
  env -u RUSTFLAGS CARGO_TARGET_DIR="$ROOT/target/tools/build" CARGO_PROFILE_DEV_DEBUG=0 \
    CARGO_PROFILE_DEV_INCREMENTAL=false \
    cargo install "wasm-bindgen-cli@$wanted" --root "$ROOT/target/tools" --force --debug --no-default-features \
    --bin wasm-bindgen --bin wasm-bindgen-test-runner ||
    fail "wasm-bindgen-cli $wanted could not be built (see above): check the network, then run this again."
  rm -rf "$ROOT/target/tools/build"
}

is_bindgen() { [ "$("$1" --version 2>/dev/null | cut -d ' ' -f 2)" = "$2" ]; }

# --- npm -------------------------------------------------------------------------------------------------------

install_npm() {
  [ package-lock.json -nt node_modules/.package-lock.json ] || return 0
  say "installing the npm packages"
  npm ci --include=dev --no-progress --loglevel=error ||
    fail "npm could not install the packages (see above): check the network, then run this again."
}

check_tools
(cd www && install_npm)
fetch_crates
choose_wasm
choose_bindgen
printf '%s\n' "TOOLCHAIN=$toolchain" "LINKER=$linker" "BINDGEN=$bindgen" >"$STATE/wasm.env"
say "ready: wasm32 by $([ "$toolchain" = debian ] && echo "Debian's rustc-web" || echo "$(rustc --version | cut -d ' ' -f 1-2)")"
