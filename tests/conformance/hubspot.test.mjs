import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '@hubspot/api-client';
import { control } from './control.mjs';

const url = process.env.HUBSPOT_URL;
const client = new Client({ accessToken: 'sandbox-token', basePath: url, numberOfApiCallRetries: 0 });
const { basicApi, batchApi, searchApi } = client.crm.contacts;

const contact = values => ({ object: 'contacts', values });
const oneSecond = () => new Promise(resolve => setTimeout(resolve, 1100));
const status = code => error => error.code === code;

const byCompany = (company, more = {}) => ({
  filterGroups: [{ filters: [{ propertyName: 'company', operator: 'EQ', value: company }] }],
  sorts: ['lastmodifieddate'], properties: ['company', 'hs_lead_status'], limit: 100, ...more,
});

test('a search is read to its end over several pages', async () => {
  await oneSecond();
  await control(url, { create: Array.from({ length: 250 }, () => contact({ company: 'Paged' })) });

  const pages = [];
  for (let after; pages.length < 4; after = pages.at(-1).paging?.next?.after) {
    pages.push(await searchApi.doSearch(byCompany('Paged', after ? { after } : {})));
    if (!pages.at(-1).paging?.next) break;
  }

  assert.deepEqual(pages.map(page => page.results.length), [100, 100, 50]);
  assert.equal(pages[0].total, 250);
  assert.equal(new Set(pages.flatMap(page => page.results.map(result => result.id))).size, 250);
});

test('a search past the page limit is refused', async () => {
  await oneSecond();

  await assert.rejects(searchApi.doSearch(byCompany('Paged', { limit: 201 })), status(400));
});

test('an unknown property in a filter is a validation error', async () => {
  await oneSecond();
  const search = { filterGroups: [{ filters: [{ propertyName: 'nowhere', operator: 'EQ', value: '1' }] }] };

  await assert.rejects(searchApi.doSearch(search), error => error.code === 400 && error.body.category === 'VALIDATION_ERROR');
});

test('a batch read shows the history, newest first', async () => {
  const [id] = await control(url, { create: [contact({ hs_lead_status: 'NEW' })] });
  await control(url, { set: [{ object: 'contacts', id, field: 'hs_lead_status', value: 'CONNECTED' }] });

  const { results } = await batchApi.read({ inputs: [{ id }], properties: ['hs_lead_status'], propertiesWithHistory: ['hs_lead_status'] });

  assert.deepEqual(results[0].propertiesWithHistory.hs_lead_status.map(version => version.value), ['CONNECTED', 'NEW']);
  assert.ok(results[0].updatedAt instanceof Date);
});

test('a batch read with history takes fifty inputs', async () => {
  const inputs = Array.from({ length: 51 }, (_, place) => ({ id: String(place) }));

  await assert.rejects(batchApi.read({ inputs, properties: [], propertiesWithHistory: ['hs_lead_status'] }), status(400));
});

test('a batch update of a missing record is a 207 with errors', async () => {
  const [id] = await control(url, { create: [contact({})] });

  const answer = await batchApi.update({ inputs: [{ id, properties: { hot_lead: 'true' } }, { id: '999999999', properties: { hot_lead: 'true' } }] });

  assert.deepEqual(answer.results.map(result => result.id), [id]);
  assert.equal(answer.numErrors, 1);
  assert.equal(answer.errors[0].category, 'OBJECT_NOT_FOUND');
  assert.deepEqual(answer.errors[0].context.ids, ['999999999']);
});

test('one invalid value refuses the whole batch', async () => {
  const [first, second] = await control(url, { create: [contact({}), contact({})] });

  await assert.rejects(
    batchApi.update({ inputs: [{ id: first, properties: { hot_lead: 'true' } }, { id: second, properties: { hot_lead: 'perhaps' } }] }),
    error => error.code === 400 && error.body.message.includes('INVALID_OPTION'));
  assert.equal((await basicApi.getById(first, ['hot_lead'])).properties.hot_lead, null);
});

test('owners come with their teams', async () => {
  const { results } = await client.crm.owners.ownersApi.getPage(undefined, undefined, 100, false);

  assert.equal(results.length, 12);
  assert.ok(results.every(owner => owner.teams.some(team => team.primary)));
});

test('properties tell their type and options', async () => {
  const property = await client.crm.properties.coreApi.getByName('contacts', 'hs_lead_status');

  assert.equal(property.type, 'enumeration');
  assert.ok(property.options.some(option => option.value === 'CONNECTED'));
});

test('a property is created once', async () => {
  const property = { name: `made_here_${process.pid}`, label: 'Made here', type: 'string', fieldType: 'text', groupName: 'contactinformation' };

  assert.equal((await client.crm.properties.coreApi.create('contacts', property)).name, property.name);
  await assert.rejects(client.crm.properties.coreApi.create('contacts', property), status(409));
});

