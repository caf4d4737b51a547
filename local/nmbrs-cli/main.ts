/** Looks at an Nmbrs account from a terminal: `npm run nmbrs -- controle …`; without arguments it tells how. */
import { text } from 'node:stream/consumers';
import { runCommand } from './command.ts';

const readToken = async (): Promise<string> => {
  const given = process.env.NMBRS_TOKEN;
  if (given !== undefined && given !== '') return given;
  if (process.stdin.isTTY) process.stderr.write('Token (Enter en Ctrl-D om te sluiten): ');
  return (await text(process.stdin)).split('\n')[0]?.trim() ?? '';
};

process.exitCode = await runCommand(process.argv.slice(2), {
  readToken,
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
});
