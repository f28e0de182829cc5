import { implementations } from '../implementations';
import { gatewayOf, listenerHome } from '../parent';
import { hasListenerSets } from '../releases';
import type { GatewayInput } from '../routed-ports';
import { at, type Check, namesOf, notExposed, using, when } from './check';

/** Listeners that are not possible, or that are missing in the settings of an existing Gateway. */
export const listenerFaults: Check = (input, routed) => (listenerHome(input) === 'existing' ? existingFaults : newFaults)(input, routed);

const existingFaults: Check = (input, routed) => {
  const path = at(input, 'existing', 'listeners');
  const names = namesOf(routed);
  const named = Object.keys(input.settings.existing?.listeners ?? {});
  return [
    ...names
      .filter((name) => !named.includes(name))
      .map((name) => ({ path, message: `has no listener for '${name}', which is exposed here; add '${name}: ' with its name` })),
    ...named.filter((name) => !names.includes(name)).map((name) => ({ path: [...path, name], message: notExposed(input, name, names) })),
    ...when(
      Object.keys(input.settings.listenerPorts).length > 0,
      at(input, 'listenerPorts'),
      'has no effect: the listeners exist already; remove it',
    ),
  ];
};

/** Most listeners of a Gateway or ListenerSet. */
const mostListeners = 64;

const newFaults: Check = (input, routed) => {
  const { listenerPorts, hosts } = input.settings;
  const names = namesOf(routed);
  const count = routed.length + using(routed, 'terminate').length * Math.max(0, hosts.length - 1);
  const whyNone = listenerHome(input) === 'ListenerSet' ? whyNoListenerSet(input) : undefined;
  return [
    ...when(
      whyNone !== undefined,
      at(input, 'existing', 'listeners'),
      `are needed: ${whyNone}; name those of the Gateway that serve ${names.join(', ')}, or give className for a Gateway of your own`,
    ),
    ...when(
      count > mostListeners,
      at(input),
      `would have ${count} listeners, but it takes at most ${mostListeners}; expose some ports through another entry point`,
    ),
    ...Object.keys(listenerPorts)
      .filter((name) => !names.includes(name))
      .map((name) => ({ path: at(input, 'listenerPorts', name), message: notExposed(input, name, names) })),
    ...names
      .filter((name) => routed.some(({ port, listenerNumber }) => port === name && listenerNumber > 65535))
      .map((name) => ({ path: at(input, 'listenerPorts', name), message: `${listenerPorts[name]}: the range ends beyond 65535` })),
  ];
};

function whyNoListenerSet({ settings }: GatewayInput): string | undefined {
  const { title, withoutListenerSets } = implementations[settings.implementation];
  if (!hasListenerSets(settings.gatewayApi)) return `Gateway API ${settings.gatewayApi} has no ListenerSet by which to add them`;
  return withoutListenerSets && `${title} does not read ListenerSets (${withoutListenerSets})`;
}

/** Longest name that fits the label by which implementations mark objects of a Gateway. */
const longestGatewayName = 63;

export const nameFaults: Check = (input) => {
  const { name } = gatewayOf(input);
  const { namePrefix } = input.installation.settings;
  return when(
    listenerHome(input) === 'Gateway' && name.length > longestGatewayName,
    ['namePrefix'],
    `'${namePrefix}': makes the Gateway name '${name}' (${name.length} characters, at most ${longestGatewayName}); choose a shorter prefix or a shorter name of the entry point`,
  );
};
