# For the set-up scripts: where the project is, how they speak, how they install. To be sourced by bash.
#
# Contract: a script ends with status 0 and everything in place, or with one sentence on stderr that says what
# to do, and status 1. What it chose is left in target/setup/*.env as KEY=VALUE lines (no quoting: a value goes
# to the end of its line), for settings.mjs to read.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
STATE=$ROOT/target/setup
mkdir -p "$STATE"

say() { printf 'setup: %s\n' "$*"; }

fail() {
  printf 'setup: %s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# at_least HAVE WANT: compares dotted versions.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

# within SECONDS COMMAND...: so that a network that answers nothing can't hold set-up (not every system has `timeout`).
within() {
  local seconds=$1
  shift
  if has timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

# apt_install WHY PACKAGE...: WHY begins the sentence that is shown where this can't be done.
apt_install() {
  local why=$1
  shift
  # --no-remove: a package that would push out one of the user's own is refused.
  local install=(apt-get install -y --no-install-recommends --no-remove -o DPkg::Lock::Timeout=120 "$@")
  [ "$(id -u)" = 0 ] || fail "$why; on Debian run: sudo apt-get install --no-install-recommends $*"
  say "installing $* from Debian's packages"
  export DEBIAN_FRONTEND=noninteractive
  "${install[@]}" >"$STATE/apt.log" 2>&1 && return
  # The package list of a fresh machine is missing or old.
  { apt-get update && "${install[@]}"; } >>"$STATE/apt.log" 2>&1 && return
  tail -n 5 "$STATE/apt.log" >&2
  fail "$why, and Debian's packages could not be installed (see above); try: apt-get install --no-install-recommends $*"
}
