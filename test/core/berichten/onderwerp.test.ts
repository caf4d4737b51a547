import { describe, expect, it } from 'vitest';
import { Raamwerkcontractnummer } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { metContract, metKenmerk } from '../../../core/berichten/onderwerp.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Loonheffingennummer } from '../../../core/invoer/loonheffingennummer.ts';

describe('a subject', () => {
  it('of an aanmelding has the beginning of its id, by which the mail and the dossier are laid side by side', () => {
    const id = AanmeldingId.parse('aan-1a2b3c4d-0000-4000-8000-000000000001');
    expect(metKenmerk('Salariskoppeling: aanmelding ontvangen', id)).toBe(
      'Salariskoppeling: aanmelding ontvangen – kenmerk 1a2b3c4d',
    );
  });

  it('of a koppeling has the contract, and not what the office called the werkgever', () => {
    const werkgever = {
      bedrijfsnaam: 'Uw account is geblokkeerd',
      raamwerkcontractnummer: Raamwerkcontractnummer.parse('RC-10001'),
      loonheffingennummer: Loonheffingennummer.parse('123456782L01'),
    };
    const aanmeldingId = AanmeldingId.parse('aan-1a2b3c4d-0000-4000-8000-000000000001');
    expect(
      metContract('Salariskoppeling: uitwisseling gestopt', {
        aanmeldingId,
        werkgever: { ...werkgever, raamwerkcontractnummer: undefined },
      }),
    ).toBe('Salariskoppeling: uitwisseling gestopt – kenmerk 1a2b3c4d');
    expect(metContract('Salariskoppeling: uitwisseling gestopt', { aanmeldingId, werkgever })).toBe(
      'Salariskoppeling: uitwisseling gestopt – contract RC-10001',
    );
  });
});
