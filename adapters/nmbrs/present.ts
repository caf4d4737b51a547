/**
 * The record without the fields that are `undefined`: absent fields are absent, also to `in` and to DynamoDB. It is a copy
 * because an object of which a field was deleted is a dictionary to V8 and takes five times the memory.
 */
export function present<T extends object>(fields: T): T {
  const all = { ...fields };
  let isWhole = true;
  for (const name in all) {
    if (all[name] !== undefined) continue;
    delete all[name];
    isWhole = false;
  }
  return isWhole ? fields : { ...all };
}
