//! The rows of `tests/data/detectors` inside WebAssembly: under Node and, by the test runner's environment, in a
//! browser.
#![cfg(target_arch = "wasm32")]

mod support;

use support::{Row, chunkings, rows, scan_with};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_module_is_built_with_simd() {
    assert_eq!(dwarpal::simd::VARIANT, "simd128");
}

#[wasm_bindgen_test]
fn rows_are_found_and_only_they() {
    for Row { at, id, text, expected, catalog } in rows() {
        let found: Vec<_> = scan_with(catalog, [text.as_bytes()])
            .iter()
            .filter(|f| f.kind == id)
            .map(|f| (f.span.start, f.span.end))
            .collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{at}");
    }
}

#[wasm_bindgen_test]
fn every_split_finds_the_same() {
    for Row { at, text, catalog, .. } in rows() {
        let whole = scan_with(catalog, [text.as_bytes()]);
        for chunks in chunkings(text.as_bytes()) {
            assert_eq!(scan_with(catalog, chunks.iter().copied()), whole, "{at}");
        }
    }
}
