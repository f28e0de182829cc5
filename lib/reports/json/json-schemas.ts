import * as z from 'zod';
import type { DocumentName } from './document';
import { catalogueDiffDocument, catalogueDocument } from './schemas/catalogue';
import { potentialDocument, reachDocument } from './schemas/connections';
import { diffDocument } from './schemas/difference';
import { driftDocument } from './schemas/drift';
import { explainDocument } from './schemas/explanation';
import { exposureDocument } from './schemas/exposure';
import { verifyDocument } from './schemas/findings';
import { probeDocument } from './schemas/probe';

const documents: Readonly<Record<DocumentName, { readonly schema: z.ZodType; readonly title: string }>> = {
  verify: { schema: verifyDocument, title: 'What cdk8s-bluemind verify --format json prints' },
  reach: { schema: reachDocument, title: 'What cdk8s-bluemind reach --format json prints' },
  'potential-connections': { schema: potentialDocument, title: 'What cdk8s-bluemind exposure --format json prints' },
  explain: { schema: explainDocument, title: 'What cdk8s-bluemind explain --format json prints' },
  diff: { schema: diffDocument, title: 'What cdk8s-bluemind diff --format json prints' },
  drift: { schema: driftDocument, title: 'What cdk8s-bluemind drift --format json prints' },
  probe: { schema: probeDocument, title: 'What cdk8s-bluemind probe --format json prints' },
  catalogue: { schema: catalogueDocument, title: 'What cdk8s-bluemind catalogue --format json prints' },
  'catalogue-diff': { schema: catalogueDiffDocument, title: 'What cdk8s-bluemind catalogue --diff --format json prints' },
  exposure: { schema: exposureDocument, title: 'reports/NAME/exposure.json of an installation, which cdk8s-bluemind synth writes' },
};

/** The JSON Schema of a kind of document. */
export const documentJsonSchema = (name: DocumentName): Readonly<Record<string, unknown>> => {
  const { schema, title } = documents[name];
  return { ...z.toJSONSchema(schema, { target: 'draft-2020-12', reused: 'inline' }), title };
};
