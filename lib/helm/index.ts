export * from './chart';
export * from './charts';
export * from './format';
