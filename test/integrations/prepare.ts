import { installTools } from './tools';

module.exports = installTools;
