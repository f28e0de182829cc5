import { externalPorts } from '../../catalogue';
import { waysIn } from '../access/ways-in';
import type { Rule } from '../finding';
import { exposureOf } from '../intent/intent';

/** BlueMind does not work without these ports. */
export const mandatoryPortMissing: Rule = {
  name: 'mandatory-port-missing',
  severity: 'error',
  why: 'Without this port BlueMind receives no mail, or nobody can use it.',
  mend: 'Expose it, or decide under `expose` that it stays inside, with the reason.',
  check: (model, intent) => {
    if (intent.pods.length === 0 && intent.machines.length === 0) return [];
    const open = new Set(waysIn(model, intent).flatMap(({ port, proxyListener }) => [port?.name, proxyListener?.port]));
    return externalPorts(intent.catalogue)
      .filter(({ name, need }) => need === 'mandatory' && !open.has(name) && exposureOf(intent, name)?.kind !== 'kept-inside')
      .map(({ name, number, description }) => ({
        message: `Mandatory port ${name} (${number}) cannot be reached from outside (${description}).`,
        port: name,
        setting: ['expose', name],
      }));
  },
};
