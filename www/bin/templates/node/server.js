import { createServer } from 'node:http';
import { guard } from 'dwarpal/node';

const server = createServer(
  guard((request, response) => {
    if (request.url === '/people.csv') {
      // Made-up people: the visitor gets a block page in their place.
      response.setHeader('content-type', 'text/csv');
      response.end('name,pan,aadhaar\nAsha,THUPM4447A,3971 6129 3962\n');
    } else {
      response.setHeader('content-type', 'text/html');
      response.end('<h1>Guarded</h1><a href="/people.csv">a leak</a>');
    }
  }),
);
server.listen(Number(process.env.PORT ?? 8080));
