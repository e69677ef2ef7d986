/**
 * What is a deployment's own in a policy, through the package: words, values that are never findings, grades of kinds.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createFilter, DwarpalError } from '../node.js';
import { call } from '../core/engine.js';
import { guarded, response } from './helpers/guarded.js';

const KEY = '00112233445566778899aabbccddeeff';

/** @param {import('../core/index.js').Own} own @param {string} text */
async function kindsIn(own, text) {
  const filter = await createFilter({ key: KEY, policy: { own } });
  return (await filter.scan(text)).findings.map(({ kind, severity }) => `${kind} ${severity}`);
}

describe("a deployment's own", () => {
  it('words are found, masked and judged', async () => {
    /** @type {import('../core/index.js').Own} */
    const own = { words: [{ name: 'projects', words: ['Project Garuda', 'गरुड़ योजना'], severity: 'critical' }] };
    const text = 'on PROJECT GARUDA, गरुड़ योजना, Project Garudas';
    assert.deepEqual(await kindsIn(own, text), Array(2).fill('custom:projects critical'));
    assert.deepEqual(await kindsIn({}, text), []);
    const filter = await createFilter({ policy: { own } });
    const { output, report } = await filter.redact('on Project&nbsp;Garuda.', { contentType: 'text/html' });
    assert.deepEqual([output.length, /Garuda/.test(output), report.verdict], [23, false, 'block']);
    const { served, told } = await guarded(response(`<p>${text}</p>`), { policy: { own } });
    assert.deepEqual([served.status, told.reason, told.counts], [451, 'critical', { 'custom:projects': 2 }]);
    assert.ok(!/garuda/i.test(JSON.stringify(told) + (await served.text())));
  });

  it('values that are allowed are no findings, and the others still are', async () => {
    const hmac = call((wasm) => wasm.valueHmac('thupm 4447 a', KEY));
    const allow = { values: ['+91 87287 93324', '3971-6129-3962'], domains: 'rao.in', hmacs: [hmac] };
    for (const [text, usual] of [
      ['mobile 8728793324', 'in_mobile medium'],
      ['aadhaar 3971 6129 3962', 'in_aadhaar critical'],
      ['write to a.b@x.rao.in', 'email medium'],
      ['PAN THUPM4447A', 'in_pan high'],
    ]) {
      assert.deepEqual(await kindsIn({}, text), [usual]);
      assert.deepEqual(await kindsIn({ allow }, text), [], usual);
    }
    for (const text of ['mobile 8728793325', 'aadhaar 3558 3856 4266', 'write to a.b@xrao.in', 'PAN XYRPB1293Z'])
      assert.equal((await kindsIn({ allow }, text)).length, 1);
    // Under another key the same HMAC says nothing.
    const other = await createFilter({ key: KEY.replace('0', '1'), policy: { own: { allow } } });
    assert.equal((await other.scan('PAN THUPM4447A')).findings.length, 1);
  });

  it('grades hold, for one filter beside another', async () => {
    const kinds = {
      in_pan: { severity: /** @type {const} */ ('low') },
      email: { severity: /** @type {const} */ ('off') },
    };
    assert.deepEqual(await kindsIn({ kinds }, 'PAN XYRPB1293Z, a.b@rao.in'), ['in_pan low']);
    assert.deepEqual(await kindsIn({}, 'PAN XYRPB1293Z, a.b@rao.in'), ['in_pan high', 'email medium']);
  });

  it('is refused with its place', async () => {
    for (const [own, says] of [
      [{ kinds: { in_moon: {} } }, 'own.kinds.in_moon is no kind'],
      [{ words: [{ name: 'a', words: 'ab' }] }, 'own.words[0].words must be words of three'],
      [{ allow: { hmacs: ['12'] } }, 'own.allow.hmacs must be HMACs'],
      [
        { patterns: [{ name: 'a', pattern: 'EMP-[0-9]{6}' }] },
        'own.patterns[0] needs a build with the feature `patterns`',
      ],
    ]) {
      await assert.rejects(createFilter({ policy: { own: /** @type {any} */ (own) } }), (error) => {
        assert.ok(error instanceof DwarpalError && error.code === 'bad_setting');
        return error.message.includes(String(says));
      });
    }
  });
});
