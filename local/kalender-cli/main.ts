/** Prints a year of periods and exchange dates: `npm run kalender -- 2027 --verloning vierwekelijks`. */
import { runCommand } from './command.ts';

process.exitCode = runCommand(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
