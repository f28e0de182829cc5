import type { EntryBackend } from './backend';
import type { GatewayEntry } from './gateway';
import type { EntryHaproxy } from './haproxy';
import type { EntryIngress } from './ingress';
import type { EntryIngressNginx } from './ingress-nginx';
import type { EntryService } from './service';
import type { EntryTraefik } from './traefik';

/** An object that is a way in from outside. */
export type PlannedEntry = EntryService | EntryIngress | EntryBackend | EntryTraefik | EntryHaproxy | EntryIngressNginx | GatewayEntry;
