import type { FieldFault } from '../faults';
import type { Installation } from '../installation';
import { checkComponents } from './components';
import { checkLoopback } from './loopback';
import { checkPodLabels } from './pod-labels';
import { checkTargetPorts } from './target-ports';

/** Every component runs in one workload, each workload's pods can be told apart, and their ports do not collide. */
export const checkWorkloads = (installation: Installation): readonly FieldFault[] => [
  ...checkComponents(installation),
  ...checkLoopback(installation),
  ...checkPodLabels(installation),
  ...checkTargetPorts(installation),
];
