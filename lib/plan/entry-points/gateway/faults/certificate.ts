import { implementations } from '../implementations';
import { listenerHome } from '../parent';
import { serverNameOf } from '../policies';
import { at, type Check, using, when } from './check';

/** A certificate, and the name in BlueMind's certificate, are needed if TLS ends at the Gateway, and only then. */
export const certificateFaults: Check = (input, routed) => {
  const { tls, tlsMode, backendTls, hosts } = input.settings;
  const terminates = using(routed, 'terminate').length > 0;
  const isNeeded = terminates && listenerHome(input) !== 'existing';
  const whyUseless = terminates
    ? 'the existing listener has its own certificate'
    : tlsMode === 'terminate'
      ? 'https is not exposed here'
      : 'TLS is passed through to BlueMind, whose certificate clients see; remove it, or set tlsMode: terminate';
  const { title, withoutBackendTls } = implementations[input.settings.implementation];
  return [
    ...when(
      terminates && withoutBackendTls !== undefined,
      at(input, 'tlsMode'),
      `'terminate': ${title} does not read BackendTLSPolicies (${withoutBackendTls}), so it may speak clear text to BlueMind's 443; set tlsMode: passthrough, or use another implementation`,
    ),
    ...when(
      isNeeded && !tls,
      at(input, 'tls'),
      'is needed, since TLS ends at the Gateway; give secret, issuer or clusterIssuer, or set tlsMode: passthrough',
    ),
    ...when(!isNeeded && tls !== undefined, at(input, 'tls'), `has no effect: ${whyUseless}`),
    ...when(
      !terminates && Object.values(backendTls).some((value) => value !== undefined),
      at(input, 'backendTls'),
      'has no effect: the Gateway ends no TLS; remove it, or expose https and set tlsMode: terminate',
    ),
    ...when(
      terminates && hosts.length > 0 && serverNameOf(input) === undefined,
      at(input, 'backendTls', 'serverName'),
      "is needed, since every host is a wildcard: the Gateway asks BlueMind for one name; give the one that BlueMind's certificate contains",
    ),
  ];
};
