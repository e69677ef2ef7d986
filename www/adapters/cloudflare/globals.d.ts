/**
 * What workerd has and the web has not. Declared here, as only this adapter may use it.
 */

/** A stream that fails unless exactly `length` bytes pass; the response that carries it has a Content-Length. */
declare class FixedLengthStream extends TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
  constructor(length: number);
}
