import fastify from 'fastify';
import { guard } from 'dwarpal/fastify';

const app = fastify();
// Before the plugins that write.
app.register(guard, { mode: 'block' });
app.get('/', (request, reply) => reply.type('text/html').send('<h1>Guarded</h1><a href="/people.csv">a leak</a>'));
// Made-up people: the visitor gets a block page in their place.
app.get('/people.csv', (request, reply) =>
  reply.type('text/csv').send('name,pan,aadhaar\nAsha,THUPM4447A,3971 6129 3962\n'),
);
await app.listen({ port: Number(process.env.PORT ?? 8080) });
