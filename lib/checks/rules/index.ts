import type { Rule } from '../finding';
import { cleartextPortExposed } from './cleartext-port-exposed';
import { clientAddressLost } from './client-address-lost';
import { danglingBackend } from './dangling-backend';
import { danglingSelector } from './dangling-selector';
import { destinationBlocked } from './destination-blocked';
import { duplicateObject } from './duplicate-object';
import { egressBeyondIntent } from './egress-beyond-intent';
import { exporterBlocked } from './exporter-blocked';
import { exposedPortUnreachable } from './exposed-port-unreachable';
import { hostNetworkUnprotected } from './host-network-unprotected';
import { httpsWithoutTls } from './https-without-tls';
import { internalPortBeyondIsolation } from './internal-port-beyond-isolation';
import { internalPortExposed } from './internal-port-exposed';
import { knownConnectionBlocked } from './known-connection-blocked';
import { mandatoryPortMissing } from './mandatory-port-missing';
import { missingDnsEgress } from './missing-dns-egress';
import { nodePortBesidesLoadBalancer } from './node-port-besides-load-balancer';
import { podsWithoutPolicy } from './pods-without-policy';
import { policyWithoutEffect } from './policy-without-effect';
import { proxyListenerOpen } from './proxy-listener-open';
import { servicePortInPolicy } from './service-port-in-policy';
import { unchosenExposure } from './unchosen-exposure';
import { unknownField } from './unknown-field';
import { unknownKind } from './unknown-kind';
import { unresolvedNamedPort } from './unresolved-named-port';
import { wrongType } from './wrong-type';

/** Every rule, the most severe breaches first. */
export const rules: readonly Rule[] = [
  internalPortExposed,
  internalPortBeyondIsolation,
  proxyListenerOpen,
  unchosenExposure,
  clientAddressLost,
  exposedPortUnreachable,
  mandatoryPortMissing,
  knownConnectionBlocked,
  destinationBlocked,
  egressBeyondIntent,
  exporterBlocked,
  unknownField,
  unknownKind,
  wrongType,
  podsWithoutPolicy,
  hostNetworkUnprotected,
  policyWithoutEffect,
  servicePortInPolicy,
  unresolvedNamedPort,
  danglingBackend,
  danglingSelector,
  duplicateObject,
  missingDnsEgress,
  cleartextPortExposed,
  httpsWithoutTls,
  nodePortBesidesLoadBalancer,
];
