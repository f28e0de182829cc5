import { mailApp } from './charts';

mailApp().app.synth();
