import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionsOf } from './functions.ts';
import { allResources, ofType, text } from './templates.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const resources = allResources();
const functions = functionsOf(resources);
const names = [...functions.keys()].sort();
const integrations = ofType(resources, 'AWS::ApiGatewayV2::Integration').map(({ Properties }) =>
  text(Properties.IntegrationUri),
);

const FUNCTIONS = [
  'abandon-controle',
  'add-werkgever',
  'ask-akkoord',
  'ask-herstel',
  'ask-kantoorcode',
  'ask-verzoek',
  'ask-vrijgave',
  'assemble-gegevensset',
  'carry-out-verzoek',
  'change-koppeling',
  'change-verloning',
  'check-run',
  'clean-up',
  'complete-uitwisseling',
  'confirm-aanmelding',
  'confirm-aanvraag',
  'confirm-afmelding',
  'confirm-levering',
  'confirm-ontvangst',
  'correct-aanmelding',
  'decide-aanmelding',
  'decide-verzoek',
  'decide-vrijgave',
  'distribute-delen',
  'end-koppeling',
  'erase-aanmelding',
  'expire-aanmelding',
  'fail-uitwisseling',
  'fetch-again',
  'fetch-deel',
  'fetch-inzage',
  'mail-stand',
  'mail-toegang',
  'pause-koppeling',
  'plan-uitwisseling',
  'poll-rapport',
  'realise-koppeling',
  'recheck-aanmelding',
  'reconcile-koppelingen',
  'record-bezorging',
  'reissue-access',
  'remind-people',
  'replace-capability',
  'replace-token',
  'restore-adres',
  'resume-koppeling',
  'settle-aanmelding',
  'show-aanmelding',
  'show-aanmeldpagina',
  'show-audit',
  'show-dossier',
  'show-kalender',
  'show-kantoor',
  'show-koppeling',
  'show-koppelingen',
  'show-levering',
  'show-openapi',
  'show-uitwisseling',
  'show-verzoek',
  'show-verzoeken',
  'show-voorstel',
  'show-vragen',
  'show-wegwijzer',
  'show-werkvoorraad',
  'sign-off-aanmelding',
  'sign-off-koppeling',
  'skip-tijdvak',
  'start-uitwisseling',
  'submit-aanmelding',
  'submit-bulk',
  'sweep-aanvragen',
  'verify-aanmelding',
  'withdraw-afmelding',
  'withdraw-beeindiging',
];

/** The settings that a wiring file reads, itself or by what it takes from adapters/deployed; all of them are required. */
async function settingsReadBy(entry: string): Promise<string[]> {
  const source = await readFile(path.join(REPOSITORY, entry), 'utf8');
  const deployed = [...source.matchAll(/'\.\.\/\.\.\/(adapters\/deployed\/[a-z]+\.ts)'/g)].map(([, file = '']) => file);
  const sources = [
    source,
    ...(await Promise.all(deployed.map((file) => readFile(path.join(REPOSITORY, file), 'utf8')))),
  ];
  const settings = sources.flatMap((text) => [...text.matchAll(/\bread(?:Setting|Number)\('([A-Z_]+)'\)/g)]);
  return settings.map(([, name = '']) => name).sort();
}

describe('the functions', () => {
  it('are these, and each has its folder', () => {
    expect(names).toEqual(FUNCTIONS);
  });

  it.each(names)('%s gets the settings that it reads, and no others', async (name) => {
    const deployed = functions.get(name);
    const { NODE_OPTIONS: _, ...given } = deployed?.Environment.Variables ?? {};
    const read = await settingsReadBy(deployed?.entry ?? '');
    expect(read.includes('TABLE_NAME')).toBe(
      !['ask-kantoorcode', 'show-openapi', 'show-aanmeldpagina', 'show-wegwijzer'].includes(name),
    );
    expect(Object.keys(given).sort()).toEqual([...new Set(read)]);
  });

  it.each(names)(
    '%s reads its source map at a cold start unless nobody but a caller of the API learns of its errors',
    (name) => {
      const { logicalId, Environment } = functions.get(name) ?? {};
      const isBehindApi = integrations.some((uri) => uri === `<${logicalId}.Arn>`);
      const options = Environment?.Variables.NODE_OPTIONS;
      if (isBehindApi) expect(options).toBeUndefined();
      else expect(options).toMatch(/^--enable-source-maps\b/);
    },
  );

  it.each(names)('%s runs on Node 24 and arm64 with a chosen time-out and memory, and is not traced', (name) => {
    const deployed = functions.get(name);
    expect(deployed).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    expect(deployed?.TracingConfig).toBeUndefined();
    expect(deployed?.Timeout).toBeGreaterThanOrEqual(15);
    expect(deployed?.MemorySize).toBeGreaterThanOrEqual(512);
  });

  it('each log to a group of their own, encrypted and kept for a quarter', () => {
    const groups = new Map(ofType(resources, 'AWS::Logs::LogGroup').map((group) => [`<${group.logicalId}>`, group]));
    const used = [...functions.values()].map(({ LoggingConfig }) => LoggingConfig.LogGroup);
    expect(new Set(used).size).toBe(functions.size);
    for (const group of used.map((name) => groups.get(name))) {
      expect(group?.Properties).toMatchObject({ RetentionInDays: 90 });
      expect(text(group?.Properties.KmsKeyId)).toMatch(/^<(?:SalariskoppelingApp:ExportsOutputFnGetAtt)?TransitKey/);
    }
  });

  it('that answer a person give up before API Gateway does', () => {
    const answering = [
      'submit-aanmelding',
      'show-aanmelding',
      'recheck-aanmelding',
      'correct-aanmelding',
      'decide-aanmelding',
    ];
    expect(answering.map((name) => functions.get(name)?.Timeout)).toEqual([15, 15, 15, 15, 15]);
    // API Gateway waits for 30 s.
    expect(functions.get('submit-bulk')?.Timeout).toBe(29);
  });
});
