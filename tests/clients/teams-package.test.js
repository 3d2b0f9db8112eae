import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { command } from './support/bot.js';

const packaged = createRequire(import.meta.url).resolve('@microsoft/app-manifest/package.json');
const schemas = join(packaged, '..', 'build', 'json-schemas', 'teams');
const appId = '01234567-89ab-4cde-8f01-23456789abcd';
const good = ['--app-id', appId, '--host', 'chat.example.org', '--privacy', 'https://www.example.org/privacy', '--terms', 'https://www.example.org/terms'];

describe('the app package for Teams', () => {
  const folder = mkdtempSync(join(tmpdir(), 'botadvice-package-'));
  const output = join(folder, 'botadvice-teams.zip');
  let files;
  let manifest;
  before(() => {
    const { status, stderr } = command('teams-package', ...good, '--output', output);
    assert.equal(status, 0, stderr);
    files = unzipSync(readFileSync(output));
    manifest = JSON.parse(Buffer.from(files['manifest.json']).toString());
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has a manifest that its own schema accepts', () => {
    const validate = schema(manifest.manifestVersion);
    assert.ok(validate(manifest), JSON.stringify(validate.errors, null, 1));
    assert.equal(manifest.bots[0].botId, appId);
    assert.deepEqual(manifest.bots[0].scopes, ['personal', 'team', 'groupChat']);
    assert.deepEqual(manifest.validDomains, ['chat.example.org']);
  });

  it('is judged by a schema that refuses what is wrong', () => {
    const validate = schema(manifest.manifestVersion);
    assert.ok(!validate({ ...manifest, id: 'not a GUID' }));
    assert.ok(!validate({ ...manifest, packageName: 'org.example' }));
  });

  it('has the icons that the manifest names', () => {
    assert.deepEqual(Object.keys(files).sort(), ['manifest.json', manifest.icons.color, manifest.icons.outline].sort());
  });

  it('offers commands that the bot answers', () => {
    const [{ commands }] = manifest.bots[0].commandLists;
    assert.ok(commands.length >= 3);
    assert.ok(commands.every(({ title, description }) => title !== description));
  });
});

function schema(version) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(schemas, `v${version}`, 'MicrosoftTeams.schema.json'), 'utf8')));
}
