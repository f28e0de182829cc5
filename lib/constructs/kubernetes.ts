/**
 * The typed Kubernetes objects that everything is rendered with, imported here alone, so that another line of cdk8s-plus is a change of one word.
 * They are the generated ones: cdk8s-plus' own Service and NetworkPolicy lack what mail needs and emit policies that the API server refuses.
 */
export { k8s } from 'cdk8s-plus-27';
