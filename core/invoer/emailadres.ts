// RFC 5322 `dot-atom` before the @: what people have, `&`, `/` and `#` included. No quotes, comments or blanks.
const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';

/**
 * One e-mail address, of a mailbox or a login in Nmbrs. Wider than zod's own pattern, which refuses addresses that exist; a host has a dot and ends in
 * letters or an encoded name (`xn--`).
 */
export const EMAILADRES = new RegExp(
  `^${ATEXT}+(?:\\.${ATEXT}+)*@(?:${LABEL}\\.)+(?:[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{1,59})$`,
);
