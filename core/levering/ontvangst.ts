import * as z from 'zod';

/** Which set someone has: the SHA-256 of the bytes of its manifest, hex. The manifest has the hash of every other file. */
export const Ontvangstformulier = z.strictObject({
  manifestSha256: z
    .string({ error: 'Geef de SHA-256 van het manifest dat u hebt gelezen, als 64 hexadecimale tekens.' })
    .regex(/^[0-9a-fA-F]{64}$/, {
      error: 'Geef de SHA-256 van het manifest dat u hebt gelezen, als 64 hexadecimale tekens.',
    }),
});
export type Ontvangstformulier = z.infer<typeof Ontvangstformulier>;
