import assert from 'node:assert/strict';
import { test } from 'node:test';
import { control } from './control.mjs';
import { absent, faults } from './openapi.mjs';

const url = process.env.HUBSPOT_URL;
const versions = ['v3', '2026-09'];
const engagements = ['tasks', 'notes', 'calls', 'emails', 'meetings', 'communications'];
const oneSecond = () => new Promise(resolve => setTimeout(resolve, 1100));

const objects = (version, type, rest = '') => version === 'v3' ? `/crm/v3/objects/${type}${rest}` : `/crm/objects/${version}/${type}${rest}`;
const area = (version, name, rest = '') => version === 'v3' ? `/crm/v3/${name}${rest}` : `/crm/${name}/${version}${rest}`;

async function send(method, path, body, token = 'sandbox-token') {
  const response = await fetch(url + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

/** Calls the sandbox, and holds its answer against the file. */
async function described(file, method, path, body, expected = 200, token) {
  const answer = await send(method, path, body, token);
  assert.equal(answer.status, expected, JSON.stringify(answer.body));
  assert.deepEqual(faults(file, method, path.split('?')[0], answer.status, answer.body), [], `${method} ${path}`);
  return answer.body;
}

const each = (name, work) => {
  for (const version of versions) test(`${name}, ${version}`, { skip: absent }, () => work(version));
};

const history = 'hs_lead_status';

async function contact(values = {}) {
  return (await control(url, { create: [{ object: 'contacts', values: { hs_lead_status: 'NEW', ...values } }] }))[0];
}

each('contacts are answered as HubSpot describes', async version => {
  const file = `${version}/contacts.json`;
  const [id, other] = [await contact({ firstname: 'Ada' }), await contact()];
  await control(url, { set: [{ object: 'contacts', id, field: history, value: 'CONNECTED' }] });

  await described(file, 'GET', objects(version, 'contacts', `?limit=2&properties=firstname,${history}`));
  await described(file, 'GET', objects(version, 'contacts', `?limit=2&propertiesWithHistory=${history}`));
  await described(file, 'GET', objects(version, 'contacts', `/${id}?properties=firstname,lastname`));
  await described(file, 'PATCH', objects(version, 'contacts', `/${id}`), { properties: { hot_lead: 'true' } });
  await described(file, 'POST', objects(version, 'contacts'), { properties: { lastname: 'Byron' }, associations: [] }, 201);
  const read = { inputs: [{ id }, { id: other }], properties: ['firstname', 'hot_lead'], propertiesWithHistory: [history] };
  const found = await described(file, 'POST', objects(version, 'contacts', '/batch/read'), read);
  assert.equal(found.results[0].propertiesWithHistory[history].length, 2);
  await described(file, 'POST', objects(version, 'contacts', '/batch/read'), { ...read, inputs: [{ id }, { id: '999999999' }] }, 207);
  const update = { inputs: [{ id, properties: { hot_lead: 'false' }, objectWriteTraceId: '0' }] };
  await described(file, 'POST', objects(version, 'contacts', '/batch/update'), update);
  update.inputs.push({ id: other, properties: { hot_lead: 'perhaps' }, objectWriteTraceId: '1' });
  await described(file, 'POST', objects(version, 'contacts', '/batch/update'), update, 207);
});

each('a search is answered as HubSpot describes', async version => {
  await oneSecond();
  const file = `${version}/contacts.json`;
  const search = { filterGroups: [], sorts: [{ propertyName: 'lastmodifieddate', direction: 'ASCENDING' }], properties: ['firstname'], limit: 3 };

  const page = await described(file, 'POST', objects(version, 'contacts', '/search'), search);
  await described(file, 'POST', objects(version, 'contacts', '/search'), { ...search, after: page.paging.next.after });
});

each('refusals are answered as HubSpot describes', async version => {
  await oneSecond();
  const file = `${version}/contacts.json`;

  await described(file, 'POST', objects(version, 'contacts', '/search'), { limit: 201 }, 400);
  await described(file, 'GET', objects(version, 'contacts', '/999999999'), undefined, 404);
  await described(file, 'PATCH', objects(version, 'contacts', `/${await contact()}`), { properties: { nowhere: '1' } }, 400);
  await described(file, 'GET', objects(version, 'contacts'), undefined, 401, 'wrong');
});

for (const type of engagements) {
  each(`${type} are answered as HubSpot describes`, async version => {
    await oneSecond();
    const file = `${version}/${type}.json`;
    const to = { id: await contact() };
    const typeId = { tasks: 204, notes: 202, calls: 194, emails: 198, meetings: 200, communications: 81 }[type];
    const associations = [{ to, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }] }];

    const made = await described(file, 'POST', objects(version, type), { properties: { hs_timestamp: '2026-03-02T09:00:00Z' }, associations }, 201);
    await described(file, 'GET', objects(version, type, '?limit=1'));
    await described(file, 'GET', objects(version, type, `/${made.id}`));
    await described(file, 'PATCH', objects(version, type, `/${made.id}`), { properties: { hs_timestamp: '2026-03-03T09:00:00Z' } });
    await described(file, 'POST', objects(version, type, '/batch/read'), { inputs: [{ id: made.id }], properties: ['hs_timestamp'], propertiesWithHistory: [] });
    await described(file, 'POST', objects(version, type, '/batch/update'), { inputs: [{ id: made.id, properties: { hs_timestamp: '2026-03-04T09:00:00Z' } }] });
    await described(file, 'POST', objects(version, type, '/search'), { limit: 1, properties: ['hs_timestamp'] });
    await described(file, 'POST', objects(version, type), { properties: {}, associations }, 400);
  });
}

