import { askedForLoadBalancers, type Plan } from '../../plan';
import { findingsJson } from '../findings/json';
import { formatDocument } from '../json/document';
import type { Exposure } from './exposure';
import type { InsidePort } from './inside';
import { externalPort } from './ports';
import { waysInJson } from './ways-in';

/** The exposure report as JSON; keys are stable. */
export const formatExposureJson = ({ plan, ways, entryPoints, internalPorts, outgoing, decisions, checklist, findings }: Exposure): string => {
  const { installation, release, namespace, isolation, entries, exposures, admission, dns, monitoring, egress, waivers } = plan;
  return formatDocument({
    installation,
    release,
    namespace,
    isolation,
    exposures: exposures.map((exposure) => ({ ...exposure, ...requirements(plan, exposure.port) })),
    ways: waysInJson(plan, ways),
    entryPoints: entryPoints.map(({ entryPoint, className, ...facts }) => ({
      entryPoint,
      ...(className && { class: className }),
      ...facts,
    })),
    loadBalancers: askedForLoadBalancers({ entries }),
    ...(admission && { admission: { policies: admission.policies, actions: admission.actions, exceptions: admission.exceptions } }),
    internalPorts: internalPorts.map(insideJson),
    outgoing: {
      restricted: egress.length > 0,
      destinations: outgoing.map(({ source, destination, protocol, port, purpose }) => ({ source, destination, protocol, port, purpose })),
    },
    decisions,
    waivers,
    ...(dns && { dns: { ...dns, reminders: dns.reminders.map(({ what }) => what) } }),
    ...(monitoring && { monitoring: { probes: monitoring.probes, notProbed: monitoring.notProbed } }),
    checklist,
    findings: findingsJson(findings),
  });
};

const requirements = ({ release }: Plan, name: string) => {
  const port = externalPort(release, name);
  return port && { need: port.need, transportSecurity: port.transportSecurity };
};

const insideJson = ({ port, reachedBy }: InsidePort) => ({
  name: port.name,
  component: port.component,
  workload: port.workload,
  protocol: port.protocol,
  podPort: port.number,
  ...(port.endNumber !== port.number && { podEndPort: port.endNumber }),
  reachedBy,
});