test('a property is created in a group of its own', async () => {
  const { coreApi, groupsApi } = client.crm.properties;
  const group = { name: `group_${process.pid}`, label: 'Lead scoring', displayOrder: -1 };
  const property = {
    name: `flag_${process.pid}`, label: 'Hot lead', description: 'Made here', type: 'bool', fieldType: 'booleancheckbox', groupName: group.name,
    options: [{ label: 'Yes', value: 'true', displayOrder: 0, hidden: false }, { label: 'No', value: 'false', displayOrder: 1, hidden: false }],
  };

  await assert.rejects(coreApi.create('contacts', property), status(400));
  await groupsApi.create('contacts', group);
  await assert.rejects(groupsApi.create('contacts', group), status(409));
  await assert.rejects(coreApi.create('contacts', { ...property, options: [] }), status(400));
  await coreApi.create('contacts', property);

  assert.ok((await groupsApi.getAll('contacts')).results.some(one => one.name === group.name));
  const made = await coreApi.getByName('contacts', property.name);
  assert.deepEqual([made.type, made.fieldType, made.groupName, made.description], ['bool', 'booleancheckbox', group.name, 'Made here']);
  const [id] = await control(url, { create: [contact({})] });
  assert.equal((await basicApi.update(id, { properties: { [property.name]: 'true' } })).properties[property.name], 'true');
});

test('calls are found by their stamp and lead to their contacts', async () => {
  await oneSecond();
  const [id] = await control(url, { create: [contact({})] });
  const [call, lonely] = await control(url, {
    create: [1, 2].map(() => ({ object: 'calls', values: { hs_timestamp: '1772452800000', hs_call_direction: 'INBOUND', hs_call_duration: '9000' } })),
  });
  await control(url, { associate: [{ object: 'calls', id: call, contact: id }] });

  const { results } = await client.crm.objects.calls.searchApi.doSearch({
    filterGroups: [{ filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: '0' }] }],
    sorts: ['-hs_object_id'], properties: ['hs_call_direction', 'hs_call_duration'], limit: 2,
  });
  const inputs = [{ id: call }, { id: lonely }];
  const old = await client.crm.associations.batchApi.read('calls', 'contacts', { inputs });
  const linked = await client.crm.associations.v4.batchApi.getPage('calls', 'contacts', { inputs });

  assert.deepEqual(results.map(result => [result.id, result.properties.hs_call_duration]), [[lonely, '9000'], [call, '9000']]);
  assert.deepEqual(old.results.map(({ _from, to }) => [_from.id, to.map(other => other.id)]), [[call, [id]]]);
  assert.deepEqual(linked.results.map(({ _from, to }) => [_from.id, to.map(other => other.toObjectId)]), [[call, [id]]]);
  assert.equal(linked.numErrors, 1);
  assert.equal(linked.results[0].to[0].associationTypes[0].typeId, 194);
});

test('a mail tells each time it was opened in the history of its count', async () => {
  const [mail] = await control(url, { create: [{ object: 'emails', values: { hs_timestamp: '1772452800000', hs_email_direction: 'EMAIL' } }] });
  for (const value of ['1', '2']) await control(url, { set: [{ object: 'emails', id: mail, field: 'hs_email_open_count', value }] });

  const { results } = await client.crm.objects.emails.batchApi.read({
    inputs: [{ id: mail }], properties: [], propertiesWithHistory: ['hs_email_open_count'],
  });

  assert.deepEqual(results[0].propertiesWithHistory.hs_email_open_count.map(version => version.value), ['2', '1']);
});

test('a deleted meeting is missing from a search and named by a batch read', async () => {
  await oneSecond();
  const meeting = { object: 'meetings', values: { hs_timestamp: '1772452800000', hs_meeting_outcome: 'SCHEDULED' } };
  const [kept, gone] = await control(url, { create: [meeting, meeting] });
  await control(url, { delete: [{ object: 'meetings', id: gone }] });

  const found = await client.crm.objects.meetings.searchApi.doSearch({ filterGroups: [], sorts: [], properties: [], limit: 100 });
  const read = await client.crm.objects.meetings.batchApi.read({ inputs: [{ id: kept }, { id: gone }], properties: [], propertiesWithHistory: [] });

  assert.ok(found.results.every(result => result.id !== gone));
  assert.deepEqual(read.results.map(result => result.id), [kept]);
  assert.deepEqual(read.errors[0].context.ids, [gone]);
});

test('an update of no record is accepted', async () => {
  assert.deepEqual((await batchApi.update({ inputs: [] })).results, []);
});

test('the sixth search within a second is refused by policy', async () => {
  await oneSecond();

  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => searchApi.doSearch(byCompany('Nobody'))));

  const refused = answers.filter(answer => answer.status === 'rejected').map(answer => answer.reason);
  assert.ok(refused.length >= 3);
  assert.ok(refused.every(error => error.code === 429 && error.body.policyName === 'SECONDLY'));
});

test('a wrong token is refused', async () => {
  const stranger = new Client({ accessToken: 'wrong', basePath: url });

  await assert.rejects(stranger.crm.contacts.basicApi.getPage(), status(401));
});
