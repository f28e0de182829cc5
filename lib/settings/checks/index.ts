import type { FieldFault } from '../faults';
import type { Installation } from '../installation';
import { checkAdditions } from './additions';
import { checkAllow } from './allow';
import { checkEgress } from './egress';
import { checkExposure } from './exposure';
import { checkMail } from './mail';
import { checkWaivers } from './waivers';
import { checkWorkloads } from './workloads';

/** Rules for settings beyond their shape. */
export const settingsChecks: readonly ((installation: Installation) => readonly FieldFault[])[] = [
  checkAdditions,
  checkWorkloads,
  checkExposure,
  checkAllow,
  checkEgress,
  checkMail,
  checkWaivers,
];
