import { certificateFaults } from './certificate';
import type { Check } from './check';
import { clientAddressFaults } from './client-address';

import { listenerFaults, nameFaults } from './listeners';
import { routeFaults } from './routes';
import { webFaults } from './web';

const checks: readonly Check[] = [webFaults, certificateFaults, routeFaults, listenerFaults, clientAddressFaults, nameFaults];

/** Settings of a Gateway that cannot work, or would have no effect. */
export const gatewayFaults: Check = (input, routed) => checks.flatMap((check) => check(input, routed));
