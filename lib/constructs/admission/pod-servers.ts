import type { Labels } from '../../base/labels';
import type { AdmissionServer } from '../../plan/model';

/** Servers in pods, to which policies and host ports apply. */
export const podServers = (servers: readonly AdmissionServer[]): readonly (AdmissionServer & { readonly podLabels: Labels })[] =>
  servers.flatMap((server) => (server.found.by === 'labels' ? [{ ...server, podLabels: server.found.podLabels }] : []));
