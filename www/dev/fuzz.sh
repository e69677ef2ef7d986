#!/usr/bin/env bash
# `make test-long`: coverage-guided fuzzing of the engine for MINUTES (default 30), from the tests' own data.
#
# Needs a nightly toolchain (the sanitizers are nightly only); brings cargo-fuzz into target/tools if it is missing.
# What it finds is left in tests/fuzz/artifacts and the status is not 0.

set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cd "$ROOT"
minutes=${MINUTES:-30}
tools=$ROOT/target/tools
if ! rustup toolchain list 2>/dev/null | grep -q '^nightly'; then
  fail "Fuzzing needs a nightly toolchain: run 'rustup toolchain install nightly'."
fi
if [ ! -x "$tools/bin/cargo-fuzz" ]; then
  say 'installing cargo-fuzz into target/tools'
  cargo install --quiet --root "$tools" cargo-fuzz
fi

# A seed is what is declared, how it is cut, and a body.
seeds=target/fuzz/seeds
mkdir -p "$seeds" target/fuzz/corpus
for body in tests/data/bodies/*; do
  { printf '\003\017' && cat "$body"; } >"$seeds/$(basename "$body")"
done
grep -hE '^(hit|miss) ' tests/data/detectors/*.txt | sed -E 's/^[a-z]+ [a-z0-9_]+  //; s/[«»]//g' |
  awk -v to="$seeds" '{ file = to "/row" NR; printf "\002\007%s", $0 > file; close(file) }'

say "fuzzing for $minutes minutes"
PATH="$tools/bin:$PATH" CARGO_TARGET_DIR="$ROOT/target/fuzz" exec cargo +nightly fuzz run --fuzz-dir tests/fuzz chunks \
  target/fuzz/corpus "$seeds" -- -max_len=4000 -max_total_time=$((minutes * 60)) -print_final_stats=1
