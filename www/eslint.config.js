/**
 * Lint rules. Besides the recommended ones they hold up the floors: what each folder may know of its host.
 */

import js from '@eslint/js';
import globals from 'globals';

/** The core speaks the web's standards only. A name that is not here is a host's, and a mistake. */
const neutral = Object.fromEntries(
  [
    'Blob',
    'Headers',
    'ReadableStream',
    'Response',
    'TextDecoder',
    'TextEncoder',
    'TransformStream',
    'URL',
    'WebAssembly',
    'crypto',
  ].map((name) => [name, 'readonly']),
);

export default [
  { ignores: ['pkg/', 'node_modules/'] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-console': 'error',
      'max-lines': ['error', 250],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  {
    files: ['core/**'],
    languageOptions: { globals: neutral },
    rules: { 'no-restricted-imports': ['error', { patterns: ['node:*', '**/adapters/**', '**/demo/**'] }] },
  },
  {
    files: ['adapters/cloudflare/**'],
    languageOptions: {
      globals: {
        ...neutral,
        Request: 'readonly',
        fetch: 'readonly',
        console: 'readonly',
        FixedLengthStream: 'readonly',
        setTimeout: 'readonly',
      },
    },
    // The worker's log is its console.
    rules: { 'no-console': 'off', 'no-restricted-imports': ['error', { patterns: ['node:*', '**/demo/**'] }] },
  },
  {
    files: ['adapters/**'],
    ignores: ['adapters/cloudflare/**', 'adapters/{node,express,fastify}/**'],
    languageOptions: { globals: { ...neutral, Request: 'readonly', fetch: 'readonly' } },
    rules: { 'no-restricted-imports': ['error', { patterns: ['node:*', '**/demo/**'] }] },
  },
  { files: ['bin/templates/**'], languageOptions: { globals: { Bun: 'readonly', Deno: 'readonly' } } },
  { files: ['adapters/{node,express,fastify}/**', 'bin/**'], languageOptions: { globals: globals.node } },
  {
    files: ['demo/worker.js'],
    languageOptions: { globals: { ...neutral, Request: 'readonly' } },
  },
  {
    files: ['extension/**'],
    languageOptions: { globals: { ...globals.browser, chrome: 'readonly' } },
    rules: { 'no-restricted-imports': ['error', { patterns: ['node:*', '**/adapters/**', '**/demo/**'] }] },
  },
  // These tests run some of their lines in pages and in the extension.
  {
    files: ['test/extension/**'],
    languageOptions: { globals: { ...globals.browser, chrome: 'readonly' } },
  },
  // The page's test runs some of its lines in the page.
  { files: ['demo/page/**', 'test/page.test.js'], languageOptions: { globals: globals.browser } },
  { files: ['test/helpers/*.worker.js'], languageOptions: { globals: { ...neutral, Request: 'readonly' } } },
  {
    files: ['*.js', 'demo/*.mjs', 'dev/**', 'test/**'],
    ignores: ['test/helpers/*.worker.js'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
];
