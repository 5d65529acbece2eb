import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { Signature } from '@hubspot/api-client';
import { control } from './control.mjs';

const url = process.env.HUBSPOT_URL;
const clientSecret = 'conformance-secret';
const calls = [];
const server = createServer((request, response) => {
  let requestBody = '';
  request.setEncoding('utf8').on('data', part => { requestBody += part; }).on('end', () => {
    calls.push({ method: request.method, path: request.url, headers: request.headers, requestBody });
    response.end();
  });
});
let target;

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  target = `http://127.0.0.1:${server.address().port}/webhooks/hubspot/main?account=1`;
  await control(url, { webhooks: { url: target, secret: clientSecret, repeat: true } });
});

after(async () => {
  await control(url, { webhooks: null });
  server.close();
});

async function told(id, times) {
  for (let glance = 0; glance < 200; glance++) {
    const notices = calls.flatMap(call => JSON.parse(call.requestBody)).filter(notice => String(notice.objectId) === id);
    if (notices.length >= times) return notices;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`Nothing was told of ${id}.`);
}

test('the sandbox signs its webhooks as the client checks them', async () => {
  const [id] = await control(url, { create: [{ object: 'contacts', values: { firstname: 'Zoë', hs_lead_status: 'NEW' } }] });
  await control(url, { set: [{ object: 'contacts', id, field: 'hs_lead_status', value: 'CONNECTED' }] });

  await told(id, 4);

  for (const { method, headers, requestBody } of calls) {
    const timestamp = Number(headers['x-hubspot-request-timestamp']);
    assert.ok(Signature.isValid({
      method, signatureVersion: 'v3', signature: headers['x-hubspot-signature-v3'], clientSecret, requestBody, url: target, timestamp,
    }));
  }
});

test('a change of a subscribed property is told with its value, twice on request', async () => {
  const [id] = await control(url, { create: [{ object: 'contacts', values: {} }] });
  await control(url, { set: [{ object: 'contacts', id, field: 'hs_lead_status', value: 'OPEN' }] });

  const notices = await told(id, 4);

  const changes = notices.filter(notice => notice.subscriptionType === 'contact.propertyChange');
  assert.deepEqual(changes.map(({ propertyName, propertyValue, attemptNumber }) => ({ propertyName, propertyValue, attemptNumber })),
    Array(2).fill({ propertyName: 'hs_lead_status', propertyValue: 'OPEN', attemptNumber: 0 }));
});

test('the signatures the connector is tested with are those of the client', () => {
  const vectors = JSON.parse(readFileSync(new URL('signatures.json', import.meta.url), 'utf8'));

  assert.ok(vectors.length >= 5);
  for (const { method, signed, body, timestamp, secret, signature } of vectors) {
    assert.equal(Signature.getSignature(method, 'v3', { clientSecret: secret, requestBody: body, url: signed, timestamp: Number(timestamp) }), signature);
  }
});
