import { Construct } from 'constructs';
import type { Plan } from '../../plan';
import { EntryPointIngress } from './ingress';
import { EntryPointService } from './service';

/** The ways in of a plan, one construct an object. */
export class EntryPoints extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const entry of plan.entries) {
      switch (entry.kind) {
        case 'LoadBalancer':
        case 'NodePort':
          new EntryPointService(this, entry.name, plan, entry);
          break;
        case 'Ingress':
          new EntryPointIngress(this, entry.name, plan, entry);
          break;
      }
    }
  }
}
