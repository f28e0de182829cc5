import { App } from 'cdk8s';
import { type BlueMindNetworkProps, blueMindNetworks } from 'cdk8s-bluemind';

const app = new App();

// What all have.
const shared: BlueMindNetworkProps = {
  isolation: 'connections',
  onVerify: 'error',
  entryPoints: { public: { type: 'LoadBalancer', provider: 'metallb' } },
};

// What each has other than the rest: a field takes the place of the whole field above.
blueMindNetworks(app, shared, {
  'town-hall': { entryPoints: { public: { type: 'LoadBalancer', provider: 'metallb', addresses: ['192.0.2.10'] } } },
  school: { release: '5' },
  college: { release: '5', workloads: 'roles' },
});

app.synth();
