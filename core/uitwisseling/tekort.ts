/** Why a set is not complete, so that nothing can be delivered; thrown while it is read, caught by the step that assembles. */
export class Tekort extends Error {
  override readonly name = 'Tekort';
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}
