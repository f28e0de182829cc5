import type { Construct } from 'constructs';
import type { Entry, Plan } from '../../plan/model';
import { k8s } from '../kubernetes';
import { metadata } from '../metadata';

/** The content of a ConfigMap of TCP ports, and its controller. */
export interface TcpServicesProps {
  readonly entry: Entry;
  readonly configMap: { readonly name: string; readonly namespace: string };
  readonly description: string;
  readonly lines: readonly { readonly number: number; readonly target: string }[];
}

/** The ConfigMap from which a controller reads its TCP ports: number to Service. */
export class TcpServices extends k8s.KubeConfigMap {
  constructor(scope: Construct, id: string, plan: Plan, { entry, configMap, description, lines }: TcpServicesProps) {
    super(scope, id, {
      metadata: metadata(plan, { ...entry, ...configMap, description }),
      data: Object.fromEntries(lines.map(({ number, target }) => [`${number}`, target])),
    });
  }
}
