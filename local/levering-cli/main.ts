/** Checks a delivered data set, or writes its schemas: `npm run levering -- verify DIR`, `npm run levering -- schemas DIR`. */
import { runCommand } from './command.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
