#!/usr/bin/env bash
# `make compare`: what Dwarpal reads in real documents that nobody here made, against other readers of them.
#
# The documents come from the sources of the packages in tests/compare/packages.tsv, by the registries' own clients, and
# from a corpus (DWARPAL_CORPUS) if there is one; all that is fetched is left in target/compare. COMPARE_ARGS reaches
# tests/compare/compare.py.

set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cd "$ROOT"
target=$ROOT/target/compare
python=$target/venv/bin/python
has pdftotext || apt_install 'pdftotext, of poppler-utils, is needed' poppler-utils
if ! "$python" -c 'import openpyxl, xlrd' 2>/dev/null; then
  say 'installing openpyxl and xlrd into target/compare'
  python3 -m venv "$target/venv" || fail "Python's venv is needed: on Debian install python3-venv."
  "$python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5 xlrd==2.0.2
fi
cargo build --quiet --locked --example read
read -ra args <<<"${COMPARE_ARGS:-}"
exec "$python" tests/compare/compare.py target/debug/examples/read "$target" "${DWARPAL_CORPUS:-../shared/corpus}" "${args[@]}"
