import { ApiObject } from 'cdk8s';
import { networkMatchers } from 'cdk8s-bluemind/testing';
import { mailApp } from './charts';

expect.extend(networkMatchers);

const { app, mail, school, exporter } = mailApp();
const ofMail = mail.network.workload('all-in-one');
const ofSchool = school.network.workload('all-in-one');

test('the exporter connects to the database of one BlueMind, and to nothing else', () => {
  const from = exporter.deployment;
  expect({ from, to: ofMail, port: 'postgresql' }).toBeReachableIn(app);
  expect({ from, to: ofMail, port: 'core' }).toBeUnreachableIn(app);
  expect({ from, to: ofSchool, port: 'postgresql' }).toBeUnreachableIn(app);
});

test('clients reach mail from outside, and no database', () => {
  for (const to of [ofMail, ofSchool]) {
    expect({ from: 'external', to, port: 'imaps' }).toBeReachableIn(app);
    expect({ from: 'external', to, port: 'postgresql' }).toBeUnreachableIn(app);
  }
});

test('one BlueMind does not reach into the other', () => {
  expect({ from: ofSchool, to: ofMail, port: 'postgresql' }).toBeUnreachableIn(app);
});

test('every object has the label of the team and a wave', () => {
  const objects = app.node.findAll().filter(ApiObject.isApiObject);
  expect(objects.length).toBeGreaterThan(50);
  for (const object of objects) {
    expect(object.metadata.getLabel('example.org/team')).toBe('messaging');
    expect(object.toJson().metadata.annotations['argocd.argoproj.io/sync-wave']).toMatch(/^-?\d$/);
  }
});
