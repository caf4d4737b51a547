/** The wage model of the invented companies; see `WageCode` for what feeds each line. */
export const WAGE_CODES = [
  { code: 1000, description: 'Salaris', source: 'salary' },
  { code: 1400, description: 'Reiskosten', source: 'component' },
  { code: 2100, description: 'Overwerk', source: 'component' },
  { code: 2200, description: 'Vakantiegeld', source: 'percentage', percentage: 8 },
  { code: 2300, description: '13e maand', source: 'component' },
  { code: 8100, description: 'Loon SV', source: 'percentage', percentage: 100 },
] as const;
