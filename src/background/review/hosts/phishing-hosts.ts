/**
 * Hosts that are known to rob people, with all below them. A list that is compiled in is old when it
 * arrives, since such hosts live for days: those that pose as another are found by how they look.
 */
export const phishingHosts: readonly string[] = [
  // Kept by others for trying a warning out; nobody is robbed there.
  'test.metamask-phishing.io',
  // A reserved name, for our own tests.
  'phishing.assent.test',
]
