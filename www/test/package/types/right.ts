/** What a program in TypeScript may write. Compiled with `tsc --strict` against the packed declarations. */

import { createServer } from 'node:http';
import { createSecureServer, createServer as createHttp2Server } from 'node:http2';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { createFilter, createFilterSync, DwarpalError } from 'dwarpal';
import type {
  Decision,
  Filter,
  Finding,
  Incident,
  Kind,
  PersonRecord,
  PolicyDocument,
  Report,
  Settings,
} from 'dwarpal';
import { guard as guardDeno } from 'dwarpal/deno';
import { guard as guardExpress } from 'dwarpal/express';
import { guard as guardFastify } from 'dwarpal/fastify';
import { guard as guardHono } from 'dwarpal/hono';
import { guard as guardNode } from 'dwarpal/node';
import { guardFetches } from 'dwarpal/service-worker';
import wasm from 'dwarpal/wasm';

const settings: Partial<Settings> = {
  mode: 'redact',
  blockStatus: 403,
  maxHeld: 1024,
  onLimit: 'pass',
  blockPage: ({ id, unseen }) => `${id.length} ${unseen}`,
  onIncident: (incident: Incident) => void incident.counts.in_pan?.toFixed(),
};

const policy: PolicyDocument = {
  version: 1,
  packs: ['in', 'us'],
  routes: [{ name: 'me', match: { path: ['/me', '/my/**'], status: [404, '5xx'] }, audience: 'self', selfPersons: 2 }],
};

async function use(): Promise<void> {
  using filter: Filter = await createFilter(settings);
  const report: Report = await filter.scan('text', { contentType: 'text/csv', maxFindings: 10, whole: true });
  const verdict: 'pass' | 'block' | 'uninspectable' = report.verdict;
  const finding: Finding | undefined = report.findings[0];
  const record: PersonRecord | undefined = report.records[0];
  const words: Array<string | undefined> = report.slices('text');
  const bytes: Array<Uint8Array | undefined> = report.slices(new Uint8Array(1));
  const text: string = (await filter.redact('text')).output;
  const masked: Uint8Array = (await filter.redact(new Blob(['text']))).output;
  const decision: Decision = await filter.verdict(new Response('text'));
  const stream = new Response('text').body?.pipeThrough(filter.stream({ contentType: 'text/plain' }));
  const served: Response = await filter.guard(new Response('text'), { request: new Request('http://localhost/') });
  const kinds: Kind[] = filter.kinds();
  const valid: boolean = filter.check('in_pan', 'x');
  await filter.scan((await import('node:fs')).createReadStream('x'));
  void [verdict, finding, record, words, bytes, text, masked, decision, stream, served, kinds, valid];
}

try {
  createFilterSync(wasm, { mode: 'observe', policy }).dispose();
} catch (error) {
  if (error instanceof DwarpalError) void [error.code.length, error.message.length, error.hint.length];
}

createServer(guardNode((_, response) => void response.end('x'), settings));
createHttp2Server(guardNode((request, response) => void response.stream.close(request.stream.id)));
const onStream = (request: Http2ServerRequest, response: Http2ServerResponse) => void response.end(request.url);
createSecureServer({}, guardNode(onStream));
fastify({ http2: true }).register(guardFastify, { mode: 'cut' });
express().use(guardExpress(settings));
fastify().register(guardFastify, { mode: 'block' });
new Hono().use(guardHono());
export const handler: (request: Request) => Promise<Response> = guardDeno(() => new Response('x'));
export const withEnv = guardDeno((request: Request, env: { KEY: string }) => new Response(env.KEY + request.url));
export const worker = (scope: { location: Location; addEventListener: typeof addEventListener }) => guardFetches(scope);
void use;
