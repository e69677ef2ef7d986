/**
 * Runs in the page's own world, before the page, on sites where the person asked for it: tells the reader what JSON the
 * page receives by `fetch`, XMLHttpRequest, WebSocket and EventSource, shown or not.
 *
 * Why so guarded: the page shares this world. All that is needed is taken before its first script runs, so nothing that it
 * changes later is called from here; nothing that is replaced looks otherwise than before, throws what it did not throw, or
 * returns another object; and the way to the reader is a port that the page never holds.
 *
 * What it cannot do: a page that takes a fresh function out of a frame that it has just made goes past it, and by one it
 * can tell that something is here.
 */

import { scrub, uncurry } from './native.js';
import { OFFER, WANTED } from './port.js';

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;
const { stringify } = JSON;
/** Characters of one answer that are told at most. */
const LONGEST = 4 * 1024 * 1024;

const post = uncurry(MessagePort.prototype.postMessage);
const then = uncurry(Promise.prototype.then);
const clone = uncurry(Response.prototype.clone);
const text = uncurry(Response.prototype.text);
const header = uncurry(Headers.prototype.get);
const xhrHeader = uncurry(XMLHttpRequest.prototype.getResponseHeader);
const decode = uncurry(TextDecoder.prototype.decode);
const lower = uncurry(String.prototype.toLowerCase);
const includes = uncurry(String.prototype.includes);
const charAt = uncurry(String.prototype.charAt);
const trim = uncurry(String.prototype.trimStart);
const known = uncurry(WeakSet.prototype.has);
const note = uncurry(WeakSet.prototype.add);
const nativeOf = uncurry(WeakMap.prototype.get);
const isInstance = uncurry(Object.prototype.isPrototypeOf);
const headersOf = getter(Response.prototype, 'headers');
const readyState = getter(XMLHttpRequest.prototype, 'readyState');
const targetOf = getter(Event.prototype, 'target');
const bytesOf = getter(ArrayBuffer.prototype, 'byteLength');
const sockets = WebSocket.prototype;
const sources = EventSource.prototype;

const { port1: port, port2: theirs } = new MessageChannel();
const utf8 = new TextDecoder();
/** Requests and events whose content was told. */
const told = new WeakSet();
/** @type {WeakMap<object, Function>} what each replaced function stands for */
const natives = new WeakMap();
const remember = uncurry(WeakMap.prototype.set);

/** @param {object} of @param {string} name @returns {(self: any) => any} */
function getter(of, name) {
  return uncurry(/** @type {any} */ (getOwnPropertyDescriptor(of, name)?.get));
}

/** @param {unknown} value */
function tell(value) {
  if (typeof value !== 'string' || value.length < 2 || value.length > LONGEST) return;
  const first = charAt(trim(value), 0);
  if (first === '{' || first === '[') post(port, value);
}

/** @param {unknown} type */
function isJson(type) {
  return typeof type === 'string' && includes(lower(type), 'json');
}

/**
 * A function in the place of another. Its handler inherits nothing: a page may give all objects traps.
 *
 * @param {any} native
 * @param {ProxyHandler<any>} handler
 */
function stood(native, handler) {
  return new Proxy(native, Object.assign(Object.create(null), handler));
}

/**
 * Puts a function in the place of another that looks and does the same, and says what it came to.
 *
 * @param {object} holder
 * @param {string} name
 * @param {'value' | 'get'} member
 * @param {(answer: any, self: any) => void} came
 */
function replace(holder, name, member, came) {
  const descriptor = getOwnPropertyDescriptor(holder, name);
  const native = descriptor?.[member];
  if (!descriptor || typeof native !== 'function') return;
  const stand = stood(native, {
    apply(target, self, args) {
      let answer;
      try {
        answer = apply(target, self, args);
      } catch (error) {
        throw scrub(error);
      }
      try {
        came(answer, self);
      } catch {
        // It is not ours to break what the page does.
      }
      return answer;
    },
  });
  remember(natives, stand, native);
  defineProperty(holder, name, { ...descriptor, [member]: stand });
}

replace(window, 'fetch', 'value', (promise) => {
  const read = (/** @type {Response} */ response) => {
    if (isJson(header(headersOf(response), 'content-type'))) then(text(clone(response)), tell, nothing);
  };
  then(promise, read, scrub);
});
for (const name of ['response', 'responseText']) {
  replace(XMLHttpRequest.prototype, name, 'get', (value, self) => {
    if (value === null || readyState(self) !== 4 || known(told, self)) return;
    note(told, self);
    if (isJson(xhrHeader(self, 'content-type'))) tell(asText(value));
  });
}
replace(MessageEvent.prototype, 'data', 'get', (value, self) => {
  const target = targetOf(self);
  if (known(told, self) || !(isInstance(sockets, target) || isInstance(sources, target))) return;
  note(told, self);
  tell(asText(value));
});
// Asked what they are, functions answer with their names and `native code`; those in their place too.
const string = /** @type {any} */ (getOwnPropertyDescriptor(Function.prototype, 'toString'));
const toString = stood(string.value, {
  apply(target, self, args) {
    try {
      return apply(target, (typeof self === 'function' && nativeOf(natives, self)) || self, args);
    } catch (error) {
      throw scrub(error);
    }
  },
});
remember(natives, toString, string.value);
defineProperty(Function.prototype, 'toString', { ...string, value: toString });

/** @param {unknown} value of any type that an answer may have */
function asText(value) {
  if (typeof value !== 'object' || value === null) return value;
  try {
    return bytesOf(value) > LONGEST ? undefined : decode(utf8, value);
  } catch {
    // No bytes: parsed already, or a Blob, which comes to `{}`.
    return stringify(value);
  }
}

function nothing() {}

// Whichever of the two is there first waits for the other; the page has not begun.
const offer = () => document.dispatchEvent(new MessageEvent(OFFER, { ports: [theirs], cancelable: true }));
if (offer()) document.addEventListener(WANTED, offer, { once: true });
