/**
 * Annotation of one object of an installation that was written in code: its settings as JSON. By it the validation plugin, which runs in a process of
 * its own after the app, knows what was meant.
 */
export const settingsAnnotation = 'cdk8s-bluemind/settings';
