import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { settingsAnnotation } from '../base/settings-annotation';

/** Kubernetes takes annotations of 256 KiB in all, and kubectl apply stores the object once more in one of them. */
const longest = 100_000;

/**
 * Leaves the settings of an installation at its first object, for the validation plugin; settings that are too long are left out, which the plugin then reports.
 * @param settings in their state when the app is synthesised
 */
export function leaveSettings(network: Construct, settings: () => object): void {
  const produce = () => {
    const text = JSON.stringify(settings());
    return text.length > longest ? undefined : text;
  };
  network.node.findAll().find(ApiObject.isApiObject)?.metadata.addAnnotation(settingsAnnotation, Lazy.any({ produce }));
}
