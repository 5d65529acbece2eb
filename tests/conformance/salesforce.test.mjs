import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import jsforce from 'jsforce';
import { control } from './control.mjs';

const url = process.env.SALESFORCE_URL;
const { Connection } = jsforce;
let crm;

before(async () => {
  crm = new Connection({
    version: '67.0',
    oauth2: { loginUrl: url, clientId: 'sandbox-client', clientSecret: 'sandbox-secret' },
  });
  await crm.authorize({ grant_type: 'client_credentials' });
});

const lead = (values = {}) => ({ object: 'Lead', values: { LastName: 'Conformance', Company: 'Example', ...values } });

test('signing in with client credentials gives a session on the same host', () => {
  assert.equal(crm.instanceUrl, url);
  assert.ok(crm.accessToken);
});

test('a wrong secret is refused by its OAuth error', async () => {
  const stranger = new Connection({ oauth2: { loginUrl: url, clientId: 'sandbox-client', clientSecret: 'wrong' } });

  await assert.rejects(stranger.authorize({ grant_type: 'client_credentials' }), { name: 'invalid_client' });
});

test('an expired session is told by its error code', async () => {
  const stranger = new Connection({ instanceUrl: url, accessToken: 'expired', version: '67.0' });

  await assert.rejects(stranger.query('SELECT Id FROM Lead'), { errorCode: 'INVALID_SESSION_ID' });
});

