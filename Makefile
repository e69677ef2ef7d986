# The commands of Dwarpal. `make` alone prints them; each does what it needs first.
#
# Where the logic is longer than a line it lives in www/dev/. Variables given to make (`make demo PORT=9000`)
# reach the scripts as environment variables.

# This folder, from wherever make was called, and though its path may have spaces (so no $(dir ...)).
ROOT := $(shell cd "$$(dirname "$$(echo '$(MAKEFILE_LIST)' | sed 's|^ *||')")" && pwd)
IN := @cd '$(ROOT)' &&

.PHONY: help setup browser build demo extension test test-long compare bench bench-edge eval lint clean

help:
	$(IN) sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

setup: ## checks this machine and installs what a build needs (once; then it takes a second)
	$(IN) www/dev/setup.sh

# Only the tests need it.
browser: setup
	$(IN) www/dev/setup-browser.sh

build: setup ## the WebAssembly module (www/pkg) and the native command (target/release/dwarpal)
	$(IN) node www/dev/build.mjs

demo: build ## a leaky site beside the same site guarded, on this machine (PORT=, ORIGIN=)
	$(IN) exec node www/dev/demo.mjs

extension: build ## the browser extension for Chromium and Firefox (target/extension), packed for the stores
	$(IN) exec node www/dev/extension.mjs

test: browser build ## every test: native, WebAssembly in Node and in Chromium, JavaScript
	$(IN) exec node www/dev/test.mjs

test-long: browser build ## the package on other hosts, a corpus through the edge, a soak, and fuzzing (MINUTES=30), on nightly
	$(IN) cd www && npm run --silent test:hosts
	$(IN) for test in www/test/long/*.long.js; do node --test $$test || exit 1; done
	$(IN) MUTATIONS=$${MUTATIONS:-100000} DOCUMENTS=target/compare/documents \
	  cargo test --features cli --test main mutations -- --nocapture
	$(IN) exec www/dev/fuzz.sh

compare: setup ## 2,000 real documents of other projects against pdftotext, openpyxl and xlrd: words, cells, time, memory
	$(IN) exec www/dev/compare.sh

bench: build ## speed of the module under V8: ratios to a floor and to regular expressions, finding counts checked
	$(IN) exec node benches/speed.mjs

bench-edge: build ## requests per second and time to the first byte in workerd, beside a worker that passes through; needs wrk
	$(IN) exec node benches/edge.mjs

eval: build ## how much is found and how much is found wrongly, on a corpus with known answers (EVAL_ARGS=)
	$(IN) if [ -f ../shared/evaluate.py ]; \
	  then exec python3 ../shared/evaluate.py --bin target/release/dwarpal $(EVAL_ARGS); \
	  else exec cargo test --release --features cli --test main eval -- --nocapture; fi

# After the build: the JavaScript is type-checked against the module's own declarations.
lint: build ## formatting, clippy (native and wasm32), rustdoc, eslint, prettier, tsc: no warning is allowed
	$(IN) cargo fmt --check
	$(IN) cargo clippy --locked --all-targets --features cli -- -D warnings
	$(IN) cargo clippy --locked --all-targets --no-default-features -- -D warnings
	$(IN) node www/dev/wasm.mjs clippy --locked --lib --test web -- -D warnings
	$(IN) node www/dev/wasm.mjs clippy --locked --lib --no-default-features --features parts,policy -- -D warnings
	$(IN) node www/dev/wasm.mjs clippy --locked --lib --no-default-features --features opener -- -D warnings
	$(IN) RUSTDOCFLAGS='-D warnings' cargo doc --lib --no-deps
	$(IN) cd www && npm run --silent lint
	$(IN) cd www && npm run --silent types

clean: ## removes everything that was built or installed here
	$(IN) rm -rf target www/pkg www/node_modules
