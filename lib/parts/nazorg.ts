import { Construct } from 'constructs';
import type { Access } from '../access.ts';
import { HouseQueue } from '../constructs/house-queue.ts';
import type { Mail } from './mail.ts';
import { functionNamed, KEEPS_BOOKS, type Platform } from './platform.ts';

/** Sign-ups are few, and this is the fewest that SQS can be held to. */
const AT_ONCE = 2;

/** The look at every sign-up, at once where a confirmation is to be asked for, and a quarter of an hour later, which mends what a crash left behind. */
export class Nazorg extends Construct {
  readonly #queue: HouseQueue;
  readonly #platform: Platform;

  constructor(scope: Construct, id: string, platform: Platform, mail: Mail) {
    super(scope, id);
    this.#platform = platform;
    const { access, alarms, key, machines } = platform;
    this.#queue = new HouseQueue(this, 'Looks', {
      key,
      alarms,
      impact:
        'A sign-up could not be looked at afterwards: it may have been taken in and never started, nobody may have been asked to confirm it, its token may lie in the vault without an owner, or an office may wait for its kantoorcode. The message names the aanmelding, or holds the hash of the address; mend the cause and redrive the queue.',
      about: 'the queue of nazorg',
      consumerTimeout: KEEPS_BOOKS.timeout,
      maxReceiveCount: 5,
    });
    const worker = functionNamed(this, 'settle-aanmelding', {
      platform,
      size: KEEPS_BOOKS,
      access: [
        access.writeTable(),
        access.listKantoor(),
        access.readSecrets('kandidaat'),
        access.storeSecrets('kandidaat'),
        access.eraseSecrets('kandidaat'),
        access.eraseSecrets('account'),
        access.startMachine('REALISATIE_MACHINE_ARN', machines.realisatie.arn),
        access.startMachine('AFMELDING_MACHINE_ARN', machines.afmelding.arn),
        mail.access(),
        access.consume(this.#queue.queue, key),
      ],
    });
    this.#queue.feed(worker, { atOnce: AT_ONCE });
  }

  /** The right to ask for a look. */
  access(): Access {
    return this.#platform.access.sendTo('NAZORG_QUEUE_URL', this.#queue.queue, this.#platform.key);
  }
}
