import type { Finding, Proof } from '../../checks';
import { askedForLoadBalancers, type Plan } from '../../plan';
import { findingsJson } from '../findings/json';
import { formatDocument } from '../json/document';
import { checklistOf } from './checklist';
import { decisionsOf } from './decisions';
import { entryPointsOf } from './entry-points';
import { type InsidePort, insidePorts } from './inside';
import { openingsOf } from './openings';
import { externalPort } from './ports';
import { waysInJson } from './ways-in';

/** The exposure report for machines; keys are stable. */
export const formatExposureJson = (plan: Plan, { findings, ways, access }: Proof, withoutPlace: (finding: Finding) => Finding): string => {
  const { installation, release, namespace, isolation, entries, exposures, admission, dns, monitoring, egress, waivers } = plan;
  return formatDocument({
    installation,
    release,
    namespace,
    isolation,
    exposures: exposures.map((exposure) => ({ ...exposure, ...requirements(plan, exposure.port) })),
    ways: waysInJson(plan, ways),
    entryPoints: entryPointsOf(plan, ways).map(({ entryPoint, className, ...facts }) => ({
      entryPoint,
      ...(className && { class: className }),
      ...facts,
    })),
    loadBalancers: askedForLoadBalancers({ entries }),
    ...(admission && { admission: { policies: admission.policies, actions: admission.actions, exceptions: admission.exceptions } }),
    internalPorts: insidePorts(plan, access).map(insideJson),
    outgoing: {
      restricted: egress.length > 0,
      destinations: openingsOf(plan)
        .filter(({ direction }) => direction === 'out')
        .map(({ source, destination, protocol, port, purpose }) => ({ source, destination, protocol, port, purpose })),
    },
    decisions: decisionsOf(plan),
    waivers,
    ...(dns && { dns: { ...dns, reminders: dns.reminders.map(({ what }) => what) } }),
    ...(monitoring && { monitoring: { probes: monitoring.probes, notProbed: monitoring.notProbed } }),
    checklist: checklistOf(plan),
    findings: findingsJson(findings.map(withoutPlace)),
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
