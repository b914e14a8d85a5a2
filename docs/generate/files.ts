import { campaignShape } from '../../reports/documents/campaign-shape.ts';
import { claimsShape, scheduleShape, verdictShape } from '../../reports/documents/shapes.ts';
import type { JsonSchema } from '../../setups/json-schema.ts';
import { anomalies } from './anomaly-table.ts';
import { applicationExamples } from './application-table.ts';
import { clientBugs, clientDefaults, clientGaps, presets } from './client-tables.ts';
import { clientResults } from './client-results-table.ts';
import { documentSchema } from './document-schema.ts';
import { explainedDifferences } from './explained-table.ts';
import type { GeneratedPart } from './generated-part.ts';
import { guarantees } from './guarantee-table.ts';
import { keysOf } from './key-tables.ts';
import { marks } from './marks-table.ts';
import { moves, ownMoves } from './moves-table.ts';
import { reasons } from './reasons-table.ts';
import { recordedRuns } from './recorded-table.ts';
import { nightlyResults, resultsPage } from './results-table.ts';
import { sameLoop } from './same-loop.ts';
import { setupSchema } from './setup-schema.ts';
import { faultKinds, namedScopes } from './scope-tables.ts';
import { clientSwitches, mechanisms, protocolSwitches } from './switch-tables.ts';

const CLIENTS = 'setups/clients';
const KEYS = 'setups/kafka-keys.ts and setups/own-keys.ts';

const clientResultsOf = (group: string): string => nightlyResults((document) => clientResults(document, group));

/** The pages that have generated parts, by their place in the repository. */
export const PAGES: Readonly<Record<string, readonly GeneratedPart[]>> = {
  'docs/model.md': [
    { name: 'protocol switches', source: 'model/protocol.ts', text: protocolSwitches() },
    { name: 'mechanisms', source: 'model/switches/mechanisms.ts', text: mechanisms() },
    { name: 'client switches', source: 'model/client.ts', text: clientSwitches() },
  ],
  'docs/scopes.md': [
    { name: 'named scopes', source: 'setups/named-scopes.ts', text: namedScopes() },
    { name: 'keys of scope', source: KEYS, text: keysOf('scope') },
    { name: 'faults', source: 'model/faults/fault-kinds.ts', text: faultKinds() },
  ],
  'docs/reports.md': [{ name: 'marks', source: 'docs/generate/marks-table.ts', text: marks() }],
  'docs/applications.md': [{ name: 'application', source: 'setups/own-keys.ts', text: applicationExamples() }],
  'docs/clients.md': [
    { name: 'same loop', source: 'docs/generate/same-loop.ts', text: await sameLoop() },
    { name: 'defaults of clients', source: CLIENTS, text: clientDefaults() },
    { name: 'versions of clients', source: CLIENTS, text: clientBugs() },
    { name: 'gaps of clients', source: CLIENTS, text: clientGaps() },
    { name: 'presets', source: 'setups/presets', text: presets() },
  ],
  'docs/code.md': [{ name: 'on real Kafka', source: 'conformance/results', text: clientResultsOf('code') }],
  'docs/code-verdicts.md': [{ name: 'reasons', source: 'stage/verdict/why.ts', text: reasons() }],
  'docs/guarantees.md': [{ name: 'guarantees', source: 'properties/guarantees', text: guarantees() }],
  'docs/histories.md': [{ name: 'anomalies', source: 'conformance/history/anomalies.ts', text: anomalies() }],
  'docs/conformance.md': [
    { name: 'moves', source: 'conformance/moves', text: moves() },
    { name: 'own moves', source: 'conformance/own-cluster/own-rules.ts', text: ownMoves() },
    { name: 'recorded runs', source: 'conformance/recorded', text: recordedRuns() },
    { name: 'nightly results', source: 'conformance/results', text: nightlyResults(resultsPage) },
    {
      name: 'explained differences',
      source: 'conformance/code/explained-differences.ts',
      text: explainedDifferences(),
    },
    { name: 'java client', source: 'conformance/results', text: clientResultsOf('java-client') },
  ],
  'docs/keys.md': (
    ['', 'cluster', 'topic', 'broker', 'producer', 'consumer', 'downstream', 'application'] as const
  ).map((section) => ({
    name: `keys of ${section === '' ? 'the top' : section}`,
    source: KEYS,
    text: keysOf(section),
  })),
};

/** The schemas for editors, by their place in the repository. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  'schemas/setup.schema.json': setupSchema(),
  'schemas/verdict.schema.json': documentSchema('A verdict of kafka-trial', verdictShape),
  'schemas/claims.schema.json': documentSchema('The claims of the guide, judged by kafka-trial', claimsShape),
  'schemas/campaign.schema.json': documentSchema('A merged campaign of kafka-trial', campaignShape),
  'schemas/schedule.schema.json': documentSchema('A schedule that kafka-trial can replay', scheduleShape),
};
