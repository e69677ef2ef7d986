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

# A seed is what is declared, how it is cut, and a body; for `agree` the format, and a body.
seeds=target/fuzz/seeds
mkdir -p "$seeds"/{any,agree,documents}
for body in tests/data/bodies/*; do
  { printf '\003\017' && cat "$body"; } >"$seeds/any/$(basename "$body")"
  { printf '\002\017{"file":"' && base64 -w 0 "$body" && printf '","page":"' && base64 "$body" | base64 -w 0 && printf '"}'; } \
    >"$seeds/any/base64-$(basename "$body")"
  { printf '\004\017<p title="' && gzip -c "$body" | base64 -w 0 && printf '">'; } >"$seeds/any/packed-$(basename "$body")"
  case $body in *.csv) format='\000' ;; *json) format='\001' ;; *) format='\002' ;; esac
  { printf "$format" && sed -E 's/«[^|]*\||»//g' "$body"; } >"$seeds/agree/$(basename "$body")"
  # Documents: gzip, an archive, a letter.
  { printf '\010\017' && gzip -9c "$body"; } >"$seeds/documents/gzip-$(basename "$body")"
  { printf '\006\017' && tar -c "$body"; } >"$seeds/documents/tar-$(basename "$body")"
  { printf '\004\017MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n' &&
    printf 'Content-Transfer-Encoding: base64\r\n\r\n' && base64 "$body"; } >"$seeds/documents/mail-$(basename "$body")"
done
grep -hE '^(hit|miss) ' tests/data/detectors/*.txt | sed -E 's/^[a-z]+ [a-z0-9_]+  //; s/[«»]//g' |
  awk -v to="$seeds/any" '{ file = to "/row" NR; printf "\002\007%s", $0 > file; close(file) }'

# The targets share the time; TARGETS= names some of them.
read -ra targets <<<"${TARGETS:-chunks agree released documents}"
for target in "${targets[@]}"; do
  say "fuzzing $target: $minutes minutes for ${#targets[@]} target(s)"
  mkdir -p "target/fuzz/corpus/$target"
  from=$seeds/any
  [ -d "$seeds/$target" ] && from=$seeds/$target
  PATH="$tools/bin:$PATH" CARGO_TARGET_DIR="$ROOT/target/fuzz" cargo +nightly fuzz run --fuzz-dir tests/fuzz "$target" \
    "target/fuzz/corpus/$target" "$from" -- -max_len=4000 -max_total_time=$((minutes * 60 / ${#targets[@]})) \
    -print_final_stats=1
done
