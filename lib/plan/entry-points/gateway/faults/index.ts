import { certificateFaults } from './certificate';
import type { Check } from './check';
import { clientAddressFaults } from './client-address';

import { listenerFaults, nameFaults } from './listeners';
import { routeFaults } from './routes';
import { webFaults } from './web';

const checks: readonly Check[] = [webFaults, certificateFaults, routeFaults, listenerFaults, clientAddressFaults, nameFaults];

/** Where the settings of a Gateway cannot work, or would do nothing. */
export const gatewayFaults: Check = (input, routed) => checks.flatMap((check) => check(input, routed));
