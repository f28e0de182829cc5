import type { Weighed } from '../../checks';
import { type ConnectionChange, formatPorts, type ObjectChange } from '../../reachability';
import { findingsJson } from '../findings/json';
import { formatDocument } from '../json/document';
import type { DifferenceReport } from './report';

/** A difference as JSON. */
export const formatDifferenceJson = ({ difference: { connections, unknown, objects, exposures } }: DifferenceReport): string =>
  formatDocument({
    connections: connections.map(connectionJson),
    unknown: unknown.map(connectionJson),
    objects: objects.map(objectJson),
    exposures: findingsJson(exposures),
  });

const connectionJson = (change: Weighed<ConnectionChange>) => {
  const { kind, source, destination, before, after, opened, workloads, severity } = change;
  return {
    kind,
    severity,
    source,
    destination,
    before: formatPorts(before),
    after: formatPorts(after),
    ...(opened.length > 0 && { opened: formatPorts(opened) }),
    ...(workloads.length > 0 && { workloads }),
    ...(change.doubts && { reasons: change.doubts }),
  };
};

const objectJson = ({ kind, what, name, before, after, severity, caution }: Weighed<ObjectChange>) => ({
  kind,
  severity,
  what,
  name,
  ...(before.length > 0 && { before }),
  ...(after.length > 0 && { after }),
  ...(caution !== undefined && { caution }),
});
