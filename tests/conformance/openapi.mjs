import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

/** HubSpot's OpenAPI files: a folder a version. They are not part of this repository. */
const folder = process.env.HUBSPOT_SPECS ?? fileURLToPath(new URL('../../../shared/specs/hubspot', import.meta.url));

export const absent = existsSync(folder) ? false : `HubSpot's OpenAPI files are not at ${folder}; HUBSPOT_SPECS names another place`;

/**
 * The schemas say which members there are, not that there are no others; here a member that they do not know is a fault.
 * Two things that they forget: a property may be empty, as the dated files say; and an error has a status, as the guide
 * "Error handling" shows.
 */
function strict(schema, owner = '') {
  if (Array.isArray(schema)) return schema.map(item => strict(item, owner));
  if (schema === null || typeof schema !== 'object') return schema;
  const made = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, strict(value, name)]));
  delete made.example;
  delete made.discriminator;
  if (made.type === 'object' && made.properties && made.additionalProperties === undefined) made.additionalProperties = false;
  if (made.properties?.correlationId) made.properties.status = { type: 'string' };
  if (owner === 'properties' && made.additionalProperties?.type === 'string') made.additionalProperties.nullable = true;
  return made;
}

const operations = [];

function load() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  for (const version of readdirSync(folder)) {
    for (const file of readdirSync(join(folder, version))) {
      const name = `${version}/${file}`;
      const { paths, components } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      ajv.addSchema({ $id: name, components: strict(components) });
      for (const [path, methods] of Object.entries(paths))
        for (const [method, operation] of Object.entries(methods))
          if (operation.responses) operations.push({ ajv, name, path, method, operation, pattern: pattern(path) });
    }
  }
}

/** A variable of a path stands for one segment. Of two paths that fit, the one with fewer variables is meant. */
const pattern = path => new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);

function operationOf(file, method, path) {
  if (operations.length === 0) load();
  const found = operations
    .filter(one => one.name === file && one.method === method.toLowerCase() && one.pattern.test(path))
    .sort((one, other) => one.path.split('{').length - other.path.split('{').length)[0];
  if (!found) throw new Error(`${file} does not describe ${method} ${path}`);
  return found;
}

/** The dated files list 200 only and fold partial errors into it; errors stand under default and any content type. */
function schemaOf({ operation }, status) {
  const exact = operation.responses[status] ?? (status === 207 ? operation.responses[200] : undefined);
  if (exact?.content) return exact.content['application/json'].schema;
  return status >= 400 ? { $ref: '#/components/schemas/Error' } : undefined;
}

/** What is wrong with an answer, by the file that describes its path; empty when nothing is. */
export function faults(file, method, path, status, body) {
  const found = operationOf(file, method, path);
  const schema = schemaOf(found, status);
  if (!schema) return [`${file} does not describe ${status} of ${method} ${found.path}`];
  const validate = found.ajv.compile(strict(JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${found.name}#/`))));
  if (validate(body)) return [];
  return validate.errors.map(error => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
}
