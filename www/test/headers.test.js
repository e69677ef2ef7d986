/**
 * What headers say: a table for each question.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { fileName, isBodiless, mediaType, passedHeaders, prefersJson, unreadable } from '../core/headers.js';
import { quietPath } from '../core/incident.js';

it('media types are read as browsers read them', () => {
  const rows = [
    ['text/html', 'text/html'],
    ['Text/HTML ;charset=x', 'text/html; charset=x'],
    ['text/html;CHARSET = "a;b" ', 'text/html; charset="a;b"'],
    ['text/plain, application/json', 'application/json'],
    ['text/html, */*', 'text/html'],
    ['application/ld+json; profile="a,b"', 'application/ld+json; profile="a,b"'],
    ['nonsense', undefined],
    ['', undefined],
    [null, undefined],
  ];
  for (const [value, expected] of rows) assert.equal(mediaType(value ?? null), expected, String(value));
});

it('file names come from the disposition, else from the path', () => {
  const url = 'https://a.example/files/list%20one.csv?x=/y.html';
  /** @type {[string | null, string | undefined, string | undefined][]} */
  const rows = [
    [null, url, 'list one.csv'],
    [null, 'https://a.example/', undefined],
    [null, 'https://a.example/%ff.csv', '%ff.csv'],
    [null, undefined, undefined],
    ['attachment; filename="a;b\\".csv"', url, 'a;b".csv'],
    ['attachment; filename=plain.csv', undefined, 'plain.csv'],
    ["attachment; filename*=UTF-8''na%C3%AFve.csv", undefined, 'naïve.csv'],
    ['inline', url, 'list one.csv'],
  ];
  for (const [disposition, from, expected] of rows) assert.equal(fileName(disposition, from), expected);
});

it('slices and endless streams cannot be judged', () => {
  /** @type {[ResponseInit, string | undefined][]} */
  const rows = [
    [{ status: 206 }, 'partial'],
    [{ headers: { 'content-range': 'bytes 0-9/100' } }, 'partial'],
    [{ headers: { 'content-type': 'Text/Event-Stream' } }, 'endless'],
    [{ headers: { 'content-type': 'multipart/x-mixed-replace; boundary=x' } }, 'endless'],
    [{ headers: { 'content-type': 'text/event-streams' } }, undefined],
    [{}, undefined],
  ];
  for (const [init, expected] of rows) assert.equal(unreadable(new Response('x', init)), expected);
});

it('HEAD, 204, 205 and 304 have no body', () => {
  assert.equal(isBodiless(new Response('x'), 'HEAD'), true);
  assert.equal(isBodiless(new Response('x'), 'GET'), false);
  for (const status of [204, 205, 304]) assert.equal(isBodiless(new Response(null, { status })), true);
});

it('JSON goes to those who name it and do not name HTML as high', () => {
  /** @type {[string | null, boolean][]} */
  const rows = [
    ['application/json', true],
    ['application/json, */*', true],
    ['application/vnd.api+json;q=0.9, text/html;q=0.8', true],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
    ['text/html, application/json', false],
    ['application/json;q=0', false],
    ['*/*', false],
    ['', false],
    [null, false],
  ];
  for (const [accept, expected] of rows) assert.equal(prefersJson(accept), expected, String(accept));
});

it('a length of coded bytes is dropped where the host has undone the coding', () => {
  const origin = new Headers({ 'content-encoding': 'deflate', 'content-length': '9', etag: '"a"', 'x-kept': 'yes' });
  const kept = { 'content-encoding': 'deflate', etag: '"a"', 'x-kept': 'yes' };
  assert.deepEqual(Object.fromEntries(passedHeaders(origin, 'deflate')), { ...kept, 'content-length': '9' });
  assert.deepEqual(Object.fromEntries(passedHeaders(origin)), kept);
});

it('a path in the log has no long numbers, mail addresses or query', () => {
  assert.equal(quietPath('/u/9876543210/x-2021.csv'), '/u/*/x-*.csv');
  assert.equal(quietPath('/mail/a%40b.example/1'), '/mail/*/1');
});
