/** Whether a value under this name is a secret by all appearances. Source of the words: what Django hides in its reports. */
export const namesSecret = (name: string): boolean =>
  /passw|passphrase|secret|token|credential|authorization|signature|api[-_]?key/i.test(name) ||
  /(^|[-_.])pwd$/.test(name)
