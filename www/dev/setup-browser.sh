#!/usr/bin/env bash
# Finds a Chromium with its driver and a Firefox for the tests, or installs Debian's: kept apart, for a demo needs none.
#
# $CHROMIUM, $CHROMEDRIVER and $FIREFOX (paths) come first, then PATH, then Debian's packages. Leaves
# target/setup/browser.env (see common.sh) and target/setup/webdriver.json, which wasm-bindgen's test runner reads.

. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# first NAME...: the path of the first of them that is there.
first() {
  local name
  for name in "$@"; do
    if [ -n "$name" ] && has "$name"; then
      command -v "$name"
      return
    fi
  done
}

find_browser() {
  chromium=$(first "${CHROMIUM:-}" chromium chromium-browser google-chrome)
  driver=$(first "${CHROMEDRIVER:-}" chromedriver)
  [ -n "$chromium" ] && [ -n "$driver" ]
}

# The extension is tested in it too; it needs no driver.
find_firefox() {
  firefox=$(first "${FIREFOX:-}" firefox-esr firefox)
  [ -n "$firefox" ]
}

readonly WHY="The browser tests need Chromium and ChromeDriver (on PATH, or named by CHROMIUM and CHROMEDRIVER)"
readonly WHY_FIREFOX="The extension's tests need Firefox 140 or newer (on PATH, or named by FIREFOX)"

if ! find_browser; then
  has apt-get || fail "$WHY: install both, then run this again."
  apt_install "$WHY" chromium chromium-driver
  find_browser || fail "$WHY: Debian's packages are installed and still not on PATH."
fi

if ! find_firefox; then
  has apt-get || fail "$WHY_FIREFOX: install it, then run this again."
  apt_install "$WHY_FIREFOX" firefox-esr
  find_firefox || fail "$WHY_FIREFOX: Debian's package is installed and still not on PATH."
fi

# Quiet: no look-ups, no updates, no first-run pages. Chromium's sandbox does not run as root.
arguments='"--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--no-first-run"'
[ "$(id -u)" != 0 ] || arguments="\"--no-sandbox\", $arguments"
cat >"$STATE/webdriver.json" <<JSON
{
  "goog:chromeOptions": {
    "binary": "$chromium",
    "args": [$arguments]
  }
}
JSON
printf '%s\n' "CHROMIUM=$chromium" "CHROMEDRIVER=$driver" "FIREFOX=$firefox" >"$STATE/browser.env"
say "ready: $("$chromium" --version 2>/dev/null)"
