/**
 * Makes every `Date` in this thread follow the virtual clock. `setTimeout` and `performance` keep real time, as does an
 * `Intl.DateTimeFormat` that formats without an argument.
 * @param sharedOffset eight bytes: the offset to real time in milliseconds, a signed 64-bit integer
 */
export function installVirtualDate(sharedOffset: SharedArrayBuffer): void {
  const RealDate = globalThis.Date;
  const realNow = RealDate.now.bind(RealDate);
  const offset = new BigInt64Array(sharedOffset);
  const now = () => realNow() + Number(Atomics.load(offset, 0));

  RealDate.now = now;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: (target) => new target(now()).toString(),
  });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: globalThis.Date, writable: true });
}
