const { App, Chart } = require('cdk8s');
const { BlueMindNetwork } = require('cdk8s-bluemind');
const { BlueMindValidation } = require('cdk8s-bluemind/validation');
const settings = require('cdk8s-bluemind/settings.schema.json');

const app = new App();
new BlueMindNetwork(new Chart(app, 'mail', { namespace: 'mail' }), 'bluemind', { onVerify: 'warning' });
if (!app.synthYaml().includes('bluemind-public') || !new BlueMindValidation() || !settings.properties.isolation) throw new Error('incomplete');
