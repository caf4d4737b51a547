/** The tag that the office puts on the debtors of the koppeling and ticks in the login's filter. */
export const EXAMPLE_TAG = 'a.s.r. salariskoppeling';

/** Logins of the example. The tokens open nothing but this simulator. */
export const EXAMPLE_LOGINS = {
  overkoepelend: {
    domain: 'fantasiekantoor',
    email: 'koppeling@fantasiekantoor.example',
    token: 'fa17a51e000000000000000000000001',
  },
  perDebiteur: {
    domain: 'kleinkantoor',
    email: 'salaris@eenhoorn.example',
    token: 'fa17a51e000000000000000000000002',
  },
  rechtenUit: {
    domain: 'halfkantoor',
    email: 'koppeling@halfkantoor.example',
    token: 'fa17a51e000000000000000000000003',
  },
  zonderAbonnement: {
    domain: 'slapendkantoor',
    email: 'koppeling@slapendkantoor.example',
    token: 'fa17a51e000000000000000000000004',
  },
} as const;

/** Companies by key, with the Nmbrs id and the literal name in Nmbrs. */
export const EXAMPLE_COMPANIES = {
  toverdrank: { id: 41_001, name: 'Toverdrank B.V.' },
  drakenzorg: { id: 41_002, name: 'Drakenzorg Thuisverpleging B.V.' },
  wolkenbouw: { id: 41_003, name: 'Wolkenbouw Zonder Tag B.V.' },
  /** Without the last dot, where the sign-up has one. */
  elfenbank: { id: 41_004, name: 'Elfenbank B.V' },
  leegKasteel: { id: 41_005, name: 'Leeg Kasteel Holding B.V.' },
  drakenei: { id: 41_006, name: 'Drakenei Beheer B.V.' },
  eenhoorn: { id: 41_011, name: 'Bakkerij De Gouden Eenhoorn' },
  andereKlant: { id: 41_012, name: 'Smederij De Andere Klant' },
  halveDeur: { id: 41_021, name: 'Schrijnwerkerij Halve Deur B.V.' },
  slaapwandel: { id: 41_031, name: 'Slaapwandel Reizen B.V.' },
} as const;

/** The DGA of Drakenei Beheer; employee number 1. */
export const EXAMPLE_DGA = {
  firstName: 'Brîsa',
  initials: 'B.',
  prefix: 'van',
  lastName: 'Eikschaduw',
  gender: 'female',
} as const;

/** The login of the office in a generated scenario; it sees every company. */
export const GENERATED_LOGIN = {
  domain: 'generatorkantoor',
  email: 'koppeling@generatorkantoor.example',
  token: 'fa17a51e000000000000000000000005',
} as const;
