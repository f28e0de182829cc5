import type { Drift } from '../../cluster/drift/drift';
import { kindTitle } from '../../cluster/drift/kinds';
import { formatReference } from '../../reachability';
import { findingsJson } from '../findings/json';
import { formatDocument } from '../json/document';

/** Drift as JSON, with every changed field and what was read. */
export const formatDriftJson = ({ findings, changed, rendered, same, live }: Drift): string =>
  formatDocument({
    rendered,
    same,
    findings: findingsJson(findings),
    changed: changed.map(({ rendered: { reference }, changes }) => ({ object: formatReference(reference), changes })),
    read: live.read.map(({ namespaces, ...kind }) => ({ kind: kindTitle(kind), ...(namespaces && { namespaces }) })),
    notServed: live.notServed.map(kindTitle),
    notGiven: live.notGiven.map(kindTitle),
    notAllowed: live.notAllowed.map(kindTitle),
  });
