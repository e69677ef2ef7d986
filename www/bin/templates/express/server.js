import express from 'express';
import { guard } from 'dwarpal/express';

const app = express();
// Before the routes, and behind compression if there is any.
app.use(guard());
app.get('/', (request, response) => response.send('<h1>Guarded</h1><a href="/people.csv">a leak</a>'));
// Made-up people: the visitor gets a block page in their place.
app.get('/people.csv', (request, response) =>
  response.type('csv').send('name,pan,aadhaar\nAsha,THUPM4447A,3971 6129 3962\n'),
);
app.listen(Number(process.env.PORT ?? 8080));
