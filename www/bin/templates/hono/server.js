import { serve } from '@hono/node-server';
import { guard } from 'dwarpal/hono';
import { Hono } from 'hono';

const app = new Hono();
app.use(guard());
app.get('/', (context) => context.html('<h1>Guarded</h1><a href="/people.csv">a leak</a>'));
// Made-up people: the visitor gets a block page in their place.
app.get('/people.csv', (context) =>
  context.body('name,pan,aadhaar\nAsha,THUPM4447A,3971 6129 3962\n', 200, { 'content-type': 'text/csv' }),
);
serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 8080) });
