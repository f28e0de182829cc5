/**
 * The typed Kubernetes objects with which everything is rendered, imported only here, so that another release of cdk8s-plus changes one word.
 * They are the generated ones: cdk8s-plus' own Service and NetworkPolicy lack what mail needs and emit policies that the API server refuses.
 */
export { k8s } from 'cdk8s-plus-27';
