/** The same fresh record without the fields that are `undefined`: absent fields are absent, also to `in` and to DynamoDB. */
export function present<T extends object>(fields: T): T {
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) Reflect.deleteProperty(fields, name);
  }
  return fields;
}
