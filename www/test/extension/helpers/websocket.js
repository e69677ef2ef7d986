/** The smallest server of a WebSocket (RFC 6455): takes the connection, sends texts. */

import { createHash } from 'node:crypto';

/** What the answer's key is made with (RFC 6455 §1.3). */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:stream').Duplex} socket
 * @param {string[]} texts each shorter than 64 KiB
 */
export function sendTexts(request, socket, texts) {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
  socket.on('error', () => {});
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  for (const each of texts) {
    const bytes = Buffer.from(each);
    const head = bytes.length < 126 ? [0x81, bytes.length] : [0x81, 126, bytes.length >> 8, bytes.length & 255];
    socket.write(Buffer.concat([Buffer.from(head), bytes]));
  }
}
