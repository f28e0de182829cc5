import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { settingsAnnotation } from '../base/settings-annotation';

/** Kubernetes takes annotations of 256 KiB in all, and kubectl apply stores the object once more in one of them. */
const longest = 100_000;

/**
 * Leaves the settings of an installation at its first object, for the validation plugin; none that are too long, which the plugin then says.
 * @param settings as they are when the app is synthesised
 */
export function leaveSettings(network: Construct, settings: () => object): void {
  const produce = () => {
    const text = JSON.stringify(settings());
    return text.length > longest ? undefined : text;
  };
  network.node.findAll().find(ApiObject.isApiObject)?.metadata.addAnnotation(settingsAnnotation, Lazy.any({ produce }));
}
