import { web } from '../routed-ports';
import { at, type Check, namesOf, when } from './check';

/** Web routes need hosts, and http redirects to https. */
export const webFaults: Check = (input, routed) => {
  const names = namesOf(routed);
  const [http, https] = [names.includes(web.http), names.includes(web.https)];
  return [
    ...when(
      (http || https) && input.settings.hosts.length === 0,
      at(input, 'hosts'),
      "are needed: http and https are routed by the name that clients ask for; list the hosts of BlueMind's external URL",
    ),
    ...when(
      http && !https,
      ['expose', web.http],
      `a Gateway redirects http to https, which it must serve too; expose https through '${input.name}' too`,
    ),
  ];
};
