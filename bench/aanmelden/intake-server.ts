/** The local system, functions bundled as for a deployment, in a process of its own; tells its URL to the parent. */
import { startRuntime } from '../../local/runtime/runtime.ts';

// Nothing listens there: the controle of each sign-up fails at once, so that the intake is what is measured.
const NOBODY = 'http://127.0.0.1:9/soap/v3';

const runtime = await startRuntime({ nmbrsBaseUrl: NOBODY, minify: true });
process.send?.({ url: runtime.url });
process.once('disconnect', () => void runtime.stop().then(() => process.exit(0)));