test('a query is read to its end over several pages', async () => {
  await control(url, { create: Array.from({ length: 450 }, () => lead({ Title: 'Paged' })) });

  const query = "SELECT Id, SystemModstamp FROM Lead WHERE Title = 'Paged' ORDER BY SystemModstamp, Id";
  const first = await crm.request({ url: `/services/data/v67.0/query?q=${encodeURIComponent(query)}`, headers: { 'Sforce-Query-Options': 'batchSize=200' } });
  const second = await crm.queryMore(first.nextRecordsUrl);
  const third = await crm.queryMore(second.nextRecordsUrl);

  assert.equal(first.done, false);
  assert.equal(third.done, true);
  const ids = [...first.records, ...second.records, ...third.records].map(record => record.Id);
  assert.equal(new Set(ids).size, first.totalSize);
  assert.match(first.records[0].SystemModstamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
});

test('a locator that is gone is told by its error code', async () => {
  await assert.rejects(crm.queryMore('/services/data/v67.0/query/0r8000000000000AAA-2000'), { errorCode: 'INVALID_QUERY_LOCATOR' });
});

test('a person changing the status leaves a line of field history', async () => {
  const [id] = await control(url, { create: [lead()] });
  await control(url, { set: [{ object: 'Lead', id, field: 'Status', value: 'Working - Contacted' }] });

  const { records } = await crm.query(`SELECT Field, OldValue, NewValue, CreatedDate FROM LeadHistory WHERE LeadId = '${id}' AND Field = 'Status'`);

  assert.deepEqual(records.map(({ OldValue, NewValue }) => [OldValue, NewValue]), [['Open - Not Contacted', 'Working - Contacted']]);
});

test('people of a mail come along with it, through the child relationship', async () => {
  const [id] = await control(url, { create: [lead()] });
  const [mail, alone] = await control(url, { create: [1, 2].map(() => ({ object: 'EmailMessage', values: { Incoming: false, Status: '3' } })) });
  await control(url, { create: [{ object: 'EmailMessageRelation', values: { EmailMessageId: mail, RelationId: id, RelationType: 'ToAddress' } }] });

  const { records } = await crm.query(
    `SELECT Id, (SELECT RelationId, RelationType FROM EmailMessageRelations) FROM EmailMessage WHERE Id IN ('${mail}', '${alone}') ORDER BY Id`);

  assert.deepEqual(records.map(record => record.EmailMessageRelations?.records.map(relation => [relation.RelationId, relation.RelationType])),
    [[[id, 'ToAddress']], undefined]);
  const { childRelationships } = await crm.sobject('EmailMessage').describe();
  assert.ok(childRelationships.some(child => child.relationshipName === 'EmailMessageRelations' && child.childSObject === 'EmailMessageRelation'));
});

test('a response to a campaign is read with the type of the campaign', async () => {
  const [id, campaign] = await control(url, { create: [lead(), { object: 'Campaign', values: { Name: 'Guide', Type: 'White Paper' } }] });
  await control(url, { create: [{ object: 'CampaignMember', values: { CampaignId: campaign, LeadId: id, HasResponded: true } }] });

  const { records } = await crm.query(`SELECT HasResponded, FirstRespondedDate, Campaign.Type FROM CampaignMember WHERE LeadId = '${id}'`);

  assert.deepEqual(records.map(member => [member.HasResponded, member.Campaign.Type]), [[true, 'White Paper']]);
  assert.match(records[0].FirstRespondedDate, /^\d{4}-\d\d-\d\d$/);
});

test('a deleted call is found by queryAll alone', async () => {
  const [call] = await control(url, { create: [{ object: 'Task', values: { Status: 'Completed', TaskSubtype: 'Call', CallType: 'Inbound' } }] });
  await control(url, { delete: [{ object: 'Task', id: call }] });
  const query = `SELECT Id, IsClosed, IsDeleted FROM Task WHERE Id = '${call}'`;

  assert.equal((await crm.query(query)).totalSize, 0);
  assert.deepEqual((await crm.query(query, { scanAll: true })).records.map(task => [task.IsClosed, task.IsDeleted]), [[true, true]]);
});

test('a collection update answers row by row and in order', async () => {
  const [good, converted, deleted] = await control(url, { create: [lead(), lead(), lead()] });
  await control(url, { convert: [{ id: converted }], delete: [{ object: 'Lead', id: deleted }] });

  const results = await crm.sobject('Lead').update([
    { Id: good, Hot_Lead__c: true, Lead_Score__c: 7 },
    { Id: converted, Hot_Lead__c: true },
    { Id: deleted, Hot_Lead__c: true },
    { Id: good, Nowhere__c: 1 },
    { Id: good, IsConverted: true },
    { Id: good, Title: 'x'.repeat(129) },
  ]);

  assert.deepEqual(results.map(result => result.success), [true, false, false, false, false, false]);
  assert.deepEqual(results.slice(1).map(result => result.errors[0].errorCode ?? result.errors[0].statusCode), [
    'CANNOT_UPDATE_CONVERTED_LEAD', 'ENTITY_IS_DELETED', 'INVALID_FIELD', 'INVALID_FIELD_FOR_INSERT_UPDATE', 'STRING_TOO_LONG',
  ]);
  const { Hot_Lead__c: hot, Lead_Score__c: score } = await crm.sobject('Lead').retrieve(good);
  assert.deepEqual([hot, score], [true, 7]);
});

test('all or none saves none', async () => {
  const [good] = await control(url, { create: [lead()] });

  const results = await crm.sobject('Lead').update([{ Id: good, Hot_Lead__c: true }, { Id: good, Nowhere__c: 1 }], { allOrNone: true });

  assert.deepEqual(results.map(result => result.success), [false, false]);
  assert.equal((await crm.sobject('Lead').retrieve(good)).Hot_Lead__c, false);
});

for (const [soql, errorCode] of [
  ['SELECT Id FRM Lead', 'MALFORMED_QUERY'],
  ["SELECT Id FROM Lead WHERE Title = 'a' AND Title = 'b' OR Title = 'c'", 'MALFORMED_QUERY'],
  ['SELECT Nowhere__c FROM Lead', 'INVALID_FIELD'],
  ["SELECT Id FROM Lead WHERE SystemModstamp > '2026-03-02T09:00:00Z'", 'INVALID_FIELD'],
  ["SELECT Id FROM LeadHistory WHERE NewValue = 'x'", 'INVALID_FIELD'],
  ['SELECT Id FROM Nothing', 'INVALID_TYPE'],
  ['SELECT Id, (SELECT Id FROM Nothings) FROM EmailMessage', 'INVALID_TYPE'],
  ['SELECT Id FROM EmailMessage WHERE ActivityId IN (SELECT Id FROM Task)', 'MALFORMED_QUERY'],
]) {
  test(`${soql} is ${errorCode}`, async () => {
    await assert.rejects(crm.query(soql), { errorCode });
  });
}

test('the client reads the usage of the daily allocation', async () => {
  await crm.query('SELECT Id FROM Lead LIMIT 1');

  assert.ok(crm.limitInfo.apiUsage.used > 0);
  assert.equal(crm.limitInfo.apiUsage.limit, 100000);
  assert.equal((await crm.limits()).DailyApiRequests.Max, 100000);
});

test('a describe lists the fields and the values of picklists', async () => {
  const { fields } = await crm.sobject('Lead').describe();

  const status = fields.find(field => field.name === 'Status');
  assert.equal(status.type, 'picklist');
  assert.ok(status.picklistValues.some(option => option.value === 'Working - Contacted' && option.active));
  assert.equal(fields.find(field => field.name === 'Hot_Lead__c').type, 'boolean');
});

test('members of groups and queues are found through their group', async () => {
  const { records } = await crm.query("SELECT UserOrGroupId, Group.Name FROM GroupMember WHERE Group.Type IN ('Regular', 'Queue')");

  assert.deepEqual([...new Set(records.map(record => record.Group.Name))].sort(), ['EMEA SDR', 'Nordics', 'Unassigned Leads']);
});

test('a retired version is gone', async () => {
  const old = new Connection({ instanceUrl: url, accessToken: crm.accessToken, version: '30.0' });

  await assert.rejects(old.query('SELECT Id FROM Lead'), { errorCode: 'UNSUPPORTED_API_VERSION' });
});

test('a field made by the Tooling API is seen once a permission set says so', async () => {
  const name = `Made_${process.pid}__c`;
  const { id: user } = await crm.request('/services/data/v67.0').then(root => ({ id: root.identity.split('/').at(-1) }));

  const made = await crm.tooling.sobject('CustomField').create({
    FullName: `Lead.${name}`, Metadata: { type: 'Checkbox', label: 'Made here', defaultValue: 'false' },
  });
  assert.equal(made.success, true);
  await assert.rejects(crm.query(`SELECT ${name} FROM Lead`), { errorCode: 'INVALID_FIELD' });
  const defined = await crm.tooling.query(
    `SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Lead' AND QualifiedApiName = '${name}'`);
  assert.equal(defined.records.length, 1);

  const set = await crm.sobject('PermissionSet').create({ Name: `Set_${process.pid}`, Label: 'Conformance' });
  await crm.sobject('FieldPermissions').create({
    ParentId: set.id, SobjectType: 'Lead', Field: `Lead.${name}`, PermissionsRead: true, PermissionsEdit: true,
  });
  await crm.sobject('PermissionSetAssignment').create({ PermissionSetId: set.id, AssigneeId: user });

  const field = (await crm.sobject('Lead').describe()).fields.find(one => one.name === name);
  assert.deepEqual([field.type, field.updateable], ['boolean', true]);
  assert.equal((await crm.sobject('Lead').layouts()).layouts.length, 1);
});

test('a field is made once, and a checkbox says what it is at first', async () => {
  const field = metadata => crm.tooling.sobject('CustomField').create({ FullName: 'Lead.Twice__c', Metadata: { type: 'Checkbox', label: 'Twice', ...metadata } });

  await assert.rejects(field({}), { errorCode: 'FIELD_INTEGRITY_EXCEPTION' });
  await field({ defaultValue: 'false' });
  await assert.rejects(field({ defaultValue: 'false' }), { errorCode: 'DUPLICATE_DEVELOPER_NAME' });
});

test('a notification type is made by the Tooling API', async () => {
  await crm.tooling.sobject('CustomNotificationType').create({
    FullName: 'Conformance', Metadata: { customNotifTypeName: 'Conformance', masterLabel: 'Conformance', desktop: true, mobile: false },
  });

  const { records } = await crm.query("SELECT Desktop, Mobile FROM CustomNotificationType WHERE DeveloperName = 'Conformance'");
  assert.deepEqual(records.map(({ Desktop, Mobile }) => [Desktop, Mobile]), [[true, false]]);
});
