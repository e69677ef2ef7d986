/** What must not compile: every line behind a `@ts-expect-error` is an error, and `tsc` fails for one that is none. */

import { createFilter } from 'dwarpal';
import { guard as guardDeno } from 'dwarpal/deno';
import { guard as guardExpress } from 'dwarpal/express';

// @ts-expect-error -- a mode that there is not
await createFilter({ mode: 'delete' });
// @ts-expect-error -- a setting that there is not
await createFilter({ maxheld: 1 });
// @ts-expect-error -- a number as text
await createFilter({ blockStatus: '403' });
// @ts-expect-error -- a choice that there is not
await createFilter({ onError: 'open' });
// @ts-expect-error -- a listener that wants something else
await createFilter({ onIncident: (count: number) => count });
// @ts-expect-error -- a page that is told what was found
await createFilter({ blockPage: (block) => block.kinds });
// @ts-expect-error -- a member of the policy that there is not
await createFilter({ policy: { rotes: [] } });
// @ts-expect-error -- a mode that there is not
await createFilter({ policy: { mode: 'off' } });
// @ts-expect-error -- a pack that there is not
await createFilter({ policy: { packs: ['in', 'moon'] } });
// @ts-expect-error -- one route and no list
await createFilter({ policy: { routes: { mode: 'block' } } });
// @ts-expect-error -- a member of a route that there is not
await createFilter({ policy: { routes: [{ math: { path: '/a' } }] } });
// @ts-expect-error -- a member of a match that there is not
await createFilter({ policy: { routes: [{ match: { url: '/a' } }] } });
// @ts-expect-error -- an audience that there is not
await createFilter({ policy: { routes: [{ audience: 'me' }] } });
// @ts-expect-error -- a threshold that there is not
await createFilter({ policy: { thresholds: { people: 3 } } });
// @ts-expect-error -- a threshold as text
await createFilter({ policy: { routes: [{ thresholds: { persons: '3' } }] } });
// @ts-expect-error -- words that have no name
await createFilter({ policy: { own: { words: [{ words: ['Project Garuda'] }] } } });
// @ts-expect-error -- a severity that there is not
await createFilter({ policy: { own: { kinds: { email: { severity: 'grave' } } } } });
// @ts-expect-error -- a list of allowed values that there is not
await createFilter({ policy: { own: { allow: { names: ['a'] } } } });
// @ts-expect-error -- another version
await createFilter({ policy: { version: 2 } });
// @ts-expect-error -- a choice that there is not, in an adapter's settings
guardExpress({ policy: { onLimit: 'open' } });

const filter = await createFilter();
// @ts-expect-error -- no body
await filter.scan(42);
// @ts-expect-error -- a stream of text
await filter.scan(new ReadableStream<string>());
// @ts-expect-error -- a hint that there is not
await filter.scan('text', { contenttype: 'text/plain' });
const report = await filter.scan('text');
// @ts-expect-error -- there is no value in a finding
void report.findings[0].value;
// @ts-expect-error -- a verdict that there is not
void (report.verdict === 'allow');
// @ts-expect-error -- the output of bytes is no string
const text: string = (await filter.redact(new Uint8Array(1))).output;
// @ts-expect-error -- two texts
filter.check('in_pan', 7);
// @ts-expect-error -- what is private is not for callers
void filter.settings;
// @ts-expect-error -- a handler that answers with text
guardDeno(() => 'text');
// @ts-expect-error -- a mode that there is not
guardExpress({ mode: 'off' });
void text;
