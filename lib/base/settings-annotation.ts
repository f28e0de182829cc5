/**
 * Annotation with the settings of an installation that was written in code, as JSON. From it the validation plugin, which runs in a separate
 * process after the app, reads the intent.
 */
export const settingsAnnotation = 'cdk8s-bluemind/settings';
