import { buildApp } from '../lib/app.ts';

buildApp({
  onChecked: ({ stacks, resources }) =>
    process.stderr.write(`Checked ${stacks} stacks with ${resources} resources against AwsSolutions.\n`),
});
