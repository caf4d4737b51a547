/** The region in which the local system pretends to run. */
export const REGION = 'eu-west-1';

/** The account number that the SQS emulator puts into its ARNs; everything else follows it. */
export const ACCOUNT_ID = '000000000000';

/** The ARN of something in the local account. */
export const arnOf = (service: string, resource: string): string =>
  `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${resource}`;
