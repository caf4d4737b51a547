/** The version of the API, in its description and on every answer. The first number grows when a program that was made for it must change. */
export const API_VERSION = '1.0.0';
