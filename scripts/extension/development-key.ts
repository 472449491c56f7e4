/**
 * The public half of a key that was thrown away: it gives every development build the same id, in
 * every folder and on every machine. A store gives a published build an id of its own.
 */
export const developmentKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtX95WfjQD4jIEppLqHp6Nnsa+x59I0Df+bvUAuPDtRjX5uRWTBBz' +
  'WWOLsKPsRPQ6Xf9jSdrXVIFUpTw1NFtAlvQWqex3WOaoB63rOGapTmbKFrbyqkHpPctavhRnpy3urO1a1/t83/aIQdYQsy9W' +
  'FN8gUx1+SMGfJ9xnsOUKtVmliNHQZtlfvRVgw7WONnE1ThUvySY2rUIn6YE//GxzPrgfWocyaBfSO6E8sOSIxl0i10XvVsDs' +
  'd/2RRJKdWPHaumOVWLny4AUaCIWtcSGZf+7pQggkjIAtL7zxcJMluyr3jjVqhjej1tu1JJjuuwMj78dFtiBEoWkAmO5xkKY+' +
  'BwIDAQAB'