each('properties and their groups are answered as HubSpot describes', async version => {
  const file = `${version}/properties.json`;
  const [group, name] = [`described_${version.replace('-', '_')}_${process.pid}`, `property_${version.replace('-', '_')}_${process.pid}`];
  const property = { name, label: 'Described', groupName: group, type: 'enumeration', fieldType: 'select', options: [{ label: 'One', value: 'one', displayOrder: 0, hidden: false }] };

  await described(file, 'POST', area(version, 'properties', '/contacts/groups'), { name: group, label: 'Described', displayOrder: -1 }, 201);
  await described(file, 'GET', area(version, 'properties', '/contacts/groups'));
  await described(file, 'GET', area(version, 'properties', `/contacts/groups/${group}`));
  await described(file, 'POST', area(version, 'properties', '/contacts'), property, 201);
  await described(file, 'POST', area(version, 'properties', '/contacts'), property, 409);
  await described(file, 'GET', area(version, 'properties', '/contacts'));
  await described(file, 'GET', area(version, 'properties', `/contacts/${name}`));
  await described(file, 'GET', area(version, 'properties', '/contacts/nowhere'), undefined, 404);
});

each('owners are answered as HubSpot describes', async version => {
  const file = `${version}/owners.json`;

  const page = await described(file, 'GET', area(version, 'owners', '?limit=5'));
  assert.equal(page.results.length, 5);
  await described(file, 'GET', area(version, 'owners', `?limit=100&after=${page.paging.next.after}`));
  await described(file, 'GET', area(version, 'owners', '?limit=100&archived=true'));
  await described(file, 'GET', area(version, 'owners', `/${page.results[0].id}`));
  await described(file, 'GET', area(version, 'owners', '/1'), undefined, 404);
});

test('associations are answered as HubSpot describes', { skip: absent }, async () => {
  const id = await contact();
  const associations = [{ to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }] }];
  await send('POST', '/crm/v3/objects/notes', { properties: { hs_timestamp: '2026-03-02T09:00:00Z' }, associations });

  for (const [file, path] of [['v4/associations.json', '/crm/v4/associations'], ['2026-09/associations.json', '/crm/associations/2026-09']]) {
    const found = await described(file, 'POST', `${path}/contacts/notes/batch/read`, { inputs: [{ id }] });
    assert.equal(found.results[0].to.length, 1);
  }

  const one = await described('v4/associations.json', 'GET', `/crm/v4/objects/contacts/${id}/associations/notes`);
  assert.equal(one.results.length, 1);
});

/** The dated file does not describe this answer, and the refusals of OAuth have a form of their own. */
test('a token is answered as HubSpot describes', { skip: absent }, async () => {
  const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'sandbox-client', client_secret: 'sandbox-secret', refresh_token: 'sandbox-refresh-token' });

  const response = await fetch(`${url}/oauth/v3/token`, { method: 'POST', body: form });

  assert.equal(response.status, 200);
  assert.deepEqual(faults('v3/oauth.json', 'POST', '/oauth/v3/token', 200, await response.json()), []);
});
