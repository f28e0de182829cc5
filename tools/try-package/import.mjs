import { App, Chart } from 'cdk8s';
import { BlueMindNetwork } from 'cdk8s-bluemind';
import { bluemind5 } from 'cdk8s-bluemind/catalogue';
import { connectionIn } from 'cdk8s-bluemind/testing';

const app = new App();
const network = new BlueMindNetwork(new Chart(app, 'mail', { namespace: 'mail' }), 'bluemind');
const { verdict } = connectionIn(app, { from: 'external', to: network.workload('all-in-one'), port: 'imaps' });
if (verdict !== 'allowed' || bluemind5.release !== '5') throw new Error(verdict);
