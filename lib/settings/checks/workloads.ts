import type { FieldFault } from '../faults';
import type { Installation } from '../installation';
import { checkComponents } from './components';
import { checkKinds } from './kinds';
import { checkLoopback } from './loopback';
import { checkMachines } from './machines';
import { checkPodLabels } from './pod-labels';
import { checkTargetPorts } from './target-ports';

/** Every component runs in one workload, the labels of each workload are distinct, and their ports do not collide. */
export const checkWorkloads = (installation: Installation): readonly FieldFault[] => [
  ...checkComponents(installation),
  ...checkKinds(installation),
  ...checkLoopback(installation),
  ...checkPodLabels(installation),
  ...checkMachines(installation),
  ...checkTargetPorts(installation),
];
